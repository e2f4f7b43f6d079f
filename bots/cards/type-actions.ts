import { isUnfinished } from '../../domain/tickets/ticket.rules.ts';
import type { TicketFacts } from '../../domain/tickets/view-ticket.ts';
import type { CardAction } from './card.types.ts';
import { action } from './spans.rules.ts';
import { typeNames } from './words.rules.ts';

/** What a person can do about a suggested type: say that it is right, or take one of those the learned classifier offers. Nothing once a person did. */
export function typeActions({ number, version, type, status, triage, isSpam, typeIsConfirmed }: TicketFacts): CardAction[] {
  if (triage === null || isSpam || typeIsConfirmed || !isUnfinished(status)) return [];
  const others = (triage.offered ?? []).filter((one) => one !== type).slice(0, 3);
  return [
    action('Type is right', 'learn.confirm', { ticket: number, type }),
    ...others.map((one) => action(`It is ${typeNames[one]}`, 'ticket.type', { ticket: number, version, type: one })),
  ];
}
