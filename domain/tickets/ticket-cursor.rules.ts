import { z } from 'zod';
import { AppError } from '../errors.ts';
import { sortKeys, sortPlan, type TicketSort } from './ticket-sort.rules.ts';

/**
 * Where a page ended: the stretch of the sort, the exact text of its instant (so that nothing is lost by rounding) and the ticket's id. `seen` counts the
 * tickets shown so far.
 */
export type TicketCursor = { segment: number; at: string; id: string; seen: number };

const shape = z.strictObject({
  v: z.literal(1),
  by: z.enum(sortKeys),
  reversed: z.boolean(),
  segment: z.int().min(0).max(9),
  at: z
    .string()
    .max(40)
    .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?[+-]\d{2}(?::\d{2})?$/)
    .refine((text) => !Number.isNaN(Date.parse(text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00')))),
  id: z.uuid(),
  seen: z.int().min(0).max(1_000_000_000),
});

/** The cursor as a word to hand out. It carries no rights: whatever comes back is checked, and used as values only. */
export function writeCursor(sort: TicketSort, cursor: TicketCursor): string {
  return Buffer.from(JSON.stringify({ v: 1, by: sort.by, reversed: sort.reversed, ...cursor })).toString('base64url');
}

/** Reads a cursor for a list in this order. Throws `invalid_input` for anything that no page of such a list could have given. */
export function readCursor(sort: TicketSort, word: string): TicketCursor {
  const parsed = shape.safeParse(parseJson(word));
  const { v: _version, by, reversed, ...cursor } = parsed.data ?? { v: 1, ...sort, segment: -1, at: '', id: '', seen: 0 };
  const fits = by === sort.by && reversed === sort.reversed && cursor.segment in sortPlan(sort).segments;
  if (parsed.success && fits) return cursor;
  throw new AppError('invalid_input', {
    message: 'the cursor of a list is not one of ours, or of another order',
    userMessage: 'This page cannot be found: its mark does not belong to this list. Open the list again from its first page.',
  });
}

function parseJson(word: string): unknown {
  try {
    return word.length > 400 ? null : JSON.parse(Buffer.from(word, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
