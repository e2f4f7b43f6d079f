/** What a request says of where it comes from. Each is a header as received. */
export type OriginHeaders = { secFetchSite: string | undefined; origin: string | undefined; host: string | undefined };

/**
 * Whether a request that changes something comes from a page of ours (OWASP CSRF cheat sheet: Fetch Metadata first, Origin where a browser
 * sends none). A request with neither header is refused: every browser sends one of them with a POST, so only a program lacks both, and it can set Origin.
 */
export function isSameOrigin(headers: OriginHeaders, webUrl: string): boolean {
  if (headers.secFetchSite !== undefined) return headers.secFetchSite === 'same-origin';
  if (headers.origin === undefined) return false;
  if (headers.origin === new URL(webUrl).origin) return true;
  return URL.canParse(headers.origin) && headers.host !== undefined && new URL(headers.origin).host === headers.host;
}
