import type { Card } from '../../cards/card.types.ts';
import { createActionWriter } from './action-value.rules.ts';
import type { KnownBlock, RenderedCard, RenderOptions } from './blocks.types.ts';
import { cardPieces, noticeMarks } from './card-pieces.rules.ts';
import { slackText } from './mrkdwn.rules.ts';
import { messageRoom, packPieces } from './pack-pieces.rules.ts';
import { clipTo, hasInk, onOneLine, plainText } from './plain-text.rules.ts';

/**
 * The card as messages: one, and `more` for the thread when it is too long for one. No message breaks a limit of Slack, nothing of the card is lost, and no text
 * of a person links, mentions or calls anybody. `stashed` has to be kept in the unit that composes, or those buttons lead nowhere.
 */
export function renderCard(card: Card, options: RenderOptions): RenderedCard {
  const writer = createActionWriter(options.nonce);
  const { body, tail } = cardPieces(card, writer, options.webUrl);
  const title = titleOf(card);
  const [first = [], ...rest] = packPieces(body, tail, messageRoom, 'Continues in the thread…', `…continued: ${clipTo(title, 150)}`);
  return {
    text: cardText(card),
    blocks: first.length === 0 ? [emptyBlock] : first,
    more: rest.map((blocks) => ({ text: slackText(`Continued: ${title}`), blocks })),
    stashed: writer.stashed,
  };
}

const emptyBlock: KnownBlock = { type: 'section', text: plainText('(nothing to show)') };

function titleOf(card: Card): string {
  const title = onOneLine(card.title.map(({ text }) => text).join(''));
  return hasInk(title) ? title : 'Deskhand';
}

/** What notifications and screen readers say of the card: its title, its notices, and how it begins. */
export function cardText(card: Card): string {
  const notices = card.notices.map(({ level, text }) => `${noticeMarks[level]} ${text}`);
  const beginning = card.notices.length > 0 ? [] : card.text.slice(0, 1).map((paragraph) => paragraph.map(({ text }) => text).join(''));
  return slackText([titleOf(card), ...notices, ...beginning].filter(hasInk).join(' · '));
}
