import type { CustomerId } from '../../../domain/ids.types.ts';
import type { TicketPriority } from '../../../domain/tickets/tickets.types.ts';
import type { Card } from '../../cards/card.types.ts';
import { createTicketFromMessage } from '../threads/create-ticket-from-message.ts';
import type { Act } from './act.types.ts';

/** Makes the message that the form was opened on a ticket, with what was written in the form. */
export function ticketFromForm({ deps, clients, turn, person, commandId }: Act, args: Record<string, unknown>): Promise<Card> {
  const text = (name: string): string | null => (typeof args[name] === 'string' ? args[name] : null);
  return createTicketFromMessage(deps, clients, turn, {
    channel: text('channel') ?? '',
    ts: text('ts') ?? '',
    subject: text('subject') ?? '',
    requester: text('requester'),
    text: text('text') ?? '',
    priority: text('priority') as TicketPriority | null,
    customer: text('customer') as CustomerId | null,
    ...(typeof args.message === 'object' && args.message !== null ? { message: args.message as Record<string, unknown> } : {}),
    by: person,
    commandId,
  });
}
