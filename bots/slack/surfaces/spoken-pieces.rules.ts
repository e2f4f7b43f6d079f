import type { Card } from '../../cards/card.types.ts';
import { escapeMrkdwn } from '../render/mrkdwn.rules.ts';
import { hasInk } from '../render/plain-text.rules.ts';

/** Characters that are streamed before the blocks: the gist, for the blocks say everything. */
const most = 600;

/** What is streamed of a card before its blocks: its notices, a line at a time, else its title. As markdown that is no markup whatever it looks like. */
export function spokenPieces(card: Card): string[] {
  const lines = card.notices.length > 0 ? card.notices.map(({ text }) => text) : [card.title.map(({ text }) => text).join('')];
  const pieces = lines.filter(hasInk).map((line) => `${escapeMrkdwn(line.replace(/\s+/g, ' ')).slice(0, most)}\n`);
  return pieces.length === 0 ? ['Here it is.\n'] : pieces.slice(0, 5);
}
