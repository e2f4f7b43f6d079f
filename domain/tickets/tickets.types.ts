/** Every status of a ticket; the moves between them are in `ticket.rules.ts`. */
export const ticketStatuses = ['open', 'in_progress', 'waiting_customer', 'resolved', 'closed', 'cancelled'] as const;
export type TicketStatus = (typeof ticketStatuses)[number];
/** Lowest first. */
export const ticketPriorities = ['low', 'medium', 'high', 'urgent'] as const;
export type TicketPriority = (typeof ticketPriorities)[number];
/** What kind of matter a ticket is. */
export const ticketTypes = ['support', 'bug', 'feature_request', 'billing', 'technical', 'general'] as const;
export type TicketType = (typeof ticketTypes)[number];
/** What the writer wants (PRODUCT.md): a ticket, a quote request or a look-up. A suggestion, never an authority. */
export type Intent = 'support' | 'quote_request' | 'lookup';

/** What keyless triage (or later a model) suggests for a new ticket, with its reasons in words. */
export type TriageSuggestion = {
  intent: Intent;
  type: TicketType;
  priority: TicketPriority;
  language: string | null;
  reasons: string[];
  /** 0…1 */
  confidence: number;
};

export type ParticipantRole = 'requester' | 'cc' | 'supplier' | 'third_party';
export type MessageKind = 'mail' | 'reply' | 'note' | 'forward' | 'acknowledgement' | 'opening';
/** Who wrote a message or caused an event. */
export type MessageAuthor =
  | { kind: 'staff'; userId: string; name: string }
  | { kind: 'contact'; address: string; name: string }
  | { kind: 'system'; name: string };

/** Every kind of line in a ticket's append-only event log. */
export type TicketEventType =
  | 'opened'
  | 'message_added'
  | 'copy_received'
  | 'status_changed'
  | 'priority_changed'
  | 'type_changed'
  | 'assigned'
  | 'participant_added'
  | 'participant_removed'
  | 'customer_linked'
  | 'delivery_settled'
  | 'bounce_received'
  | 'reopened'
  | 'spam_marked'
  | 'spam_released';
