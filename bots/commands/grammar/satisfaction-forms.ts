import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, half, type Reading } from './form.ts';

/** What requesters said of resolved tickets, and whether they are asked. */
export const satisfactionForms: readonly CommandForm[] = [
  {
    words: ['satisfaction', 'ratings', 'csat'],
    op: 'satisfaction.show',
    usage: 'satisfaction | satisfaction on [after HOURS h] | satisfaction off',
    hint: 'Ratings of the last 30 days; on and off say whether requesters of resolved tickets are asked.',
    read: readSatisfaction,
  },
];

function readSatisfaction(cursor: Cursor): Reading {
  const wanted = cursor.take('on', 'off');
  if (wanted === null) return ended(cursor, 'satisfaction.show', {});
  if (wanted === 'off') return ended(cursor, 'satisfaction.switch', { ask: false });
  cursor.take('after');
  const hours = cursor.match(/^(\d{1,3})(?:h|hours?)?$/i);
  if (hours !== null) cursor.take('h', 'hour', 'hours');
  return ended(cursor, 'satisfaction.switch', { ask: true, ...(hours === null ? {} : { afterHours: Number(hours[1]) }) });
}

function ended(cursor: Cursor, op: string, args: Record<string, boolean | number>): Reading {
  return cursor.isAtEnd ? call(op, args) : half(`I do not know what “${cursor.leftover.slice(0, 80)}” means here.`);
}
