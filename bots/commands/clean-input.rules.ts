import type { Json } from '../cards/card.types.ts';

/** Text that PostgreSQL can store: no NUL, no half of a character pair. Everything else stays as it came. */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** The same for every text inside a button's arguments. Whatever is no JSON object becomes an empty one. */
export function cleanArguments(args: unknown): Record<string, Json> {
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return {};
  return cleanValue(args as Json) as Record<string, Json>;
}

function cleanValue(value: Json): Json {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [cleanText(key), cleanValue(inner)]));
}
