import { markerLine } from '../../mail/templates/marker.rules.ts';

/** The message quoted below ours: who wrote it, when, what. */
export type QuotedMessage = { author: string; at: Date; text: string };

const longestQuote = 20_000;

/**
 * What is mailed: the person's text exactly as written, then the marker line in the reader's language and the one message that is answered, quoted. Nothing
 * else of the ticket. Without a quote it is the text alone.
 */
export function composeText(text: string, quoted: QuotedMessage | null, language: string | null): string {
  if (quoted === null) return text;
  const cut = quoted.text.length > longestQuote;
  const lines = quoted.text.slice(0, longestQuote).toWellFormed().trimEnd().split(/\r?\n/);
  const quote = [...lines, ...(cut ? ['[…]'] : [])].map((line) => (line === '' ? '>' : `> ${line}`));
  const when = `${quoted.at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return [text.trimEnd(), '', markerLine(language), '', `${quoted.author}, ${when}:`, ...quote].join('\n');
}

/** `Re: Printer [TKT-202611-00001]`: prefix and number once, whatever the subject had. `number` null while the ticket does not exist yet. */
export function composeSubject(kind: 'reply' | 'forward' | 'outreach', subject: string, number: string | null): string {
  const prefix = { reply: 'Re: ', forward: 'Fwd: ', outreach: '' }[kind];
  return `${prefix}${subject}${number === null ? '' : ` [${number}]`}`;
}

/** How many letters of a composed text the person wrote; the rest is marker and quotation. */
export function ownLength(text: string, fullText: string): number {
  return fullText === text ? text.length : text.trimEnd().length;
}
