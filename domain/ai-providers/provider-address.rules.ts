type Range = readonly [prefix: string, bits: number];

const forbidden: readonly Range[] = [
  ['169.254.0.0', 16],
  ['fe80::', 10],
  ['fd00:ec2::254', 128],
  ['100.100.100.200', 32],
  ['0.0.0.0', 8],
  ['::', 128],
];
const near: readonly Range[] = [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['::1', 128],
  ['fc00::', 7],
];
const nearNames = /^(?:localhost|[^.]+|.+\.(?:localhost|local|internal|lan|home\.arpa|test))$/i;
// ::ffff:0:0/96 (RFC 4291) and 64:ff9b::/96 (RFC 6052): IPv4 addresses in IPv6 clothes.
const mapped = [`${'0'.repeat(20)}ffff`, `0064ff9b${'0'.repeat(16)}`];

/** Whether an IP address is one that no model answers at: link-local (the metadata services of clouds among them) or unspecified. */
export function isForbiddenAddress(address: string): boolean {
  return isIn(forbidden, address);
}

/**
 * What is wrong with the address of a provider, in words that follow “the address”; null when nothing is. Plain http only within one's own network: else the key
 * and the mails would be readable on the way.
 */
export function addressProblem(text: string): string | null {
  const url = URL.parse(text);
  if (url === null) return 'must be a web address such as https://api.example.com/v1';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https://';
  if (url.username !== '' || url.password !== '') return 'must hold no user and no password: the key is entered by itself';
  if (url.search !== '' || url.hash !== '') return 'must end before any ? or #';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isForbiddenAddress(host)) return 'must not be a link-local address: clouds keep their secrets there';
  const isNear = hexOf(host) === null ? nearNames.test(host) : isIn(near, host);
  return url.protocol === 'http:' && !isNear
    ? 'must begin with https://; http:// is for servers on this machine or in your own network'
    : null;
}

/** The address as it is stored: without a slash at its end. */
export function plainAddress(text: string): string {
  return new URL(text).href.replace(/\/+$/, '');
}

function isIn(ranges: readonly Range[], address: string): boolean {
  const hex = hexOf(address);
  return hex !== null && ranges.some(([prefix, bits]) => hasPrefix(hex, hexOf(prefix) ?? '', bits));
}

function hasPrefix(hex: string, prefix: string, bits: number): boolean {
  if (hex.length !== prefix.length) return false;
  const drop = BigInt(hex.length * 4 - bits);
  return BigInt(`0x${hex}`) >> drop === BigInt(`0x${prefix}`) >> drop;
}

/** The bytes of an IP address in hex, 8 digits for IPv4 and 32 for IPv6; null for a name. The URL parser knows every way to write one. */
function hexOf(address: string): string | null {
  const bare = address.replace(/%.*$/, '');
  const host = URL.parse(bare.includes(':') ? `http://[${bare}]` : `http://${bare}`)?.hostname ?? '';
  if (/^\d+(?:\.\d+){3}$/.test(host))
    return host
      .split('.')
      .map((part) => Number(part).toString(16).padStart(2, '0'))
      .join('');
  if (!host.startsWith('[')) return null;
  const [head = '', tail] = host.slice(1, -1).split('::');
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':').map((group) => group.padStart(4, '0')));
  const missing = Math.max(8 - groups(head).length - groups(tail ?? '').length, 0);
  const hex = [...groups(head), ...Array<string>(tail === undefined ? 0 : missing).fill('0000'), ...groups(tail ?? '')].join('');
  return mapped.includes(hex.slice(0, 24)) ? hex.slice(24) : hex;
}
