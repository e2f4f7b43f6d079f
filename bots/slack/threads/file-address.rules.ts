/** Largest file that crosses, either way, in bytes. */
export const largestFile = 50_000_000;

/**
 * Whether our token may be shown to that address: the host of the Web API itself (a double serves its files there), or, beside Slack's own API, its file hosts
 * over TLS. An address comes out of an event; the token goes nowhere else.
 */
export function mayFetch(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const [wanted, api] = [new URL(address), new URL(apiUrl)];
  if (wanted.username !== '' || wanted.password !== '') return false;
  if (wanted.origin === api.origin) return true;
  const home = /^(?:www\.)?(slack(?:-gov)?\.com)$/.exec(api.hostname)?.[1];
  if (home === undefined || wanted.protocol !== 'https:' || wanted.port !== '') return false;
  return wanted.hostname === `files.${home}` || (wanted.hostname.startsWith('files-') && wanted.hostname.endsWith(`.${home}`));
}
