import { findPostKind } from '../../../domain/chat/find-post-kind.ts';
import { readChatAction } from '../../../domain/chat/read-chat-action.ts';
import { decodeAction, pressedValue } from '../render/action-value.rules.ts';
import { ticketOfBlock } from '../render/ticket-card.rules.ts';
import type { SlackDeps, Turn } from '../slack.types.ts';
import type { Wanted } from './act.types.ts';
import type { Carrier, Pressed } from './pressed.rules.ts';

const actor = { kind: 'system', name: 'chat presses' } as const;

/** What a press asks for, and what it stood on. `wanted` null: the button is none of ours, or too old to be known. */
export type PressRead = { wanted: Wanted | null; carrier: Carrier };

/** Reads a press. A button that could not carry its action names it in a row; a picker's choice is joined to the ticket of its block. */
export async function readPress(deps: SlackDeps, turn: Turn, pressed: Pressed): Promise<PressRead> {
  const picked = pickedAction(pressed);
  const said = picked ?? decodeAction(pressedValue(pressed.element));
  return deps.withTenant(turn.tenantId, actor, async (uow) => {
    const wanted = said !== null && 'stash' in said ? await readChatAction(uow, said.stash) : said;
    const kind = await findPostKind(uow, pressed.blockId.split(':')[0] ?? '');
    return { wanted, carrier: kind === 'card' || kind === 'answer' ? kind : 'other' };
  });
}

function pickedAction({ actionId, blockId, element }: Pressed): Wanted | null {
  const at = ticketOfBlock(blockId);
  const value = pressedValue(element);
  if (at === null || value === null) return null;
  if (actionId === 'pick:assignee') return { op: 'ticket.assign', args: { ...at, to: value } };
  return actionId === 'pick:macro' ? { op: 'macro.preview', args: { ticket: at.ticket, macro: value } } : null;
}
