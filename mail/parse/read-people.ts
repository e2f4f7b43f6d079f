import type { MailAddress, ParsedMail } from '../../domain/mailboxes/parsed-mail.types.ts';
import { readAddresses } from './address-list.ts';
import type { MailHeaders } from './header-lines.rules.ts';

/** The people of a mail; `author` is the sender that the From header itself names, which alone may decide how the mail is answered. */
export type MailPeople = Pick<ParsedMail, 'from' | 'fromCount' | 'replyTo' | 'to' | 'cc' | 'deliveredTo'> & { author: MailAddress | null };

/** Asked in this order when From names nobody: who sent it for the author (RFC 5322 3.6.2), who wants the answer, the envelope (RFC 5321 4.4). */
const insteadOfFrom = ['sender', 'reply-to', 'return-path'] as const;

/**
 * Who a mail says it is from and to. When From holds no address, another header lends one: `fromCount` is 0 then, so that nobody takes it for proven,
 * and a warning says where it is from. Addresses that had to be repaired count twice in `fromCount`: another reader may see another sender in them.
 */
export function readPeople(headers: MailHeaders, charset: string | null, warnings: string[]): MailPeople {
  const read = (key: string) => {
    const list = readAddresses(headers.get(key) ?? [], charset);
    if (list.unreadable > 0) warnings.push(`the ${key} header has an address that cannot be read`);
    if (list.repaired > 0 && key === 'from')
      warnings.push('the from header is not written by the rules: its sender was found by repairing it');
    return list;
  };
  const from = read('from');
  if ((headers.get('from')?.length ?? 0) > 1) warnings.push('the mail has more than one From header');
  const author = from.addresses[0] ?? null;
  if (author === null) warnings.push('the mail has no readable From');
  return {
    from: author ?? borrowed(headers, charset, warnings),
    author,
    fromCount: from.count === 0 ? 0 : from.count + from.unreadable + from.repaired,
    replyTo: read('reply-to').addresses,
    to: read('to').addresses,
    cc: read('cc').addresses,
    deliveredTo: deliveredTo(headers),
  };
}

function borrowed(headers: MailHeaders, charset: string | null, warnings: string[]): MailAddress | null {
  for (const key of insteadOfFrom) {
    const [found] = readAddresses((headers.get(key) ?? []).slice(0, 1), charset).addresses;
    if (found !== undefined) {
      warnings.push(`the sender shown is taken from the ${key} header and is not proven`);
      return found;
    }
  }
  return null;
}

/** Where servers write whom a mail was for when its To says something else. */
function deliveredTo(headers: MailHeaders): string[] {
  const values = ['delivered-to', 'x-original-to', 'envelope-to'].flatMap((key) => headers.get(key) ?? []);
  return [...new Set(readAddresses(values).addresses.map((one) => one.address))].slice(0, 20);
}
