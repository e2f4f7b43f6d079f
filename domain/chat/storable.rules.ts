/** Two things that JSON may hold and PostgreSQL's `jsonb` refuses: the character zero and half of a surrogate pair. */
const refused = /\\u(?:0000|d[89a-f][0-9a-f]{2})/i;

/** The value as text that `jsonb` takes: whoever sends what it would refuse must not stop what it stands in. */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value);
  return refused.test(text) ? JSON.stringify(cleaned(value)) : text;
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\u0000', '').toWellFormed();
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [String(cleaned(key)), cleaned(inner)]));
}
