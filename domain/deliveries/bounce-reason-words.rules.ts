import type { BounceReason } from '../mailboxes/bounce-report.types.ts';

/** Why a mail did not arrive, for people who write mails and run no servers. */
export const bounceReasonWords: Record<BounceReason, string> = {
  userunknown: 'user unknown',
  hostunknown: 'there is no such mail domain',
  hasmoved: 'the person has another address now',
  notaccept: 'the domain takes no mail',
  mailboxfull: 'mailbox full',
  suspend: 'mailbox suspended',
  filtered: 'filtered out there',
  mesgtoobig: 'the mail is too large for the mailbox',
  exceedlimit: 'the mail exceeds a limit there',
  rejected: 'our sender was rejected',
  blocked: 'our mail server is blocked there',
  badreputation: 'our mail server has a bad reputation there',
  requireptr: 'our mail server has no reverse name',
  authfailure: 'our mail failed authentication (SPF, DKIM or DMARC)',
  norelaying: 'the server does not relay to that address',
  securityerror: 'refused for security reasons',
  policyviolation: 'refused by a policy there',
  spamdetected: 'taken for spam',
  virusdetected: 'taken for a virus',
  contenterror: 'the content was refused',
  notcompliantrfc: 'the form of the mail was refused',
  toomanyconn: 'too many connections',
  expired: 'given up after days of trying',
  networkerror: 'network error',
  systemerror: 'error of the mail server there',
  systemfull: 'the mail server there is full',
  mailererror: 'error of the mail program there',
  syntaxerror: 'the server did not understand ours',
  onhold: 'held back there',
  undefined: 'no clear reason was given',
  delivered: 'delivered',
  feedback: 'reported as unwanted',
  vacation: 'an automatic answer',
};

/** A reason as it was stored, in words; one of a later version as it stands. */
export function reasonWords(reason: string): string {
  return (bounceReasonWords as Record<string, string>)[reason] ?? reason;
}
