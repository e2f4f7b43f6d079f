import type { Card, CardAction, Notice, Paragraph, Row } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { bold, plain } from './spans.rules.ts';

/** A list of anything: a heading, its lines, and what to do when there are none. */
export function listCard(
  title: string,
  rows: Row[],
  options: { empty?: string; text?: Paragraph[]; actions?: CardAction[]; notices?: Notice[]; ticket?: string | null } = {},
): Card {
  const { empty = 'There is nothing yet.', text = [], actions = [], notices = [], ticket = null } = options;
  return makeCard('list', [bold(title)], { rows, text: rows.length === 0 ? [plain(empty), ...text] : text, actions, notices, ticket });
}

/** Something was done that is about no ticket. */
export function settledCard(title: string, text: string, actions: CardAction[] = [], more: Notice[] = []): Card {
  return makeCard('done', [bold(title)], { notices: [{ level: 'success', text }, ...more], actions });
}
