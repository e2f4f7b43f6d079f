import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../fixtures/mails/', import.meta.url);

/** Names of all recorded mails, without their ending. */
export function fixtureNames(): string[] {
  return readdirSync(folder)
    .map((file) => file.replace(/\.eml$/, ''))
    .sort();
}

/** The raw bytes of a recorded mail. */
export function fixtureMail(name: string): Buffer {
  return readFileSync(new URL(`${name}.eml`, folder));
}
