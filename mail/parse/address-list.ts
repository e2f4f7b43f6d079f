import type { MailAddress } from '../../domain/mailboxes/parsed-mail.types.ts';
import { type RawEntry, splitAddresses } from './address/split-addresses.rules.ts';
import { decodeWords } from './mime/encoded-words.rules.ts';
import { normalAddress } from './normal-address.rules.ts';

const longestName = 200;
const longestHeader = 200_000;
const mostAddresses = 500;
const controls = /[\p{Cc}\p{Cf}]+/gu;

/**
 * What address headers hold: the readable addresses, each once; how many there were in all, repetitions too; how many pieces could not be read; and
 * how many addresses were found only by repairing what is not written by the rules, so that another reader may see another sender in them.
 */
export type AddressList = { addresses: MailAddress[]; count: number; unreadable: number; repaired: number };

/**
 * Reads address headers (RFC 5322 3.4; groups are flattened), and what programs write instead: missing brackets, bare commas in names, `mailto:`,
 * dots at the end, encoded words inside quotes. Addresses are lower-cased and validated, `+` parts are kept and a domain in other letters takes its
 * ASCII form (RFC 5890), so that equal addresses are equal text. At most 500 are kept. `charset` is the body's, for raw encoded words.
 */
export function readAddresses(values: readonly string[], charset: string | null = null): AddressList {
  const list: AddressList = { addresses: [], count: 0, unreadable: 0, repaired: 0 };
  const known = new Map<string, MailAddress>();
  for (const value of values) {
    // A name with a bare comma comes in two pieces; the first waits for the second.
    let waiting: string[] = [];
    for (const entry of splitAddresses(value.slice(0, longestHeader))) {
      const found = readEntry(entry, charset);
      if (found.length === 0) waiting.push(nameOf(entry, charset));
      for (const { name, address, isRepaired } of found) {
        const parts = entry.angle === null ? [] : waiting;
        take(list, known, { name: cleanName([...parts, name].filter((part) => part !== '').join(', ')), address });
        if (isRepaired || waiting.length > 0) list.repaired += 1;
        waiting = [];
      }
    }
    list.unreadable += waiting.length;
  }
  return list;
}

function take(list: AddressList, known: Map<string, MailAddress>, found: MailAddress): void {
  list.count += 1;
  const before = known.get(found.address);
  if (before !== undefined) {
    if (before.name === '') before.name = found.name;
  } else if (list.addresses.length < mostAddresses) {
    known.set(found.address, found);
    list.addresses.push(found);
  }
}

type Found = MailAddress & { isRepaired: boolean };

function readEntry(entry: RawEntry, charset: string | null): Found[] {
  if (entry.angle !== null) {
    const address = normalAddress(bareAddress(decodeWords(entry.angle, charset)));
    if (address !== null) return [{ name: nameOf(entry, charset), address, isRepaired: entry.isBroken }];
  }
  const words = decodeWords(entry.words, charset).replace(/\s{0,3}@\s{0,3}/g, '@');
  const inside = looseAddresses(words);
  const name = entry.angle === null ? commentName(entry, charset) : decodeWords(entry.angle, charset);
  if (inside.length === 1) {
    const [only] = inside;
    const rest =
      words
        .replace(only?.written ?? '', ' ')
        .replace(/[\s'"<>[\].,;]+/g, ' ')
        .trim() === ''
        ? ''
        : words.replace(only?.written ?? '', ' ');
    const isRepaired = entry.isBroken || entry.angle !== null || rest.trim() !== '';
    return only === undefined ? [] : [{ name: cleanName(rest.replace(/[<>]/g, '') || name), address: only.address, isRepaired }];
  }
  return inside.map(({ address }) => ({ name: '', address, isRepaired: true }));
}

/** Addresses that stand in plain words. */
function looseAddresses(words: string): { written: string; address: string }[] {
  const found: { written: string; address: string }[] = [];
  for (const match of words.slice(0, 20_000).matchAll(/[^\s<>"(),;[\]]{1,320}/g)) {
    const address = match[0].includes('@') ? normalAddress(bareAddress(match[0])) : null;
    if (address !== null && found.length < mostAddresses) found.push({ written: match[0], address });
  }
  return found;
}

/** An address without what programs put around it: `mailto:`, quotes, a route (RFC 5322 4.4), blanks, dots at the end. */
function bareAddress(written: string): string {
  return written
    .slice(0, 600)
    .replace(/^[\s'"[<]+|[\s'"\]>.,;]+$/g, '')
    .replace(/^(?:mailto|smtp|e-?mail):\s*/i, '')
    .replace(/^(?:@[^:@\s]{1,250},?){1,5}:/, '')
    .replace(/\?(?:subject|cc|bcc|body)=.*$/i, '')
    .replace(/^"([^"\\\s@]{1,64})"@/, '$1@')
    .replace(/\s*@\s*/, '@');
}

function nameOf(entry: RawEntry, charset: string | null): string {
  const name = decodeWords(entry.words, charset).trim();
  return cleanName(name === '' ? commentName(entry, charset) : name);
}

function commentName(entry: RawEntry, charset: string | null): string {
  return decodeWords(entry.comments[0] ?? '', charset).replace(/^"|"$/g, '');
}

function cleanName(name: string): string {
  return name
    .replace(controls, ' ')
    .replace(/\s{2,}/g, ' ')
    .trim()
    .slice(0, longestName)
    .toWellFormed();
}
