import { z } from 'zod';
import type { BuiltInView } from './views.types.ts';

/** Views that everybody has. */
export const builtInViews: readonly BuiltInView[] = [
  { name: 'mine', filter: 'mine', meaning: 'what I have to do' },
  { name: 'unassigned', filter: 'unassigned sort:priority', meaning: 'what nobody has, most urgent first' },
  { name: 'breaching next', filter: 'has:due sort:due', meaning: 'what is due soonest, overdue first' },
  { name: 'waiting', filter: 'status:waiting', meaning: 'what waits for a customer' },
  { name: 'recently closed', filter: 'status:resolved,closed updated:<7d', meaning: 'what was finished in the last seven days' },
];

/** Most views a member of staff may keep. */
export const mostViews = 50;

/** The name of a view: one line, 1–60 characters, without a colon, which ends the name in a command. */
export const viewName = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(60, 'must be at most 60 characters long')
  .regex(/^[^\p{Cc}:]*$/u, 'must be one line without a colon')
  .refine((name) => builtInView(name) === null, 'must not be the name of a view that is always there');

/** The filter of a view, as it was typed. Whether it parses is told whenever it is shown. */
export const viewFilter = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(500, 'must be at most 500 characters long')
  .regex(/^[^\p{Cc}]*$/u, 'must be one line');

/** The view of that name that everybody has, whatever its case. */
export function builtInView(name: string): BuiltInView | null {
  const wanted = name.trim().toLowerCase().replace(/\s+/g, ' ');
  return builtInViews.find((view) => view.name === wanted) ?? null;
}
