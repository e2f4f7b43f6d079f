import { bareLine, isBlank } from './bare-line.rules.ts';
import type { Lexicon } from './lexicon.rules.ts';
import {
  closingOf,
  delimiterOf,
  isCapitalised,
  isContactLine,
  isLegalNotice,
  isMobileLine,
  isNameLike,
  isSentence,
} from './signature-lines.rules.ts';

/** What is looked at: the visible lines, and what is known of them. */
export type SignaturePage = { texts: readonly string[]; isHtml: boolean; senderName: string };

const mostFilled = 60;
const mostRounds = 5;

/** The first line of the signature at the end of a text; the number of lines when there is none. Text with a letter or a digit always stays above it. */
export function findSignature(page: SignaturePage, words: Lexicon): number {
  const filled: number[] = [];
  // Only the last lines can be a signature; the first line of a mail never is one.
  let first = 0;
  while (first < page.texts.length && isBlank(page.texts[first] ?? '')) first += 1;
  for (let at = page.texts.length - 1; at > first && filled.length < mostFilled; at--)
    if (!isBlank(page.texts[at] ?? '')) filled.unshift(at);
  let tail: Tail = { page, words, filled, end: page.texts.length };
  let end = tail.end;
  for (let round = 0; round < mostRounds; round++) {
    const found = Math.min(...searches.map((search) => search(tail)));
    if (found >= tail.end) break;
    if (hasWords(page.texts, found)) end = found;
    tail = { ...tail, filled: tail.filled.filter((at) => at < found), end: found };
  }
  return end;
}

/** The visible lines above `end`: `filled` are the numbers of its last ones that are not blank. */
type Tail = { page: SignaturePage; words: Lexicon; filled: readonly number[]; end: number };
type Search = (tail: Tail) => number;

const searches: readonly Search[] = [belowDelimiter, mobileLines, legalNotices, dashedName, closing, ownName, contacts];

/** Everything below `-- `, or below another drawn line when it looks like a signature. */
function belowDelimiter(tail: Tail): number {
  for (const [index, at] of tail.filled.entries()) {
    const kind = delimiterOf(textAt(tail, at));
    if (kind === null) continue;
    const rest = tail.filled.slice(index + 1).map((line) => textAt(tail, line));
    if (isSignatureBelow(kind, rest, isBlank(textAt(tail, at - 1)), tail.words)) return at;
  }
  return tail.end;
}

function isSignatureBelow(kind: 'standard' | 'hyphens' | 'drawn', lines: readonly string[], isApart: boolean, words: Lexicon): boolean {
  const rest = lines.filter((line) => delimiterOf(line) === null);
  if (rest.length === 0) return kind !== 'drawn' || isApart;
  if (kind === 'standard') return rest.length <= 30;
  const isNotice = isLegalNotice(rest.join(' '), words) || rest.some((line) => isLegalNotice(line, words));
  if (isNotice) return rest.length <= 40;
  const short = rest.filter((line) => line.length <= 80).length / rest.length;
  const hasContact = rest.some(isContactLine);
  const first = rest[0] ?? '';
  const opensLikeOne = isNameLike(first) || closingOf(first, words) !== null || isMobileLine(first, words, 'last');
  if (kind === 'hyphens') return rest.length <= 15 && short >= 0.8 && (opensLikeOne || hasContact);
  return rest.length <= 15 && short >= 0.9 && isApart && (hasContact || (opensLikeOne && isCapitalised(first) && rest.length <= 5));
}

function mobileLines(tail: Tail): number {
  let found = tail.end;
  for (const at of tail.filled.toReversed()) {
    if (!isMobileLine(textAt(tail, at), tail.words, 'last')) break;
    found = at;
  }
  return found;
}

/** Legal notices at the end, a paragraph after the other, also such that are broken over lines. */
function legalNotices(tail: Tail): number {
  let found = tail.end;
  for (const paragraph of paragraphs(tail).toReversed().slice(0, 8)) {
    const text = paragraph.map((at) => textAt(tail, at)).join(' ');
    const isHeading =
      found < tail.end && text.length < 40 && /^[*_]{0,2}(?:\p{Lu}|disclaimer)/u.test(text) && /[:*_]$|^\P{Ll}+$/u.test(text);
    if (!isLegalNotice(text, tail.words) && !isHeading) break;
    found = paragraph[0] ?? found;
  }
  return found;
}

