import { lookUpWord, priorityWords, statusWords, typeWords } from '../../../domain/tickets/ticket-filter-values.rules.ts';
import { readTicketRef } from '../../../domain/tickets/ticket-ref.rules.ts';
import type { Json } from '../../cards/card.types.ts';
import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, half, type Reading } from './form.ts';

const example = 'For example: bulk status resolved 1,2,3 — or: bulk priority high where customer:acme status:open';

/** One change to many tickets. */
export const bulkForms: readonly CommandForm[] = [
  {
    words: ['bulk', 'for all', 'many'],
    op: 'bulk.preview',
    usage: 'bulk status | priority | type | assign | team | tag | untag VALUE NUMBERS | where FILTER',
    hint: 'At most 100; you see what would be changed before it is. One that is refused keeps no other back.',
    read: readBulk,
  },
];

function readBulk(cursor: Cursor): Reading {
  const what = cursor.take('status', 'priority', 'prio', 'type', 'assign', 'team', 'tag', 'untag', 'resolve', 'close', 'cancel', 'reopen');
  if (what === null) return half(`What shall be changed? ${example}`);
  const short: Record<string, string> = { resolve: 'resolved', close: 'closed', cancel: 'cancelled', reopen: 'open' };
  const fixed = short[what];
  cursor.take('to');
  const split = splitTarget(cursor.rest().trim());
  const value = fixed ?? split.value;
  if (value === '') return half(`To what? ${example}`);
  if (split.tickets === null && split.filter === null) return half(`Which tickets? ${example}`);
  const change = readChange(fixed === undefined ? what : 'status', value);
  if (typeof change === 'string') return half(change);
  return call('bulk.preview', { ...change, ...(split.tickets === null ? { filter: split.filter ?? '' } : { tickets: split.tickets }) });
}

/** The value, then numbers or `where` and a filter. */
function splitTarget(text: string): { value: string; tickets: string[] | null; filter: string | null } {
  const where = /(?:^|\s)where\s+(.*)$/is.exec(text);
  if (where !== null) return { value: unquoted(text.slice(0, where.index)), tickets: null, filter: (where[1] ?? '').trim() };
  const numbers = /(?:^|\s)(?:(?:on|for|of)\s+)?((?:(?:tickets?\s+)?#?(?:TKT-)?[\d-]+(?:\s*(?:,|and|&)\s*|\s+|$))+)$/i.exec(text);
  const found = numbers === null ? [] : (numbers[1] ?? '').split(/[\s,&]+|\band\b|\btickets?\b/i).filter((part) => part !== '');
  if (numbers === null || found.length === 0 || found.some((part) => readTicketRef(part) === null))
    return { value: unquoted(text), tickets: null, filter: null };
  return { value: unquoted(text.slice(0, numbers.index)), tickets: found, filter: null };
}

/** The change as arguments, or what is wrong with it. */
function readChange(what: string, value: string): Record<string, Json> | string {
  if (what === 'assign') return { change: 'assign', value };
  if (what === 'team') return { change: 'team', value };
  if (what === 'tag' || what === 'untag') return { change: what, value };
  if (what === 'status') {
    const found = lookUpWord(statusWords, value);
    return found?.length === 1 ? { change: 'status', value: found[0] ?? '' } : `“${value.slice(0, 60)}” is no status. ${example}`;
  }
  const isType = what === 'type';
  const found = lookUpWord<string>(isType ? typeWords : priorityWords, value);
  return found === undefined
    ? `“${value.slice(0, 60)}” is no ${isType ? 'type' : 'priority'}. ${example}`
    : { change: isType ? 'type' : 'priority', value: found };
}

function unquoted(text: string): string {
  return text
    .trim()
    .replace(/^["“„](.*)["“”]$/s, '$1')
    .trim();
}
