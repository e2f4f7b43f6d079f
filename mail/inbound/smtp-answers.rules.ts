import type { EachOutcome } from './accept.types.ts';

/** An SMTP reply that is no success. The server adds the enhanced status code of the number (RFC 3463). */
export type SmtpRefusal = Error & { responseCode: number };

/** A refusal with its reply code and text; the text reaches a stranger, so it holds nothing of ours. */
export function refusal(responseCode: number, text: string): SmtpRefusal {
  return Object.assign(new Error(text), { responseCode });
}

/** True for what `refusal` made. */
export function isRefusal(error: unknown): error is SmtpRefusal {
  return error instanceof Error && 'responseCode' in error;
}

export const unknownMailbox = (): SmtpRefusal => refusal(550, 'There is no such mailbox here');
export const lookupFailed = (): SmtpRefusal => refusal(451, 'Mailboxes cannot be looked up just now, please try again later');
export const storeFailed = (): SmtpRefusal => refusal(451, 'The mail could not be stored just now, please try again later');
export const tooSlow = (): SmtpRefusal => refusal(421, 'The mail took too long to arrive, please try again later');
export const tooManyConnections = (): SmtpRefusal => refusal(421, 'Too many connections from your address, please try again later');

/** The reply to one recipient, as LMTP wants it (RFC 2033 4.2). */
export function answerOne(outcome: EachOutcome | undefined): string | SmtpRefusal {
  return outcome?.kind === 'accepted' ? `Stored as ${outcome.mail.id}` : storeFailed();
}

/** The one reply SMTP has for all recipients: success only when each of ours is committed. A retry finds the committed ones by their key. */
export function answerAll(outcomes: EachOutcome[]): string | SmtpRefusal {
  const ids = outcomes.flatMap((outcome) => (outcome.kind === 'accepted' ? [outcome.mail.id] : []));
  return ids.length === outcomes.length && ids.length > 0 ? `Stored as ${ids.join(' ')}` : storeFailed();
}
