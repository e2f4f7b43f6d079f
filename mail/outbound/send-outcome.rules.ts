import type { SendOutcome } from '../../domain/deliveries/outbound-mail.types.ts';

/** What nodemailer says of a failed sending: the server's own `responseCode`, if it gave one, and the `command` it answered. */
export type SendFailure = { message: string; responseCode?: number; code?: string; command?: string };

// The commands that speak of this mail; a greeting, EHLO, STARTTLS or AUTH that fails speaks of the connection.
const mailCommands = ['MAIL FROM', 'RCPT TO', 'DATA'];
// "Authentication required", "too weak", "invalid", "encryption required" (RFC 4954 6): our settings, not the mail.
const signInCodes = [530, 534, 535, 538];
const badSequence = 503;
const closing = 421;
// "Too many messages, slow down": the channel closes (421), Exchange Online's thread limit (432, Microsoft "SMTP client submission limits") and the security and policy
// answers 4.7.x (RFC 3463 3.8). Greylisting uses the latter as well, but is about one recipient.
const slowDownCodes = [421, 432];
const greylisting = /gr[ae]y[ -]?list/i;

/**
 * Judges a failed sending. The server's explicit answer about the mail decides by its code (RFC 5321 4.2.1: 5xx lasts, 4xx passes; 503 blames the
 * session). 421 closes the channel: it refuses the mail only as the answer to its end. Without an answer it depends on whether a byte of the
 * content was given away.
 */
export function judgeFailure(failure: SendFailure, dataBegan: boolean): SendOutcome {
  const reason = oneLine(failure.message);
  const code = failure.responseCode ?? 0;
  const isSignIn = failure.code === 'EAUTH' || failure.code === 'ENOAUTH' || signInCodes.includes(code);
  if (isSignIn && !dataBegan) {
    const words = `The outgoing server did not accept our sign-in: ${reason}`;
    // 4xx: it cannot check just now (RFC 4954 6, 454).
    return { kind: 'not_handed_over', reason: words, ...(code >= 400 && code < 500 ? {} : { isSignInRefused: true }) };
  }
  const isAnswer = code >= 400 && code < 600 && mailCommands.includes(failure.command ?? '');
  const isFinalAnswer = isAnswer && failure.code === 'EMESSAGE';
  if (isFinalAnswer || (isAnswer && !dataBegan && code !== closing))
    return { kind: 'refused', permanent: code >= 500 && code !== badSequence, code, reason, ...throttled(code, reason) };
  if (dataBegan)
    return { kind: 'uncertain', reason: `The connection broke after the mail was handed over, before an answer came: ${reason}` };
  return { kind: 'not_handed_over', reason, ...throttled(code, reason) };
}

function throttled(code: number, reason: string): { throttled?: true } {
  const isPolicy = code >= 400 && code < 500 && /\b4\.7\.\d{1,3}\b/.test(reason) && !greylisting.test(reason);
  return isPolicy || slowDownCodes.includes(code) ? { throttled: true } : {};
}

// What servers say when an account may not send under the envelope address it gave (RFC 3463 X.1.7, X.1.8, X.7.1 with those words; Exchange Online's
// SendAsDenied 5.2.252 and 5.7.60; Postfix's reject_sender_login_mismatch).
const senderWords =
  /\b5\.1\.[78]\b|\b5\.7\.60\b|\b5\.2\.252\b|send\s?as\s?denied|send as this sender|sender address rejected|sender address .{0,60}not (?:owned|allowed|verified)|not allowed to send|sender verify failed/i;

/** True when a server took nothing because of the envelope sender: the same mail may be offered under another one. */
export function refusesSender(outcome: SendOutcome): boolean {
  return outcome.kind === 'refused' && outcome.permanent && senderWords.test(outcome.reason);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 400);
}
