import { Cursor } from './cursor.ts';
import { commandWords, formOf } from './grammar/command-forms.ts';
import { type Call, type CommandForm, call, type GrammarContext, type Reading } from './grammar/form.ts';
import { withoutFillers } from './grammar/read-open.ts';
import { readBareNumber } from './grammar/ticket-forms.ts';
import { nearest } from './nearest.rules.ts';

/** What a person said: a call, a question back, half a command with the form it began as, or nothing known with the nearest commands. */
export type ParsedCommand =
  | ({ kind: 'call' } & Call)
  | Extract<Reading, { kind: 'choose' }>
  | (Extract<Reading, { kind: 'half' }> & { form: CommandForm })
  | { kind: 'unknown'; said: string; nearest: CommandForm[]; corrected: ({ text: string } & Call)[] };

const longestPhrase = 3;

/** Reads one command. Never throws: whatever was typed, it says what was understood. */
export function parseCommand(text: string, context: GrammarContext = { ticket: null }): ParsedCommand {
  const start = /^\s*(?:\/(?=\w)|!(?=\w)|@deskhand\b[:,]?\s*|deskhand[:,]\s*|please\s+)*/i.exec(text)?.[0].length ?? 0;
  const cursor = new Cursor(text.slice(start));
  if (cursor.isAtEnd) return call('help', {}) as ParsedCommand;
  const asked = readQuestion(cursor.text);
  if (asked !== null) return { kind: 'call', op: 'tickets.list', args: { filter: asked } };
  const numbered = readBareNumber(cursor);
  if (numbered !== null) return readNumbered(numbered, context);
  const form = takeForm(cursor);
  if (form === null) return readUnknown(cursor, context);
  const listed = readShowList(form, cursor);
  return withForm(form, listed ?? form.read(cursor, context));
}

function withForm(form: CommandForm, reading: Reading): ParsedCommand {
  return reading.kind === 'half' ? { ...reading, form } : reading;
}

/** `1` shows it; `1 resolve` is `resolve 1`. */
function readNumbered({ ticket, more }: { ticket: string; more: string }, context: GrammarContext): ParsedCommand {
  if (more === '') return { kind: 'call', op: 'ticket.show', args: { ticket } };
  const cursor = new Cursor(more);
  const form = takeForm(cursor);
  const turned = form === null ? null : form.read(new Cursor(`${ticket} ${more.slice(cursor.place).trimStart()}`), context);
  if (form !== null && turned !== null) return withForm(form, turned);
  const show = formOf('show');
  if (show === null) return readUnknown(cursor, context);
  const understood = { label: `Show ${ticket}`, op: 'ticket.show', args: { ticket } };
  return { kind: 'half', form: show, problem: `I do not know what “${more.slice(0, 80)}” means after a ticket’s number.`, understood };
}

/** `what is open for Acme?`: the words that matter, or null for anything that is no such question. */
function readQuestion(text: string): string | null {
  const found =
    /^(?:what(?:['’]s| is| are)?|which(?: tickets)?(?: are| is)?|whats)\s+(?:tickets?\s+)?(?:(?:is|are)\s+)?(open|mine|unassigned|urgent|waiting|resolved|closed|new)\b(.*)$/is.exec(
      text.trim(),
    );
  return found === null ? null : `${found[1]?.toLowerCase()} ${withoutFillers(found[2] ?? '')}`.trim();
}

/** `show open tickets for acme`: what is shown is no number, so it is a list. */
function readShowList(form: CommandForm, cursor: Cursor): Reading | null {
  if (form.op !== 'ticket.show' || !/\btickets\b|^(?:me\s+)?(?:open|mine|my|all|unassigned|urgent|waiting)\b/i.test(cursor.leftover))
    return null;
  const words = cursor
    .rest()
    .replace(/^\s*me\s+/i, '')
    .replace(/\btickets\b\s*(?:(?:for|of|from|about)\s+)?/i, '');
  return call('tickets.list', { filter: withoutFillers(words) });
}

/** Consumes the longest phrase at the start that names a form. */
function takeForm(cursor: Cursor): CommandForm | null {
  const start = cursor.place;
  const words: string[] = [];
  const ends: number[] = [];
  for (let count = 0; count < longestPhrase; count += 1) {
    const word = cursor.next();
    if (word === null || word.quoted) break;
    words.push(word.text.toLowerCase().replace(/[:,]$/, ''));
    ends.push(word.end);
  }
  for (let count = words.length; count > 0; count -= 1) {
    const form = formOf(words.slice(0, count).join(' '));
    if (form !== null) {
      cursor.moveTo(ends[count - 1] ?? start);
      return form;
    }
  }
  cursor.moveTo(start);
  return null;
}

function readUnknown(cursor: Cursor, context: GrammarContext): ParsedCommand {
  const first = cursor.peek();
  const said = first?.text ?? '';
  const words =
    first === null || first.quoted
      ? []
      : nearest(
          said.replace(/[:,]$/, ''),
          commandWords.filter((word) => !word.includes(' ')),
        );
  const rest = first === null ? '' : cursor.text.slice(first.end);
  const corrected = words.flatMap((word) => {
    const reading = formOf(word)?.read(new Cursor(`${word}${rest}`, word.length), context);
    return reading?.kind === 'call' ? [{ text: `${word}${rest}`.trim(), op: reading.op, args: reading.args }] : [];
  });
  return { kind: 'unknown', said, nearest: words.map(formOf).filter((form) => form !== null), corrected };
}
