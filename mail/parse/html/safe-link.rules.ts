const schemes = new Set(['http:', 'https:', 'mailto:', 'tel:']);
const longestLink = 2_000;
const shownAddress = /^(?:(?:https?|ftp):\/\/)?(?:[^\s/@]{1,100}@)?((?:[\p{L}\d-]{1,63}\.)+\p{L}{2,24})(?=$|[/?#:\s])/iu;

/** A link's address when it leads to the web, to a mail or to a telephone and hides nothing in a user name; null for every other. */
export function safeLink(written: string): string | null {
  const plain = written.replace(/[\p{Cc}\p{Cf}\s]+/gu, '');
  if (plain === '' || plain.length > longestLink || !URL.canParse(plain)) return null;
  const url = new URL(plain);
  return schemes.has(url.protocol) && url.username === '' && url.password === '' ? url.href : null;
}

/**
 * Where a link really leads, when its text names another place: `www.bank.example` that leads to `evil.example`. Null when the text names no place, or
 * the same one, or one that belongs to it.
 */
export function misleads(shown: string, href: string): string | null {
  const named = shownAddress
    .exec(shown.trim().slice(0, 300))?.[1]
    ?.toLowerCase()
    .replace(/^www\./, '');
  const target = hostOf(href);
  if (named === undefined || target === null) return null;
  const host = target.replace(/^www\./, '');
  const seen = hostOf(`https://${named}`) ?? named;
  return host === seen || host.endsWith(`.${seen}`) || seen.endsWith(`.${host}`) ? null : target;
}

function hostOf(href: string): string | null {
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  if (url.protocol !== 'mailto:') return url.hostname.toLowerCase() || null;
  const domain = /@([^@?,]{1,255})(?:$|[?,])/.exec(decodedPath(url.pathname))?.[1];
  return domain?.toLowerCase() ?? null;
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
