import type { KnownBlock } from './blocks.types.ts';
import { contextLine } from './pack-pieces.rules.ts';
import type { TicketCardModel } from './ticket-card.types.ts';
import { ticketFacts } from './ticket-facts.rules.ts';

/**
 * The preview of a link to a ticket: `full` in a channel whose members may all know it, else its number alone, because everybody in the channel sees a preview.
 * It has no buttons: the card of the ticket has them.
 */
export function ticketUnfurl(
  model: Pick<TicketCardModel, 'number'> & Partial<TicketCardModel>,
  knows: 'full' | 'number',
  webUrl: string,
): { blocks: KnownBlock[] } {
  return { blocks: knows === 'full' && isWhole(model) && !model.isShared ? ticketFacts(model, webUrl) : numberOnly(model.number) };
}

/** The number of a ticket and where its facts are; for a link that leads to nothing known, or to what this channel may not know. */
export function numberOnly(number: string): KnownBlock[] {
  return [contextLine(`${number} in Deskhand. Open the link to see it, if you may.`)];
}

function isWhole(model: Partial<TicketCardModel>): model is TicketCardModel {
  return model.status !== undefined && model.subject !== undefined && model.next !== undefined && model.lastMessage !== undefined;
}
