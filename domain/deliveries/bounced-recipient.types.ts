import type { BounceReason } from '../mailboxes/bounce-report.types.ts';

/**
 * How a report speaks of a recipient: `hard` the address is wrong or gone, `soft` this mail did not arrive but another may, `delayed` it is still being tried,
 * `delivered` it arrived, `complained` the recipient reported it as unwanted (RFC 5965).
 */
export type BounceOutcome = 'hard' | 'soft' | 'delayed' | 'delivered' | 'complained';

/** What a report says of one recipient of a mail of ours. `diagnostic` is the server's own sentence, one line. */
export type ReportedRecipient = {
  address: string;
  outcome: BounceOutcome;
  /** The server gave this mail up for good. */
  isFinal: boolean;
  /** Enhanced status code (RFC 3463), '' when there is none. */
  status: string;
  /** SMTP reply code (RFC 5321 4.2), '' when there is none. */
  reply: string;
  reason: BounceReason;
  diagnostic: string;
};

/** The same as the delivery keeps it; `at` is the instant of our reading, ISO 8601. */
export type BouncedRecipient = ReportedRecipient & { at: string };
