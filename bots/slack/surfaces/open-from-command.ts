import type { SlackCaller } from '../install/link-answer.ts';
import { openModal, type Rest } from './open-modal.ts';
import type { ModalKit } from './show-modal.ts';

/** Opens the form that a slash command asks for: `new`, `open`, `reply`, `reply 1`. */
export function openFromCommand(
  kit: ModalKit,
  { text, caller }: { text: string; caller: SlackCaller },
  { trigger, responseUrl }: { trigger: string; responseUrl: string },
): Promise<Rest> {
  const ticket = /^\s*(?:reply|answer|respond|re)(?:\s+(\S+))?\s*$/i.exec(text);
  const opener = {
    trigger,
    user: caller.id,
    team: caller.team,
    to: { kind: 'respond', user: caller.id, replace: false, inChannel: false } as const,
    responseUrl,
  };
  if (ticket === null) return openModal(kit, opener, { modal: 'new_ticket', args: {} });
  return openModal(kit, opener, { modal: 'reply', args: ticket[1] === undefined ? {} : { ticket: ticket[1] } });
}
