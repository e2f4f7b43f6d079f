import type { MailTrust } from '../../domain/mailboxes/mail-trust.types.ts';
import type { ReceiverResults } from './authentication-results.rules.ts';

/** What our own check of a mail found. Names as in RFC 8601; `policy` is the one that applies to the From domain. */
export type OwnCheck = {
  /** Signed by the From domain's organisation over the whole body. */
  isSignedByDomain: boolean;
  /** SPF passed for the From domain's organisation; null when the address of the sending host is not known. */
  isSentByDomain: boolean | null;
  dmarc: 'pass' | 'fail' | 'none' | 'temperror';
  policy: string | null;
};

/** `domain` is the one in From; null when the mail names no single sender. */
export type TrustFacts = { domain: string | null; own: OwnCheck | null; receiver: ReceiverResults | null };

/**
 * Judges a mail (`mail.md` rule 29). A proof of our own counts first, then the word of the trusted receiving host. A domain that publishes `quarantine` or `reject`
 * (RFC 9989) and did not sign disowns the mail; one that publishes less does so only where SPF could be asked and did not speak for it either.
 */
export function judgeTrust({ domain, own, receiver }: TrustFacts): MailTrust {
  if (domain === null) return { verdict: 'fail', by: 'sender', why: 'It does not name one sender.' };
  const proof = own === null ? null : proofOf(own, domain);
  if (proof !== null) return proof;
  const told = receiver === null || !speaksOf(receiver, domain) ? null : receiver.dmarc;
  if (told === 'pass') return { verdict: 'pass', by: 'receiver', why: `The receiving mail server checked that it comes from ${domain}.` };
  if (told === 'fail')
    return { verdict: 'fail', by: 'receiver', why: `The receiving mail server found that it does not come from ${domain}.` };
  if (own === null || own.dmarc === 'temperror')
    return { verdict: 'none', by: null, why: `Whether it comes from ${domain} could not be checked: its domain records did not answer.` };
  if (own.dmarc === 'fail' && (own.isSentByDomain === false || own.policy === 'quarantine' || own.policy === 'reject'))
    return {
      verdict: 'fail',
      by: 'dmarc',
      why: `${domain} says of itself that it does not send such mail: it carries no valid signature.`,
    };
  return { verdict: 'none', by: null, why: `Nothing proves that it comes from ${domain}.` };
}

function proofOf(own: OwnCheck, domain: string): MailTrust | null {
  if (own.dmarc === 'pass') return { verdict: 'pass', by: 'dmarc', why: `${domain} vouches for it (DMARC).` };
  if (own.dmarc === 'fail') return null;
  if (own.isSignedByDomain) return { verdict: 'pass', by: 'dkim', why: `${domain} signed it (DKIM).` };
  if (own.isSentByDomain === true) return { verdict: 'pass', by: 'spf', why: `A mail server of ${domain} sent it (SPF).` };
  return null;
}

/** A host may name the domain or its organisation; one that names another domain judged another address. */
function speaksOf({ fromDomain }: ReceiverResults, domain: string): boolean {
  return fromDomain === null || fromDomain === domain || domain.endsWith(`.${fromDomain}`);
}
