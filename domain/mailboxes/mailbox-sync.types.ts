import type { MailLook } from '../deliveries/mail-look.types.ts';
/** Where fetching a mailbox over IMAP stands. UIDs mean something only together with their UIDVALIDITY (RFC 3501 2.3.1.1). */
export type Checkpoint = {
  uidValidity: string;
  lastUid: number;
  /** Mails at or below were there before fetching began; they are not ours to fetch. */
  floorUid: number;
  /** Up to this UID a mail may be known under an older UIDVALIDITY: it is compared by content before it is stored. */
  recheckUntilUid: number;
  /** Mails the server received earlier are left alone when UIDs have lost their meaning; null: all are wanted. */
  syncedFrom: Date | null;
};

/** The right to fetch a mailbox. `fence` grows with every take-over; what is written under an older one is refused. */
export type MailboxLease = {
  fence: number;
  /** null before the first connect */
  checkpoint: Checkpoint | null;
  /** Last time mails were committed. */
  syncedAt: Date | null;
};

/**
 * How a try to work with a mailbox ended. `reason` is for its admins: what to change, no internals. With `tellAtOnce` they are told without waiting whether it
 * passes by itself. `throttledUntil`: its provider asked to be left alone, and is until then.
 */
export type HealthOutcome = { ok: true } | { ok: false; reason: string; tellAtOnce?: true; throttledUntil?: Date | null };

/** What the admins are told when a mailbox has failed for a while, and when it works again. */
export type MailboxNotice = {
  kind: 'down' | 'back';
  address: string;
  companyName: string;
  /** What to change; empty for `back`. */
  reason: string;
  failingSince: Date;
  /** Whole minutes from `failingSince` to now. */
  minutes: number;
  /** The reader's own. */
  language: string;
  timeZone: string;
};

/** Writes a notice in the reader's language. Pure. */
export type RenderMailboxNotice = (notice: MailboxNotice) => { subject: string; text: string; look?: MailLook };
