import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import type { ReadableMail } from './file-mail.types.ts';

/**
 * The addresses a mail may send its answers to instead of its sender (RFC 5322 3.6.2): any that a proven sender names, those of the sender's own domain where nothing
 * is proven, none of a mail that is disowned. So nobody who borrows a customer's name turns the answer to themselves.
 */
export function allowedReplyTo({ parsed, trust }: Pick<ReadableMail, 'parsed' | 'trust'>): MailAddress[] {
  const from = parsed.from?.address ?? '';
  const asked = parsed.replyTo.filter((person) => person.address !== from);
  if (from === '' || parsed.fromCount !== 1 || trust.verdict === 'fail' || asked.length < parsed.replyTo.length) return [];
  return trust.verdict === 'pass' ? asked : asked.filter((person) => domainOf(person.address) === domainOf(from));
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
