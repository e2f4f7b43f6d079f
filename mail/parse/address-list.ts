import { parseAddressHeader } from 'mailparser';
import type { MailAddress } from '../../domain/mailboxes/parsed-mail.types.ts';
import { normalAddress } from './normal-address.rules.ts';

const longestName = 200;
const mostAddresses = 500;
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

function cleanName(name: string): string {
  return name.replace(controls, ' ').replace(/ {2,}/g, ' ').trim().slice(0, longestName).toWellFormed();
}
