import { tokenHash } from '../people/sign-in.rules.ts';

/** Minutes a proof may wait for its one use. */
export const linkMinutes = 10;
/** Wrong codes that one person of a workspace may say within `linkMinutes`. */
export const mostWrongCodes = 5;

/** Without I, L, O, U, 0 and 1: nobody mistakes one for another. */
export const linkCodeLetters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
/** 30^8 codes, of which one person may try five in ten minutes. */
export const linkCodeLength = 8;

/** What a person typed, as the code it may be: case, blanks and dashes do not matter. Null for what cannot be one. */
export function readLinkCode(said: string): string | null {
  const code = said.toUpperCase().replace(/[\s‐-―-]/g, '');
  return code.length === linkCodeLength && [...code].every((letter) => linkCodeLetters.includes(letter)) ? code : null;
}

/** What is kept of a code that was read. */
export function linkCodeHash(code: string): string {
  return tokenHash(`link code ${code}`);
}

/** When a proof begun at `now` ends. */
export function linkExpiry(now: Date): Date {
  return new Date(now.getTime() + linkMinutes * 60_000);
}
