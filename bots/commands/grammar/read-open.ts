import { lookUpWord, priorityWords, typeWords } from '../../../domain/tickets/ticket-filter-values.rules.ts';
import type { Json } from '../../cards/card.types.ts';
import type { Cursor } from '../cursor.ts';
import { call, half, type Reading } from './form.ts';

const example = 'open "Printer is down" for jane@acme.example: It has been blinking since nine.';

/**
 * `open "Subject" for jane@acme.example priority:high: text`. The subject is quoted, or everything up to ` for <address>`, a colon or the line's end. `open acme`
 * could also mean what is open for Acme, so it asks.
 */
export function readOpen(cursor: Cursor): Reading {
  const asOpen = /^\s*\W?open\b/i.test(cursor.text);
  cursor.take('a', 'an');
  cursor.take('new');
  const said = cursor.take('ticket', 'tickets');
  if (said === 'tickets') return call('tickets.list', { filter: `${asOpen ? 'open' : 'new'} ${withoutFillers(cursor.rest())}`.trim() });
  const shown = lone(cursor);
  if (shown !== null) return call('ticket.show', { ticket: shown });
  const first = cursor.peek();
  if (first === null) return half(`What is it about? For example: ${example}`);
  if (first.quoted) {
    cursor.next();
    return withSubject(cursor, first.text);
  }
  const head = plainSubject(cursor, first.start);
  if (!head.isClear && said === null) return unclear(cursor, head.subject, asOpen);
  cursor.moveTo(head.end);
  return withSubject(cursor, head.subject);
}

/** `open acme`, `new phone`: nothing is opened by a guess. */
function unclear(cursor: Cursor, subject: string, asOpen: boolean): Reading {
  const create = { label: `Open a ticket “${subject.slice(0, 60)}”`, op: 'ticket.open', args: { subject } };
  if (!asOpen)
    return { kind: 'choose', question: 'Shall I open a ticket with this subject? In quotes it needs no question.', choices: [create] };
  const filter = `open ${withoutFillers(cursor.rest())}`;
  return {
    kind: 'choose',
    question: 'Do you want to see what is open, or to open a new ticket?',
    choices: [{ label: `Show what is open: ${subject.slice(0, 60)}`, op: 'tickets.list', args: { filter } }, create],
  };
}

/** The ticket when a number is all there is: to open a ticket that exists is to look at it. */
function lone(cursor: Cursor): string | null {
  const word = cursor.peek();
  if (word === null) return null;
  const probe = cursor.startingAt(word.start);
  const ref = probe.takeRef();
  return ref !== null && probe.isAtEnd ? ref : null;
}

type Head = { subject: string; end: number; isClear: boolean };

function plainSubject(cursor: Cursor, start: number): Head {
  const line = cursor.text.slice(start).split(/\r?\n/, 1)[0] ?? '';
  const named = /\s+(?:for|from)\s+(?=\S*[^\s@]@[^\s@])/i.exec(line) ?? /\s+for\s+(?=[^@:]{1,80}<[^\s@]+@)/i.exec(line);
  const colon = /:(?=\s|$)/.exec(line);
  const ends = [named?.index, colon?.index].filter((place) => place !== undefined);
  const end = ends.length === 0 ? line.length : Math.min(...ends);
  const hasText = cursor.text.slice(start + line.length).trim() !== '';
  return { subject: line.slice(0, end).trim(), end: start + end, isClear: ends.length > 0 || hasText };
}

function withSubject(cursor: Cursor, subject: string): Reading {
  if (subject.trim() === '') return half(`The subject is empty. For example: ${example}`);
  const args: Record<string, Json> = { subject: subject.trim() };
  for (;;) {
    const word = cursor.peek();
    const closesHead = cursor.justBefore === ':' || word === null || /^:/.test(word.text);
    if (closesHead) break;
    const problem = readOption(cursor, args);
    if (problem === 'text') break;
    if (problem !== null) return half(problem);
  }
  const text = cursor.rest();
  return call('ticket.open', text.trim() === '' ? args : { ...args, text });
}

/** Consumes one option. Null: it was one. `text`: the text begins here. Anything else is what is wrong. */
function readOption(cursor: Cursor, args: Record<string, Json>): string | null {
  if (args.requester === undefined && cursor.take('for', 'from') !== null) return readRequester(cursor, args);
  const keyed = cursor.match(/^(priority|prio|type|customer):([^:].*?):?$/is);
  if (keyed === null) return 'text';
  const [, key = '', value = ''] = keyed;
  const name = key.toLowerCase().replace(/^prio$/, 'priority');
  const found = name === 'customer' ? value : lookUpWord<string>(name === 'priority' ? priorityWords : typeWords, value);
  if (found === undefined) return `“${value}” is no ${name}.`;
  args[name] = found;
  return null;
}

/** `jane@acme.example`, or a name before `<jane@acme.example>`. */
function readRequester(cursor: Cursor, args: Record<string, Json>): string | null {
  const named = /^\s*([^<@:\n]{1,80}?)\s*(?=<[^\s@<>]+@[^\s@<>]+>)/.exec(cursor.text.slice(cursor.place));
  if (named !== null) cursor.moveTo(cursor.place + named[0].length);
  const address = cursor.takeAddress();
  if (address === null) return `For whom? “${cursor.peek()?.text.slice(0, 60) ?? ''}” is not a mail address.`;
  args.requester = address;
  const name = named?.[1]?.replace(/^["“]|["”]$/g, '').trim() ?? '';
  if (name !== '') args.requesterName = name;
  return null;
}

/** Small words that people put between a list and what they look for. */
export function withoutFillers(text: string): string {
  return text
    .replace(/^\s*(?:(?:for|of|from|about|with|at|by|the|tickets?)\s+)+/i, '')
    .replace(/[?!]+\s*$/, '')
    .trim();
}
