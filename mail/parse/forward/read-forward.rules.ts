import type { ForwardedMail, MailAddress } from '../../../domain/mailboxes/parsed-mail.types.ts';
import { attributionStrength } from '../reply/attribution.rules.ts';
import { bareLine, isDrawn } from '../reply/bare-line.rules.ts';
import { isForwardedLine, isOriginalMessageLine } from '../reply/history-lines.rules.ts';
import { forwardLexicon } from './forward-lexicon.rules.ts';
import { type ForwardLine, forwardedBody, forwardLines, isEmptyLine } from './forward-lines.rules.ts';
import { forwardPrefixes, replyPrefixes } from './forward-words.rules.ts';
import { readPrintedAddresses } from './printed-addresses.rules.ts';
import { labelOf, type PrintedBlock, readPrintedBlock, readRunTogether } from './printed-block.rules.ts';

/** Whether a subject names the mail a forward, an answer, or neither; `none` when there is no subject at all. */
type Intent = 'forward' | 'reply' | 'plain' | 'none';

/**
 * Finds the mail that was forwarded inside a mail's text; null when the mail is none. The first thing that looks like another mail decides: below a
 * line "Forwarded message" (38 languages) it is a forward, below printed headers or "On … wrote:" it is one only when the subject says so, because
 * the same stands above the history of an answer. Linear in the length of `text`.
 */
export function readForward(text: string, subject: string): ForwardedMail | null {
  const intent = intentOf(subject);
  const lines = forwardLines(text);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (line === undefined || line.text.length > 3000 || isEmptyLine(line)) continue;
    const found = lookAt(lines, at, intent);
    if (found === 'history') return null;
    if (found !== null) return forwardOf(found, lines, at, subject);
  }
  return null;
}

type Found = PrintedBlock & { from?: MailAddress | null };

// Ordinary lines are passed over quickly: what opens another mail is drawn, ends with a colon, or begins with a label.
const drawnStart = /^\s{0,10}[-_=*>#\u2500\u2014\u2013]{2}/u;
const colonEnd = /[:\uff1a]\s{0,5}$/;

function lookAt(lines: readonly ForwardLine[], at: number, intent: Intent): Found | 'history' | null {
  const text = lines[at]?.text ?? '';
  const isDrawnAt = drawnStart.test(text);
  if (isDrawnAt || colonEnd.test(text)) {
    if (isForwardedLine(text, forwardLexicon)) return blockBelow(lines, at + 1);
    const unknown = intent !== 'reply' && mayAnnounce(text) ? blockBelow(lines, at + 1) : null;
    if (unknown !== null && unknown.values.size >= 4 && (intent !== 'plain' || unknown.depth > 0)) return unknown;
    const together = isDrawnAt ? runTogether(lines, at, intent) : null;
    if (together !== null) return together;
  }
  const isRule = isDrawnAt && (isOriginalMessageLine(text, forwardLexicon) || (isDrawn(text) && text.trim().length >= 10));
  const block = isRule ? blockBelow(lines, at + 1) : labelOf(text) === null ? null : readPrintedBlock(lines, at);
  if (block !== null && (isRule || block.values.size >= 3))
    return intent === 'forward' || (intent === 'none' && isRule) ? block : 'history';
  return attributed(lines, at, intent);
}

/** A line that announces something in words no table knows: between dashes, or ended by a colon as Apple's programs do. */
function mayAnnounce(text: string): boolean {
  if (text.length > 120 || isOriginalMessageLine(text, forwardLexicon)) return false;
  return (
    /^\s{0,5}-{3,20}\s?[\p{L}\p{M}' ,.]{5,60}?\s?-{3,20}\s{0,5}$/u.test(text) || /^\s{0,5}[\p{L}\p{M}' ,]{8,60}\s?[:：]\s{0,5}$/u.test(text)
  );
}

/** The printed headers below a line that announces them; quoted once more by some programs, set off by blank lines by others. */
function blockBelow(lines: readonly ForwardLine[], from: number): PrintedBlock | null {
  let at = from;
  while (at < from + 6 && (isEmptyLine(lines[at]) || isDrawn(lines[at]?.text ?? '')) && at < lines.length) at += 1;
  return readPrintedBlock(lines, at) ?? togetherBelow(lines, at);
}

/** Headers of a table that a converter ran together and wrapped: up to the next empty line. */
function togetherBelow(lines: readonly ForwardLine[], at: number): PrintedBlock | null {
  let end = at;
  while (end < Math.min(lines.length, at + 10) && !isEmptyLine(lines[end]) && (lines[end]?.text.length ?? 0) < 3000) end += 1;
  const joined = lines.slice(at, end).map(({ text }) => text.trim());
  return joined.length === 0 ? null : readRunTogether(joined.join(' '), lines[at]?.depth ?? 0, end);
}

/** "----- Forwarded Message ----- From: … To: …", all in one line: what converters make of one table cell. */
function runTogether(lines: readonly ForwardLine[], at: number, intent: Intent): PrintedBlock | null {
  const text = (lines[at]?.text ?? '').trim();
  const opening = /^[-_=*]{3,60}\s?[^-_=*]{3,90}?\s?[-_=*]{3,60}(?=\s?\p{L})/u.exec(text.slice(0, 260))?.[0];
  if (opening === undefined) return null;
  const block = readRunTogether(text.slice(opening.length), lines[at]?.depth ?? 0, at + 1);
  const isKnown = isForwardedLine(opening, forwardLexicon);
  return isKnown || (intent !== 'reply' && (block?.values.size ?? 0) >= 4 && !isOriginalMessageLine(opening, forwardLexicon))
    ? block
    : null;
}

/** "On 1 May Ann <ann@…> wrote:", which some programs also print above a forward, on one line or two. */
function attributed(lines: readonly ForwardLine[], at: number, intent: Intent): Found | 'history' | null {
  const first = lines[at]?.text ?? '';
  const second = lines[at + 1]?.text ?? '';
  for (const length of [1, 2] as const) {
    if (!colonEnd.test(length === 1 ? first : second)) continue;
    const joined = length === 1 ? first : `${first.trim()} ${second.trim()}`;
    const strength = joined.length > 420 ? null : attributionStrength(joined, forwardLexicon);
    if (strength === null || (strength !== 'sure' && (intent !== 'forward' || !joined.includes('@')))) continue;
    if (intent !== 'forward') return 'history';
    const [from = null] = readPrintedAddresses(nameAndAddress(joined));
    return from === null ? 'history' : { values: new Map(), depth: lines[at + length]?.depth ?? 0, end: at + length, from };
  }
  return null;
}

/** Of "Am 5.11.2024 um 10:12 schrieb Ann Bell <ann@…>:" the part that is the sender: the words of the program and the date cut off. */
function nameAndAddress(line: string): string {
  const found =
    /(?:["“„«]([^"“”„«»<>]{1,120})["”“»]\s?|([^\d<>"“”„:,，;()]{0,120}))[<([]{1,2}\s?(?:mailto:)?([^\s<>()[\]]{1,300})\s?[>)\]]/u.exec(
      line,
    );
  if (found === null) return line;
  const loose = (found[2] ?? '').trim().split(/\s+/);
  const first = loose.findIndex((word) => !isProgramWord(word));
  return `${found[1] ?? loose.slice(Math.max(0, first)).join(' ')} <${found[3]}>`;
}

