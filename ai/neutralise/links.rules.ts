/** Something that a reader's program might make a link of. `host` is null where there is none to speak of (`javascript:`, `data:`). */
export type FoundLink = { from: number; to: number; text: string; host: string | null };

const slash = String.raw`(?:[/\\]|%2f|%5c|&#x?0*(?:2f|47);|&sol;)`;
const colon = '(?::|%3a|&#x?0*(?:3a|58);|&colon;)';
const rest = String.raw`(?:(?!&(?:quot|lt|gt|#39);)[^\s<>"'()\u0060]){0,2000}`;
const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})`;
/** The dots that host names are written with, the ideographic ones among them. */
const dot = String.raw`[.\u3002\uFF0E\uFF61]`;

const withScheme = new RegExp(String.raw`(?:(?<![\p{L}\p{N}])[a-z][a-z0-9+.-]{1,20}|https?|ftp)${colon}${slash}{1,}${rest}`, 'giu');
const bareScheme =
  /(?<![\p{L}\p{N}])(?:javascript|vbscript|data|file|blob|tel|sms|slack|msteams|ms-[a-z]+)\s{0,3}(?::|%3a|&#x?0*(?:3a|58);|&colon;)(?:(?!&(?:quot|lt|gt|#39);)[^\s<>"']){1,2000}/giu;
const protocolRelative = new RegExp(String.raw`(?<![:/\\])${slash}{2,}(?=${label})${rest}`, 'giu');
const bareHost = new RegExp(
  String.raw`(?<![@\p{L}\p{N}._/-])(?:${label}${dot}){1,8}(?:xn--[a-z0-9-]{2,59}|\p{L}{2,24})(?![\p{L}\p{N}@])(?:[:/?#\\]${rest})?`,
  'giu',
);

/** Endings of host names that occur in mails; two letters are a country. */
const endings =
  /[.\u3002\uFF0E\uFF61](?:com|org|net|info|biz|example|test|invalid|localhost|edu|gov|mil|io|ai|app|dev|shop|site|online|xyz|top|club|link|click|cloud|tech|store|pro|live|page|support|zip|mov|icu|vip|work|space|website|[a-z]{2}|xn--[a-z0-9-]+)$/i;
/** What looks like a country but is the end of a file's name, or of a sentence that the next one follows without a blank. */
const notEndings = /\.(?:ts|js|py|md|rs|sh|cs|cc|is|it|to|in|we|he|so|no|my|an|as|be|or|if|us|at|by|do|me|am|pm)$/i;

/** Whether a name without a scheme is one that mail and chat programs make a link of. */
export function isBareHost(text: string): boolean {
  const name = text.split(/[/:?#\\]/)[0] ?? '';
  if (/^www\./i.test(name) || /[/?#\\]/.test(text)) return endings.test(name) || /^www\./i.test(name);
  if (/^(?:[a-z]\.)+[a-z]{1,2}$/i.test(name)) return false;
  const labels = name.split('.');
  const joinsSentences = labels.length === 2 && (notEndings.test(name) || /^\p{Lu}\p{Ll}+$/u.test(labels[1] ?? ''));
  return endings.test(name) && !joinsSentences;
}

/** Whose page it would open, or null: nobody's (no host) or not to be told (a user name in front of the host, a second address inside). */
function hostOf(text: string): string | null {
  const plain = /^https?:\/\//i.test(text)
    ? text
    : /^[a-z][a-z0-9+.-]*[:%&]/i.test(text)
      ? null
      : `https://${text.replace(/^[/\\]{2,}/, '')}`;
  if (plain === null || !URL.canParse(plain)) return null;
  const { hostname, username, password, search, hash, pathname } = new URL(plain);
  const inside = `${pathname}${search}${hash}`;
  const carries = /(?:[:=/]|%3a|%3d)(?:\/|%2f|\\|%5c){2}|%25|&#|&(?:colon|sol);|(?:https?|ftp|javascript|data)(?::|%3a)/i.test(inside);
  const names = /[\p{L}\p{N}-][.\u3002\uFF0E\uFF61](?:com|org|net|example|[a-z]{2,6})(?![\p{L}\p{N}])/iu.test(text.replace(/^[^?#]*/, ''));
  return names || username !== '' || password !== '' || carries || /[\\]/.test(text) ? null : hostname.toLowerCase();
}

function trimmed(text: string): string {
  return text.replace(/[.,;:!?\]}*_~|]+$/, '');
}

/** Every place of a text that a program might make a link of, in order and without overlaps. Mail addresses are none. */
export function findLinks(text: string): FoundLink[] {
  const found: FoundLink[] = [];
  for (const pattern of [withScheme, bareScheme, protocolRelative, bareHost]) {
    for (const match of text.matchAll(pattern)) {
      const next = found.find((other) => other.from > match.index && other.from < match.index + match[0].length);
      const hit = trimmed(match[0].slice(0, next === undefined ? undefined : next.from - match.index));
      const [from, to] = [match.index, match.index + hit.length];
      if (hit.length < 3 || (pattern === bareHost && !isBareHost(hit)) || found.some((other) => from < other.to && other.from < to))
        continue;
      found.push({ from, to, text: hit, host: pattern === bareScheme ? null : hostOf(hit) });
    }
  }
  return found.sort((one, other) => one.from - other.from);
}

const head = new RegExp(String.raw`^(?:([a-z][a-z0-9+.-]{1,20})\s{0,3}(?:\[:\]|${colon}))?${slash}*`, 'iu');

/** The address as a person can still read it and no program opens it. */
function defanged({ text }: FoundLink): string {
  const [start = '', scheme] = head.exec(text) ?? [];
  const tail = text
    .slice(start.length)
    .replace(/(?:[/\\]|%2f|%5c){2,}/gi, '/')
    .replace(/(?:https?|ftp|javascript|vbscript|data|file)(?=:|%3a|&)/gi, 'x')
    .replace(/(?<!\[):(?=[/\\%&])/g, '[:]')
    .replace(/(?<!\[)[.\u3002\uFF0E\uFF61](?!\])/g, '[.]');
  if (scheme === undefined) return `${start === '' ? '' : '[//]'}${tail}`;
  const web = /^h(?:tt|xx)p(s?)$/i.exec(scheme);
  const slashes = /[/\\]|%2f|%5c|;$/i.test(start.slice(scheme.length + 1)) ? '//' : '';
  return web === null ? `${scheme}[:]${slashes}${tail}` : `hxxp${(web[1] ?? '').toLowerCase()}:${slashes}${tail}`;
}

/**
 * The text with every link outside the allowed hosts spelt so that no program opens it (`hxxps://evil[.]example`); allowed ones stay as they are. A host is allowed
 * by its whole name and only over http(s), without a user name in front of it and without another address inside. Applied twice it is the same.
 */
export function defangLinks(text: string, allowedHosts: readonly string[]): string {
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()));
  let written = '';
  let at = 0;
  for (const link of findLinks(text)) {
    written += text.slice(at, link.from) + (link.host !== null && allowed.has(link.host) ? link.text : defanged(link));
    at = link.to;
  }
  return written + text.slice(at);
}

/** The hosts that texts of our own link to, for an allow-list: over http(s) and in full, such as published articles have them. */
export function hostsIn(texts: readonly string[]): string[] {
  const links = texts.flatMap((text) => findLinks(text)).filter(({ text }) => /^https?:\/\//i.test(text));
  return [...new Set(links.flatMap(({ host }) => host ?? []))];
}
