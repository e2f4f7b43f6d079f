import { randomBytes } from 'node:crypto';

/** An object as it came over the wire. */
export type Json = Record<string, unknown>;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
let lastMicros = 0;

/** A new id in Slack's manner: a letter that says of what, and ten letters and digits. */
export function idOf(letter: string): string {
  return letter + [...randomBytes(10)].map((byte) => alphabet[byte % alphabet.length]).join('');
}

/** A new message timestamp: never the same twice, always later than the one before. */
export function newTs(): string {
  lastMicros = Math.max(Date.now() * 1000, lastMicros + 100);
  return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, '0')}`;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectOf(value: unknown): Json {
  return isObject(value) ? value : {};
}

export function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A flag as forms and JSON write it. */
export function flagOf(value: unknown): boolean {
  return value === true || value === 'true' || value === '1' || value === 1;
}

/** The words of a text object. */
export function wordsOf(value: unknown): string | null {
  return textOf(objectOf(value).text);
}

/** Reads JSON that may be none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
