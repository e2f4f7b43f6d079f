import { domainToASCII } from 'node:url';
import { parseAddressHeader } from 'mailparser';
import type { MailAddress } from '../../domain/mailboxes/parsed-mail.types.ts';

const longestAddress = 254;
const longestName = 200;
const mostAddresses = 500;
// A mailbox of RFC 5322 3.4.1 without quoted local parts and address literals: both are legal, unseen in practice, and a door for tricks.
const plainAddress = /^[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]{1,253}$/u;
const controls = /[\p{Cc}\p{Cf}]+/gu;

/** What address headers hold: the readable addresses, how many there were in all, and what could not be read. */
export type AddressList = { addresses: MailAddress[]; count: number; unreadable: number };

/**
 * Reads address headers (RFC 5322 3.4; groups are flattened). Addresses are lower-cased and validated, `+` parts are kept and a domain in other
 * letters takes its ASCII form (RFC 5890), so that equal addresses are equal text. At most 500 are kept.
 */
export function readAddresses(values: readonly string[]): AddressList {
  const entries = parseAddressHeader([...values], { flatten: true, decodePunycode: false }).value;
  const addresses: MailAddress[] = [];
  let unreadable = 0;
  for (const entry of entries) {
    const address = normalAddress(entry.address ?? '');
    if (address === null) unreadable += 1;
    else if (addresses.length < mostAddresses) addresses.push({ name: cleanName(entry.name), address });
  }
  return { addresses, count: entries.length - unreadable, unreadable };
}

/** An address in the form we compare and store, or null when it is none. */
export function normalAddress(written: string): string | null {
  const address = written.trim().toLowerCase();
  if (address.length > longestAddress || !plainAddress.test(address)) return null;
  const at = address.lastIndexOf('@');
  const domain = asciiDomain(address.slice(at + 1));
  return domain === null ? null : `${address.slice(0, at)}@${domain}`;
}

function asciiDomain(domain: string): string | null {
  const ascii = /^[\x21-\x7e]+$/.test(domain) ? domain : domainToASCII(domain);
  return ascii === '' || ascii.startsWith('.') || ascii.endsWith('.') || ascii.includes('..') ? null : ascii;
}

function cleanName(name: string): string {
  return name.replace(controls, ' ').replace(/ {2,}/g, ' ').trim().slice(0, longestName).toWellFormed();
}
