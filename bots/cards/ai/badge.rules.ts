import { findSuspicions, type SuspicionKind } from '../../../domain/suspicions/suspicion.rules.ts';
import type { TicketMessageView } from '../../../domain/tickets/ticket-message.types.ts';
import type { Notice } from '../card.types.ts';

/** Said where a message looks as if it gave orders to a machine. A badge and nothing else: no rule goes by it (`ai.md` C.23). */
export const badgeNotice: Notice = {
  level: 'warning',
  text: 'A message here looks as if it gave orders to a machine or hid something. Nothing acts on it; read the message itself before you act.',
};

/** Stands in place of the AI’s sentences about such a message until somebody asks for them. */
export const collapsedText = 'Collapsed: it was made of a message that looks as if it gave orders to a machine.';

const kindNames: Record<SuspicionKind, string> = {
  gives_orders: 'gives orders to a machine',
  looks_like_staff: 'writes as if it were staff',
  asks_for_secrets: 'asks for secrets',
  changes_payment: 'changes where money goes',
  encoded_block: 'holds an encoded block',
  control_syntax: 'holds control marks of a chat',
  template: 'holds marks of a template',
  hidden_text: 'holds hidden characters',
};

/** One badge for each shown message of an outsider that looks like an attack, saying what it looks like. */
export function messageBadges(messages: readonly Pick<TicketMessageView, 'author' | 'text' | 'ordinal'>[]): Notice[] {
  return messages.flatMap(({ author, text, ordinal }) => {
    if (author.kind === 'staff' || author.kind === 'system') return [];
    const kinds = [...new Set(findSuspicions(text).map(({ kind }) => kindNames[kind]))];
    return kinds.length === 0
      ? []
      : [{ level: 'warning', text: `Message #${ordinal} ${kinds.join(', ')}. Nothing acts on it; read it with care.` }];
  });
}
