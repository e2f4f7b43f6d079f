import type { PlainTextElement } from './blocks.types.ts';
import { limits } from './limits.rules.ts';

/**
 * Foreign text as Slack may have it: no half characters, no control characters, and marks that turn the direction of writing made visible instead of obeyed.
 * Line ends and tabs stay; letters of every script stay.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, (mark) => {
      if (mark === '\n' || mark === '\t') return mark;
      return `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
}

/** True when a reader sees anything of it: Slack refuses texts that are blank. */
export function hasInk(text: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
}

/** The text in at most `max` units with a mark where it was cut, never inside a character. */
export function clipTo(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, safeEnd(text, max - 1)).trimEnd()}…`;
}

/** The end of the longest start of the text that has at most `max` units and no half character. */
export function safeEnd(text: string, max: number): number {
  return /[\uD800-\uDBFF]/.test(text.charAt(max - 1)) ? max - 1 : max;
}

/** A text object whose text is never markup: nothing in it can link, mention or call anybody. `fallback` is for texts without ink. */
export function plainText(text: string, max: number = limits.sectionText, fallback = '—'): PlainTextElement {
  const clean = cleanText(text);
  return { type: 'plain_text', text: hasInk(clean) ? clipTo(clean, max) : fallback, emoji: false };
}

/** The text on one line. */
export function onOneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}
