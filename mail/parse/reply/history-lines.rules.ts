import { isMarkerLine } from '../../templates/marker.rules.ts';
import { bareLine } from './bare-line.rules.ts';
import type { Lexicon } from './lexicon.rules.ts';

const mostWords = 90;

/** The line “-----Original Message-----” in any language, with or without its dashes where it can mean nothing else, or a helpdesk's “reply above this line”. */
export function isOriginalMessageLine(text: string, words: Lexicon): boolean {
  if (text.length > 200 || !mayMean(text, words)) return false;
  const bare = bareLine(text);
  if (words.above.some((line) => bare.length < line.length + 40 && bare.includes(line))) return true;
  const inner = betweenDashes(bare);
  return inner !== null && words.original.has(inner);
}

/** A quick look before a long one. */
function mayMean(text: string, words: Lexicon): boolean {
  return /^[\s>]{0,20}[-_=*>#─—–]/.test(text) || words.aboveStart.test(text);
}

/** The line above a forwarded mail's own headers, in any language. What follows is what the sender wants to be read. */
export function isForwardedLine(text: string, words: Lexicon): boolean {
  if (text.length > 200 || !/^[\s>]{0,20}[-_=*#─—–]|[:：]\s{0,3}$/.test(text)) return false;
  const bare = bareLine(text);
  const inner = betweenDashes(bare) ?? (/[:：]$/.test(bare) ? bare.slice(0, -1).trim() : null);
  if (inner === null) return false;
  return words.forwarded.has(inner) || [...words.forwarded].some((line) => inner.startsWith(`${line} `) && inner.length < line.length + 60);
}

/** Our own marker, under which everything is history for sure. */
export function isOwnMarker(text: string): boolean {
  // All markers stand between hyphens, which programs may turn to dashes.
  return text.length > 10 && text.length < 400 && /--|[–—]/.test(text) && isMarkerLine(text);
}

function betweenDashes(bare: string): string | null {
  const found = /^[-_=*>#─—–]{2,60}\s?([^-_=*─].{0,100}?)\s?:?\s?[-_=*#─—–<]{2,60}$/u.exec(bare);
  const inner = found?.[1]?.replace(/[:：\s]{1,3}$/, '').trim();
  return inner === undefined || inner.length > mostWords ? null : inner;
}
