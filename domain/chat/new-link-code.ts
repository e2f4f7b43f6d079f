import { randomInt } from 'node:crypto';
import { linkCodeLength, linkCodeLetters } from './chat-link.rules.ts';

/** A fresh code, in two halves as it is shown. */
export function newLinkCode(): string {
  const code = Array.from({ length: linkCodeLength }, () => linkCodeLetters.charAt(randomInt(linkCodeLetters.length))).join('');
  return `${code.slice(0, linkCodeLength / 2)}-${code.slice(linkCodeLength / 2)}`;
}
