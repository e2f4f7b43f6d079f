/** The value as an object, or an empty one. */
export function objectAt(value: unknown, ...path: string[]): Record<string, unknown> {
  let found: unknown = value;
  for (const name of path) found = isObject(found) ? found[name] : undefined;
  return isObject(found) ? found : {};
}

/** The text found there, or null when there is none. */
export function textAt(value: unknown, ...path: string[]): string | null {
  const found = objectAt(value, ...path.slice(0, -1))[path.at(-1) ?? ''];
  return typeof found === 'string' && found !== '' ? found : null;
}

/** The object that is the first of a list, or an empty one. */
export function firstAt(value: unknown, ...path: string[]): Record<string, unknown> {
  const found = objectAt(value, ...path.slice(0, -1))[path.at(-1) ?? ''];
  return Array.isArray(found) ? objectAt(found[0]) : {};
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
