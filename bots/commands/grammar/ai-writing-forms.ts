import type { Json } from '../../cards/card.types.ts';
import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, type GrammarContext, half, type Reading } from './form.ts';
import { readLanguage, translationCodes } from './language-words.rules.ts';
import { namedTicket, ticketArgument } from './ticket-argument.ts';

const intoWords = ['to', 'into', 'in', 'auf', 'ins', 'nach', 'al', 'naar'];
const languagePlaces: ReadonlySet<string> = new Set(['en', 'brazilian', 'european', 'simplified', 'british', 'american', 'mexican']);
const whichTicket = 'Which ticket? Write its number, for example 1 or TKT-202611-00001.';

/** What the AI can write for staff: each is shown first, and nothing is sent. */
export const aiWritingForms: readonly CommandForm[] = [
  {
    words: [
      'draft',
      'draft reply',
      'draft a reply',
      'draft an answer',
      'ai draft',
      'suggest reply',
      'suggest a reply',
      'entwurf',
      'antwortentwurf',
      'entwirf eine antwort',
    ],
    op: 'ai.draft',
    usage: 'draft NUMBER [how it should be]',
    hint: 'Every sentence shows what it rests on; you send it yourself.',
    read: readDraft,
  },
  {
    words: ['answer from articles', 'answer from knowledge', 'answer from kb', 'ask articles', 'ask kb', 'kb answer', 'kb ask'],
    op: 'ai.answer',
    usage: 'answer from articles: QUESTION | for NUMBER',
    hint: 'Only quoted passages; without a fitting article there is no answer.',
    read: readAnswer,
  },
  {
    words: [
      'translate',
      'translate ticket',
      'ai translate',
      'übersetze',
      'übersetz',
      'uebersetze',
      'traduire',
      'traduis',
      'traduce',
      'traduci',
      'vertaal',
    ],
    op: 'ai.translate',
    usage: 'translate NUMBER [message N] to LANGUAGE',
    hint: `The original stays; numbers, codes and links are not translated. Languages: ${translationCodes.join(', ')}.`,
    read: (cursor, context) => readTranslate(cursor, context, false),
  },
  {
    words: ['translate reply', 'translate my reply', 'translate draft', 'übersetze antwort', 'übersetze meine antwort'],
    op: 'ai.translate',
    usage: 'translate reply NUMBER to LANGUAGE [: text]',
    hint: 'Without a text: the reply of yours that waits to be sent.',
    read: (cursor, context) => readTranslate(cursor, context, true),
  },
  {
    words: ['extract', 'extract items', 'ai extract'],
    op: 'ai.extract',
    usage: 'extract NUMBER [message N]',
    hint: 'Quantities, days and addresses, unconfirmed; never prices.',
    read: readExtract,
  },
];

function readDraft(cursor: Cursor, context: GrammarContext): Reading {
  cursor.take('for', 'to', 'on', 'für', 'zu');
  const ticket = ticketArgument(cursor, context);
  if (ticket === null) return half(whichTicket);
  const how = cursor.rest().trim();
  return call('ai.draft', { ticket: ticket.ref, ...(how === '' ? {} : { how }) });
}

function readAnswer(cursor: Cursor): Reading {
  const start = cursor.place;
  cursor.take('for');
  const ticket = namedTicket(cursor);
  if (ticket !== null && cursor.isAtEnd) return call('ai.answer', { ticket: ticket.ref });
  const question = cursor.startingAt(start).rest().trim();
  return question === ''
    ? half('What is the question? For example answer from articles: how do I reset a password?')
    : call('ai.answer', { question });
}

function takeMessage(cursor: Cursor): number | null {
  if (cursor.take('message', 'msg', 'nachricht') === null) return null;
  const found = cursor.match(/^#?([1-9]\d{0,5})[:,.]?$/);
  return found === null ? null : Number(found[1]);
}

function readTranslate(cursor: Cursor, context: GrammarContext, reply: boolean): Reading {
  const first = takeMessage(cursor);
  cursor.take('of', 'von');
  const ticket = startsWithLanguage(cursor) ? (context.ticket === null ? null : { ref: context.ticket }) : ticketArgument(cursor, context);
  const message = first ?? takeMessage(cursor);
  cursor.take(...intoWords);
  if (isLanguageWithPlace(cursor)) cursor.next();
  const word = cursor.peek();
  const to = word === null ? null : readLanguage(word.text);
  if (ticket === null) return half(whichTicket);
  if (to === null)
    return half(`Into which language? For example translate ${ticket.ref} to de. There are: ${translationCodes.join(', ')}.`);
  const isColon = cursor.next()?.text.endsWith(':') === true;
  const args: Record<string, Json> = { ticket: ticket.ref, to, ...(message === null ? {} : { message }) };
  if (!reply)
    return cursor.isAtEnd ? call('ai.translate', args) : half(leftover(cursor), { label: 'Do it without that', op: 'ai.translate', args });
  const text = cursor.rest();
  return call('ai.translate', { ...args, reply, ...(text.trim() === '' ? {} : { text: isColon ? text.trimStart() : text }) });
}

/** “Brazilian Portuguese” and “simplified Chinese” are written as the one there is; “en français” is no English. */
function isLanguageWithPlace(cursor: Cursor): boolean {
  const [first, second] = [cursor.peek(), cursor.peekSecond()];
  return first !== null && second !== null && languagePlaces.has(first.text.toLowerCase()) && readLanguage(second.text) !== null;
}

/** `translate to de` and `translate into German` name no ticket. */
function startsWithLanguage(cursor: Cursor): boolean {
  const [first, second] = [cursor.peek(), cursor.peekSecond()];
  const isTo = first !== null && intoWords.includes(first.text.toLowerCase());
  return isTo ? second !== null && readLanguage(second.text) !== null : first !== null && readLanguage(first.text) !== null;
}

function readExtract(cursor: Cursor, context: GrammarContext): Reading {
  cursor.take('from', 'of');
  const ticket = ticketArgument(cursor, context);
  if (ticket === null) return half(whichTicket);
  const message = takeMessage(cursor);
  const args = { ticket: ticket.ref, ...(message === null ? {} : { message }) };
  return cursor.isAtEnd ? call('ai.extract', args) : half(leftover(cursor), { label: 'Do it without that', op: 'ai.extract', args });
}

function leftover(cursor: Cursor): string {
  return `I do not know what “${cursor.leftover.slice(0, 80)}” means here.`;
}
