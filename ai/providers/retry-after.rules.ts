const longest = 60 * 60_000;

/**
 * How long the server wants to be left alone, in ms: `retry-after-ms` (OpenAI, Azure), else `Retry-After` in seconds or as a date (RFC 9110, 10.2.3). At most an hour;
 * null when it says nothing that can be read.
 */
export function retryAfterOf(headers: Headers, now: number): number | null {
  const ms = numberOf(headers.get('retry-after-ms'));
  if (ms !== null) return Math.min(ms, longest);
  const text = headers.get('retry-after');
  const seconds = numberOf(text);
  if (seconds !== null) return Math.min(Math.ceil(seconds * 1000), longest);
  const date = Date.parse(text ?? '');
  return Number.isNaN(date) ? null : Math.min(Math.max(date - now, 0), longest);
}

function numberOf(text: string | null): number | null {
  return text !== null && /^\s*\d{1,12}(?:\.\d+)?\s*$/.test(text) ? Number(text) : null;
}
