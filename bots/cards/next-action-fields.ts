import type { NextAction } from '../../domain/tickets/next-action.rules.ts';
import type { CardAction, Field, Paragraph } from './card.types.ts';
import { action, field, muted } from './spans.rules.ts';
import { type Reader, when } from './when.rules.ts';

/** What is to be done next, by whom and until when, in one paragraph. */
export function nextActionLine(next: NextAction & { owner: string | null }, reader: Reader): Paragraph {
  const late = next.dueAt <= reader.now ? ' overdue' : '';
  const marks = [
    ...(next.isDefault ? ['set by default'] : [next.state.replaceAll('_', ' ')]),
    ...(next.excluded ? ['does not count'] : []),
    ...(next.isPublic ? ['the customer sees it'] : []),
  ];
  return [
    { text: `${next.text} ` },
    muted(`${next.owner ?? 'nobody'} ·${late} due `),
    when(next.dueAt, reader),
    muted(` · ${marks.join(' · ')}`),
  ];
}

/** The field of a ticket's card; none on a ticket that is over. */
export function nextActionFields(next: (NextAction & { owner: string | null }) | null, reader: Reader): Field[] {
  return next === null ? [] : [field('Next', nextActionLine(next, reader))];
}

/** What can be done about it, for a ticket as it was shown. */
export function nextActionActions(at: { ticket: string; version: number }): CardAction[] {
  return [
    action('Done', 'next.done', at, 'primary'),
    action('Tomorrow', 'next.set', { ...at, due: 'tomorrow 9:00' }),
    action('It is mine', 'next.set', { ...at, owner: 'me' }),
  ];
}
