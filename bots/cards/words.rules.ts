import type { DeliveryState } from '../../domain/deliveries/deliveries.types.ts';
import type { Intent, MessageAuthor, TicketEventType, TicketStatus, TicketType } from '../../domain/tickets/tickets.types.ts';

export const statusNames: Record<TicketStatus, string> = {
  open: 'open',
  in_progress: 'in progress',
  waiting_customer: 'waiting for the customer',
  resolved: 'resolved',
  closed: 'closed',
  cancelled: 'cancelled',
};

export const typeNames: Record<TicketType, string> = {
  support: 'support',
  bug: 'bug',
  feature_request: 'feature request',
  billing: 'billing',
  technical: 'technical',
  general: 'general',
};

export const intentNames: Record<Intent, string> = { support: 'support request', quote_request: 'quote request', lookup: 'look-up' };

export const deliveryNames: Record<DeliveryState, string> = {
  queued: 'queued',
  sending: 'being sent',
  sent: 'sent',
  failed: 'failed',
  uncertain: 'uncertain: decide whether it went out',
  cancelled: 'cancelled',
};

/** Who wrote or did something. */
export function authorName(author: MessageAuthor): string {
  if (author.kind !== 'contact') return author.name;
  return author.name === '' ? author.address : `${author.name} <${author.address}>`;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const status = (value: unknown): string => statusNames[text(value) as TicketStatus] ?? text(value);

/** What each kind of event says. A value that the log does not hold is left out, never invented. */
const eventWords: Record<TicketEventType, (data: Record<string, unknown>) => string> = {
  opened: () => 'opened it',
  message_added: (data) => `wrote ${data.public === true ? 'a public' : 'an internal'} message`,
  copy_received: () => 'got the same mail once more',
  status_changed: (data) => `${status(data.from)} → ${status(data.to)}${data.because === undefined ? '' : ` (${text(data.because)})`}`,
  priority_changed: (data) => `priority ${text(data.from)} → ${text(data.to)}`,
  type_changed: (data) => `type ${text(data.from)} → ${text(data.to)}`,
  assigned: (data) => (data.to === null ? 'put it back (nobody has it)' : `assigned it to ${text(data.to)}`),
  participant_added: (data) => `${text(data.address)} takes part (${text(data.role)})`,
  participant_removed: (data) => `${text(data.address)} no longer takes part`,
  customer_linked: (data) => `linked it to ${text(data.customer)}`,
  delivery_settled: (data) => `mail: ${deliveryNames[text(data.state) as DeliveryState] ?? text(data.state)}`,
  bounce_received: () => 'a mail of ours came back',
  reopened: (data) => `reopened it (was ${status(data.from)})`,
  spam_marked: () => 'marked it as spam',
  spam_released: () => 'released it from spam',
};

/** One line of the log in words. */
export function eventText(type: TicketEventType, data: Record<string, unknown>): string {
  return eventWords[type]?.(data) ?? type.replaceAll('_', ' ');
}
