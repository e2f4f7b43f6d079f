import type { SuggestedAction, TicketBasis } from '../../../domain/ai-runs/results.types.ts';
import { statusMoves } from '../../../domain/tickets/ticket.rules.ts';
import { ticketPriorities } from '../../../domain/tickets/tickets.types.ts';
import type { CardAction } from '../card.types.ts';
import { action, askFirst } from '../spans.rules.ts';
import { questionText } from './question-text.rules.ts';

type At = { ticket: string; version: number };

/**
 * What a suggestion is as buttons: each an ordinary operation with the version the ticket had, so that a stale one is refused. A mail to the customer is begun with a
 * fixed text of ours and shown before it goes out; no text of a model is put into it (`ai.md` B.3).
 */
export function nextActionButtons(basis: TicketBasis, { kind, text }: SuggestedAction): CardAction[] {
  const at: At = { ticket: basis.number, version: basis.version };
  const keep = action('Make it the next action', 'next.set', { ...at, text });
  switch (kind) {
    case 'request_information':
      return [
        action('Ask the customer', 'ticket.reply', { ticket: basis.number, text: questionText(basis.language), after: 'wait' }, 'primary'),
        keep,
      ];
    case 'escalate':
      return [...raise(basis, at), action('Give it to the least busy', 'ticket.give', { ...at, by: 'least_open' }), keep];
    case 'schedule_call':
      return [action('Call tomorrow at 9', 'next.set', { ...at, text, due: 'tomorrow 9:00', owner: 'me' }, 'primary'), keep];
    case 'update_customer':
      return [
        action('Draft an answer', 'ai.draft', { ticket: basis.number }, 'primary'),
        ...(basis.status === 'waiting_customer'
          ? [action('Sleep until tomorrow', 'ticket.snooze', { ...at, until: 'tomorrow 9:00' })]
          : []),
        keep,
      ];
    case 'internal_task':
      return [{ ...keep, style: 'primary' }, action('Take', 'ticket.assign', { ...at, to: 'me' })];
    case 'close':
      return finish(basis, at);
  }
}

function raise(basis: TicketBasis, at: At): CardAction[] {
  const next = ticketPriorities[ticketPriorities.indexOf(basis.priority) + 1];
  return next === undefined ? [] : [action(`Raise to ${next}`, 'ticket.priority', { ...at, priority: next }, 'primary')];
}

function finish(basis: TicketBasis, at: At): CardAction[] {
  const to = (['resolved', 'closed'] as const).find((status) => statusMoves[basis.status].includes(status));
  if (to === undefined) return [];
  const label = to === 'resolved' ? 'Resolve' : 'Close';
  return [askFirst(label, 'ticket.status', { ...at, status: to }, `${label} ${basis.number}? Read the customer’s last message first.`)];
}
