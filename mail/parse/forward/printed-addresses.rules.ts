import type { MailAddress } from '../../../domain/mailboxes/parsed-mail.types.ts';
import { normalAddress } from '../normal-address.rules.ts';

const longest = 20_000;
const mostAddresses = 500;

/**
 * Reads addresses as mail programs print them for people, which is not how headers are written: names with bare commas, `[mailto:…]`, `(address)`,
 * the address twice, other separators. Every address is validated; what is none is left out.
 */
export function readPrintedAddresses(value: string): MailAddress[] {
  const plain = value
    .slice(0, longest)
    .replace(/([^\s<>@]{1,64}@[^\s<>[\]@]{1,253})\s?\[(?:mailto:)?\1\]/gi, '$1')
    .replace(/<mailto:[^<>\s]{1,300}>/gi, '')
    .replace(/[[(<]\s?mailto:\s?([^\s<>[\]()]{1,300})\s?[\])>]/gi, '<$1>')
    .replace(/\(\s?([^\s<>()@]{1,64}@[^\s<>()@]{1,253})\s?\)/g, '<$1>');
  const found: MailAddress[] = [];
  let from = 0;
  for (const match of plain.matchAll(/<\s?([^\s<>@]{1,64}@[^\s<>@]{1,253})\s?>/g)) {
    takeLoose(plain.slice(from, match.index), match[1] ?? '', found);
    from = match.index + match[0].length;
  }
  takeLoose(plain.slice(from), null, found);
  return distinct(found).slice(0, mostAddresses);
}

/** What stands before a bracketed address is its name, and before that there may be addresses without brackets. */
function takeLoose(text: string, bracketed: string | null, found: MailAddress[]): void {
  const pieces = text.split(/[,;，；]/).map((piece) => piece.trim());
  let at = 0;
  for (; at < pieces.length - (bracketed === null ? 0 : 1); at++) {
    const piece = pieces[at] ?? '';
    const address = looseAddress(piece);
    if (address !== null) found.push({ name: '', address });
    else if (piece !== '') break;
  }
  const address = bracketed === null ? null : normalAddress(bracketed);
  if (address !== null) found.push({ name: nameOf(pieces.slice(at).join(', '), address), address });
  else if (bracketed === null) for (const piece of pieces.slice(at)) takeBare(piece, found);
}

function takeBare(piece: string, found: MailAddress[]): void {
  const inside = /[^\s<>()[\]"',;:]{1,64}@[^\s<>()[\]"',;:]{1,253}/.exec(piece.slice(0, 1000));
  const address = inside === null ? null : normalAddress(inside[0]);
  if (inside !== null && address !== null) found.push({ name: nameOf(piece.slice(0, inside.index), address), address });
}

function looseAddress(piece: string): string | null {
  return normalAddress(piece.replace(/^["'“„<]+|["'”“>]+$/g, '').replace(/^mailto:/i, ''));
}

function nameOf(written: string, address: string): string {
  const name = written
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s"'“”„«»,;:*]+|[\s"'“”„«»,;:*]+$/gu, '')
    .slice(0, 200)
    .toWellFormed();
  return name.toLowerCase() === address ? '' : name;
}

function distinct(found: readonly MailAddress[]): MailAddress[] {
  const seen = new Set<string>();
  return found.filter(({ address }) => !seen.has(address) && seen.add(address) !== undefined);
}
