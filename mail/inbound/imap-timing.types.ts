/** Every pause and limit of the IMAP side, in milliseconds; tests shorten them. Reasons in `mail.md` 9, rules 8 to 13. */
export type ImapTiming = {
  /** A lease is good for so long … */
  leaseMs: number;
  /** … and renewed so often. */
  renewMs: number;
  /** IDLE is broken and begun anew. */
  maxIdleMs: number;
  /** Looked for new mails also without an event, where IDLE has shown that it works: events get lost. */
  pollMs: number;
  /** As long as IDLE has shown nothing, or stayed silent about a mail: many servers stop to watch above some number of boxes. */
  quietPollMs: number;
  /** Looked for UIDs below the last one that were never stored. */
  sweepMs: number;
  /** The list of mailboxes is read again. */
  refreshMs: number;
  connectMs: number;
  /** Silence of a server after which it counts as frozen; longer than `pollMs`. */
  silenceMs: number;
  /** Shrinks every back-off; 1 in production. */
  backOffFactor: number;
  /** Connections that are being made at a time. */
  connectsAtOnce: number;
};

export const imapTiming: ImapTiming = {
  leaseMs: 30_000,
  renewMs: 10_000,
  maxIdleMs: 240_000,
  pollMs: 60_000,
  quietPollMs: 25_000,
  sweepMs: 900_000,
  refreshMs: 30_000,
  connectMs: 20_000,
  silenceMs: 120_000,
  backOffFactor: 1,
  connectsAtOnce: 20,
};
