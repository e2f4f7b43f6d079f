import type { SlackBody } from './body.types.ts';

/** Reads a request's bytes: JSON for events, a form for commands, a form with JSON in `payload` for everything interactive. Null when it is none of these. */
export function parseBody(bytes: Buffer, contentType: string): SlackBody | null {
  const text = bytes.toString('utf8');
  if (!contentType.toLowerCase().startsWith('application/x-www-form-urlencoded')) return parseObject(text);
  const form = new URLSearchParams(text);
  const payload = form.get('payload');
  return payload === null ? Object.fromEntries(form) : parseObject(payload);
}

function parseObject(text: string): SlackBody | null {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as SlackBody) : null;
  } catch {
    return null;
  }
}
