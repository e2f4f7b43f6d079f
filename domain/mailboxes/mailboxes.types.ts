/** How a mail came in. */
export type Door = 'imap' | 'smtp' | 'file' | 'http';

/**
 * Life of a stored mail: `new` → `applied` (a ticket or message), `copy` (same mail seen before), `bounce` (a report about our own mail),
 * `quarantined` (blocked sender or spam, for staff) or `failed` (parked after three attempts, for staff).
 */
export type InboundState = 'new' | 'applied' | 'copy' | 'bounce' | 'quarantined' | 'failed';

export type MailboxHealth = 'unknown' | 'ok' | 'failing';

/** Which of the mails that are there at the first connect become tickets: none (the default), all, or those of the last so many days. */
export type ImportFrom = 'now' | 'all' | number;

/** Address of an IMAP or SMTP server; the password is kept apart, encrypted. `importFrom` matters to IMAP only. */
export type ServerSettings = { host: string; port: number; secure: boolean; user: string | null; importFrom?: ImportFrom };

/** Facts only the door knows about a mail. `envelopeFrom` is '' for the null sender, null where the door cannot know. */
export type TransportFacts = {
  door: Door;
  /** Unique per mailbox: `imap:<uidvalidity>:<uid>` or `<door>:<sha256 of content and envelope>`. */
  naturalKey: string;
  envelopeFrom: string | null;
  envelopeTo: string | null;
  /** The host that handed the mail over; left out where none was seen, as with fetched mail. */
  client?: { ip: string; helo: string };
};
