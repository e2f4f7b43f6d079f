/** Somebody an invitation names: `address` lower-cased and validated, `name` may be empty. */
export type InvitePerson = { name: string; address: string };

/** What an attendee said to an invitation (RFC 5545 3.2.12); null when nothing yet, or something else. */
export type InviteAnswer = 'accepted' | 'declined' | 'tentative';

/** What a calendar object wants of its reader (RFC 5546 1.4): `publish` when it does not say. */
export type InviteMethod = 'request' | 'reply' | 'cancel' | 'publish' | 'counter' | 'declinecounter' | 'refresh' | 'add';

/** The appointment that a mail carries (RFC 5545). Nothing in it is proven: its sender wrote every line. Texts are bounded and of one line. */
export type MailInvite = {
  method: InviteMethod;
  /** The same in every version and answer of one appointment; '' when it has none. */
  uid: string;
  sequence: number;
  summary: string;
  location: string;
  /** ISO 8601: in UTC with `Z` where the zone is known, local without it where it is not, the bare date when it lasts whole days; null when unreadable. */
  start: string | null;
  /** The same of the end; of whole days the last one. */
  end: string | null;
  allDay: boolean;
  /** As the invitation names it; null for UTC and for local time. */
  timeZone: string | null;
  organizer: InvitePerson | null;
  /** At most 100. */
  attendees: (InvitePerson & { answer: InviteAnswer | null })[];
  /** Of a reply: what its sender answers. */
  answer: InviteAnswer | null;
  /** "every week on Monday, 10 times"; null when it happens once. */
  recurring: string | null;
  /** Date and time in words, in the invitation's own zone: "Friday 8 November 2024, 10:00 to 11:00 (Europe/Berlin)"; '' when unreadable. */
  when: string;
};
