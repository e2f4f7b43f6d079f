import type { Card } from '../../cards/card.types.ts';
import { createActionWriter } from './action-value.rules.ts';
import type { HomeView, KnownBlock, ModalView, RenderOptions, StashedAction } from './blocks.types.ts';
import { cardPieces } from './card-pieces.rules.ts';
import type { ViewFrame } from './form.types.ts';
import { modal } from './form-view.rules.ts';
import { limits } from './limits.rules.ts';
import { contextLine, packPieces, piece, type Room, viewRoom } from './pack-pieces.rules.ts';
import { plainText } from './plain-text.rules.ts';

/** A view with the actions that are too long for their buttons. */
export type RenderedView<View> = { view: View; stashed: StashedAction[] };

/** A card in a modal, with its buttons and without inputs. A view holds no more than 100 blocks: what does not fit is said. */
export function messageView(card: Card, frame: Omit<ViewFrame, 'submit'>, options: RenderOptions): RenderedView<ModalView> {
  const { blocks, stashed } = fitted([card], options);
  return { view: modal(frame, blocks, null), stashed };
}

/** Cards one under another as the App Home of a person, at most 100 blocks: what does not fit is said, with the way to the rest. */
export function homeView(cards: Card | Card[], options: RenderOptions): RenderedView<HomeView> {
  const { blocks, stashed } = fitted(Array.isArray(cards) ? cards : [cards], options);
  return { view: { type: 'home', callback_id: 'home', blocks }, stashed };
}

const nothing: KnownBlock = { type: 'section', text: plainText('Nothing here yet.') };
const rest = 'There is more than Slack shows in one view. Ask with the command for the rest.';

/** Each card has its share of the room, so that a long one hides no other. */
function fitted(cards: Card[], options: RenderOptions): { blocks: KnownBlock[]; stashed: StashedAction[] } {
  const writer = createActionWriter(options.nonce);
  const shown = cards.slice(0, 10);
  const share: Room = {
    blocks: Math.floor(viewRoom.blocks / Math.max(1, shown.length)) - 2,
    text: Math.floor(viewRoom.text / Math.max(1, shown.length)),
  };
  const blocks = shown.flatMap((card, index) => {
    const { body, tail } = cardPieces(card, writer, options.webUrl);
    const [first = []] = packPieces(body, tail, share, rest, '');
    return [...(index === 0 ? [] : [divider]), ...first];
  });
  if (cards.length > shown.length) blocks.push(...piece(contextLine(rest)).blocks);
  return { blocks: blocks.length === 0 ? [nothing] : blocks.slice(0, limits.viewBlocks), stashed: writer.stashed };
}

const divider: KnownBlock = { type: 'divider' };