function isProgramWord(word: string): boolean {
  return /^\p{Ll}/u.test(word) || forwardLexicon.wrote.test(bareLine(word)) || forwardLexicon.starts.test(`${bareLine(word)} `);
}

function forwardOf(found: Found, lines: readonly ForwardLine[], at: number, subject: string): ForwardedMail {
  const value = (kind: 'from' | 'to' | 'cc' | 'subject' | 'sent'): string => found.values.get(kind) ?? '';
  return {
    from: found.from ?? readPrintedAddresses(value('from'))[0] ?? null,
    to: readPrintedAddresses(value('to')),
    cc: readPrintedAddresses(value('cc')),
    subject: (value('subject') || withoutPrefix(subject)).slice(0, 998).toWellFormed(),
    date: dateOf(value('sent')),
    body: forwardedBody(lines, found.end, found.depth),
    comment: lines
      .slice(0, at)
      .map((line) => '> '.repeat(line.depth) + line.text)
      .join('\n')
      .trim(),
  };
}

/** A date that names its zone is a moment; without one, or in words of other languages, it stays what was printed. */
function dateOf(written: string): string | null {
  const text = written.slice(0, 100).trim();
  if (text === '') return null;
  const moment = /(?:[+-]\d{4}|\bGMT|\bUTC|\dZ)\b/.test(text) ? new Date(text.replace(/\s{2,}/g, ' ')) : null;
  return moment === null || Number.isNaN(moment.getTime()) ? text.toWellFormed() : moment.toISOString();
}

const prefix = /^\s{0,5}(?:\[[^\]]{1,40}\]\s{0,3})?([\p{L}\p{M} ]{1,16}?)\s{0,3}(?:\[\d{1,3}\]|\(\d{1,3}\))?\s{0,2}[:：]/u;

function intentOf(subject: string): Intent {
  if (subject.trim() === '') return 'none';
  const word = prefix.exec(subject.slice(0, 80))?.[1]?.toLowerCase().trim();
  if (word === undefined) return 'plain';
  if (forwardPrefixes.includes(word)) return 'forward';
  return replyPrefixes.includes(word) ? 'reply' : 'plain';
}

function withoutPrefix(subject: string): string {
  const found = prefix.exec(subject.slice(0, 80));
  const word = found?.[1]?.toLowerCase().trim() ?? '';
  return forwardPrefixes.includes(word) ? subject.slice(found?.[0].length ?? 0).trim() : subject.trim();
}