/** “-Ann” below the text. A point of a list is none; two words are one only when they are the sender's name. */
function dashedName(tail: Tail): number {
  const at = tail.filled.at(-1);
  if (at === undefined) return tail.end;
  const text = textAt(tail, at).trim();
  const above = textAt(tail, tail.filled.at(-2) ?? at - 1).trim();
  const isName = /^[-–—]\s?\p{L}[\p{L}'.]{0,20}$/u.test(text) || (/^[-–—]/.test(text) && namesSender(text, tail.page.senderName));
  return isName && !/^[-–—*•+]\s?\S|:$/.test(above) ? at : tail.end;
}

/** “Kind regards” with a name and no more than a few short lines below. */
function closing(tail: Tail): number {
  for (const [index, at] of tail.filled.entries()) {
    if (index < tail.filled.length - 12) continue;
    const kind = closingOf(textAt(tail, at), tail.words);
    if (kind === null) continue;
    const rest = tail.filled.slice(index + 1).map((line) => textAt(tail, line));
    if (isBelowClosing(kind, rest, tail)) return at;
  }
  return tail.end;
}

function isBelowClosing(kind: 'closing' | 'thanks', rest: readonly string[], tail: Tail): boolean {
  const name = rest[0];
  if (name === undefined) return false;
  const isSigned = closingOf(name, tail.words) !== null || namesSender(name, tail.page.senderName) || isNameLike(name);
  if (!isSigned || rest.some((line) => line.length > 90 || isSentence(line))) return false;
  const hasContact = rest.some(isContactLine);
  // What is typed below a greeting in HTML is text: programs mark the signatures they add there.
  if (tail.page.isHtml && !hasContact && rest.length <= 2) return false;
  if (kind === 'closing') return rest.length <= (hasContact ? 12 : 6);
  const isPerson =
    namesSender(name, tail.page.senderName) ||
    (isCapitalised(name) && name.trim().split(/\s+/).length <= 3) ||
    closingOf(name, tail.words) !== null;
  return isPerson && rest.length <= (hasContact ? 12 : 4);
}

/** The sender's own name below the text, with no more than a few short lines below it. */
function ownName(tail: Tail): number {
  if (tail.page.senderName === '') return tail.end;
  for (const at of tail.filled.slice(-10)) {
    if (!namesSender(textAt(tail, at), tail.page.senderName)) continue;
    const rest = tail.filled.filter((line) => line > at).map((line) => textAt(tail, line));
    if (tail.page.isHtml && !rest.some(isContactLine)) continue;
    if (pointsBelow(lineAbove(tail, at)) && rest.length > 0) continue;
    const isApart = isBlank(textAt(tail, at - 1)) || rest.length === 0;
    if (isApart && rest.every((line) => line.length <= 80 && !isSentence(line))) return at;
  }
  return tail.end;
}

/** A last paragraph of a name with telephone, address or site below. */
function contacts(tail: Tail): number {
  const block = paragraphs(tail).at(-1) ?? [];
  const lines = block.map((at) => textAt(tail, at));
  const start = block[0];
  if (
    start === undefined ||
    lines.length < 2 ||
    lines.length > 10 ||
    lines.some((line) => line.length > 80 || /\p{L}{2}[.!?]\s\p{Lu}|[?:。！？]$/u.test(line))
  )
    return tail.end;
  const above = lineAbove(tail, start);
  if (above === '' || pointsBelow(above) || isContactLine(lines[0] ?? '')) return tail.end;
  const count = lines.slice(1).filter(isContactLine).length;
  const isOwn = lines.some((line) => mentionsSender(line, tail.page.senderName));
  const isEnough =
    tail.page.senderName === '' ? count >= 2 && isNameLike(lines[0] ?? '') && isCapitalised(lines[0] ?? '') : isOwn && count >= 1;
  return isEnough ? start : tail.end;
}

function lineAbove(tail: Tail, at: number): string {
  for (let index = at - 1; index >= 0; index--) if (!isBlank(textAt(tail, index))) return textAt(tail, index).trim();
  return '';
}

const pointing =
  /[:：]$|\b(?:below|following|address|unten|folgende\p{L}*|nachstehend\p{L}*|adresse|anschrift|ci-dessous|suivante?s?|abajo|siguientes?|dirección|indirizzo|seguenti?|sotto|endereço|abaixo|onderstaande?|adres|poniżej|adresem|nedan|nedenfor)\b/iu;

/** “Please ship to the address below”: what follows is no signature. */
function pointsBelow(text: string): boolean {
  return pointing.test(text.slice(-200).trim());
}

function paragraphs(tail: Tail): number[][] {
  const found: number[][] = [];
  for (const at of tail.filled) {
    const last = found.at(-1);
    if (last !== undefined && last.at(-1) === at - 1) last.push(at);
    else found.push([at]);
  }
  return found;
}

/** True when a line is nothing but the sender's name, or one word of it. */
function namesSender(text: string, senderName: string): boolean {
  if (senderName === '' || text.length > 80) return false;
  // At most four signs before it and four behind it are no part of a name.
  if (bareLine(text).length > bareLine(senderName).length + 8) return false;
  const bare = bareLine(text)
    .replace(/^[-–—\s*]{1,4}/, '')
    .replace(/[\s,.!*]{1,4}$/, '');
  const name = bareLine(senderName);
  return bare.length >= 2 && (bare === name || name.split(/[\s,]+/).includes(bare));
}

function mentionsSender(text: string, senderName: string): boolean {
  const bare = bareLine(text);
  return (
    senderName !== '' &&
    (bare.includes(bareLine(senderName)) ||
      bareLine(senderName)
        .split(/[\s,]+/)
        .some((part) => part.length > 2 && bare.split(/[\s,.@]+/).includes(part)))
  );
}

function hasWords(texts: readonly string[], end: number): boolean {
  for (let at = 0; at < end; at++) if (/[\p{L}\p{N}]/u.test((texts[at] ?? '').slice(0, 2000))) return true;
  return false;
}

function textAt(tail: Tail, at: number): string {
  return tail.page.texts[at] ?? '';
}
