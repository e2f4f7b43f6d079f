import type { SendOutcome } from '../../domain/deliveries/outbound-mail.types.ts';

/** What nodemailer says of a failed sending: the server's own `responseCode`, if it gave one, and the `command` it answered. */
export type SendFailure = { message: string; responseCode?: number; code?: string; command?: string };

// The commands that speak of this mail; a greeting, EHLO, STARTTLS or AUTH that fails speaks of the connection.
const mailCommands = ['MAIL FROM', 'RCPT TO', 'DATA'];
// "Authentication required", "too weak", "invalid", "encryption required" (RFC 4954 6): our settings, not the mail.
const signInCodes = [530, 534, 535, 538];
const badSequence = 503;
const closing = 421;

/**
 * Judges a failed sending. The server's explicit answer about the mail decides by its code (RFC 5321 4.2.1: 5xx lasts, 4xx passes; 503 blames the
 * session). 421 closes the channel: it refuses the mail only as the answer to its end. Without an answer it depends on whether a byte of the
 * content was given away.
 */
export function judgeFailure(failure: SendFailure, dataBegan: boolean): SendOutcome {
  const reason = oneLine(failure.message);
  const code = failure.responseCode ?? 0;
  const isSignIn = failure.code === 'EAUTH' || failure.code === 'ENOAUTH' || signInCodes.includes(code);
  if (isSignIn && !dataBegan) return { kind: 'not_handed_over', reason: `The outgoing server did not accept our sign-in: ${reason}` };
  const isAnswer = code >= 400 && code < 600 && mailCommands.includes(failure.command ?? '');
  const isFinalAnswer = isAnswer && failure.code === 'EMESSAGE';
  if (isFinalAnswer || (isAnswer && !dataBegan && code !== closing))
    return { kind: 'refused', permanent: code >= 500 && code !== badSequence, code, reason };
  if (dataBegan)
    return { kind: 'uncertain', reason: `The connection broke after the mail was handed over, before an answer came: ${reason}` };
  return { kind: 'not_handed_over', reason };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 400);
}
