/** The cookie's name. Over https the `__Host-` prefix makes browsers refuse it from sub-domains and without `Secure` (RFC 6265bis 4.1.3.2). */
export function cookieName(webUrl: string): string {
  return isHttps(webUrl) ? '__Host-deskhand' : 'deskhand';
}

/** Flags of the session cookie: no script reads it, no other site sends it. */
export function cookieFlags(webUrl: string, expires: Date) {
  return { httpOnly: true, sameSite: 'strict', secure: isHttps(webUrl), path: '/', expires } as const;
}

/** The value of the named cookie in a Cookie header (RFC 6265 4.2.1), or null. The first one wins, as browsers send the most specific first. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

export function isHttps(webUrl: string): boolean {
  return webUrl.startsWith('https:');
}
