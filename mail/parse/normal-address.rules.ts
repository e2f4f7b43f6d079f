const longestAddress = 254;
// A mailbox of RFC 5322 3.4.1 without quoted local parts and address literals: both are legal, unseen in practice, and a door for tricks.
const plainAddress = /^[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]{1,253}$/u;

/** An address in the form we compare and store, or null when it is none. */
export function normalAddress(written: string): string | null {
  const address = written.trim().toLowerCase();
  if (address.length > longestAddress || !plainAddress.test(address)) return null;
  const at = address.lastIndexOf('@');
  const domain = asciiDomain(address.slice(at + 1));
  return domain === null ? null : `${address.slice(0, at)}@${domain}`;
}

function asciiDomain(domain: string): string | null {
  const ascii = /^[\x21-\x7e]+$/.test(domain) ? domain : domainToAscii(domain);
  return ascii === '' || ascii.startsWith('.') || ascii.endsWith('.') || ascii.includes('..') ? null : ascii;
}

/** A domain in other letters in its ASCII form (RFC 5890), '' when it has none. */
function domainToAscii(domain: string): string {
  const address = `http://${domain}`;
  return /[/?#%]/.test(domain) || !URL.canParse(address) ? '' : new URL(address).hostname;
}
