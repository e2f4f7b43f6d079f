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
  /** The types that the company's classifier finds likeliest, where it is not sure enough to say which. */
  offered?: TicketType[];
};

export type ParticipantRole = 'requester' | 'cc' | 'supplier' | 'third_party';
export type MessageKind = 'mail' | 'reply' | 'note' | 'forward' | 'acknowledgement' | 'opening';
/** Where a ticket came from. */
export type TicketChannel = 'email' | 'console' | 'slack' | 'teams';
/** Who wrote a message or caused an event. */
export type MessageAuthor =
  | { kind: 'staff'; userId: string; name: string }
  | { kind: 'contact'; address: string; name: string }
  /** Somebody in a chat workspace who is not linked staff. `id` is the chat product's own. */
  | { kind: 'chat'; id: string; name: string }
  | { kind: 'system'; name: string };

/** Every kind of line in a ticket's append-only event log. */
export type TicketEventType =
  | 'opened'
  | 'message_added'
  | 'message_edited'
  | 'message_deleted'
  | 'copy_received'
  | 'status_changed'
  | 'priority_changed'
  | 'type_changed'
  | 'assigned'
  | 'team_assigned'
  | 'watcher_added'
  | 'watcher_removed'
  | 'tags_changed'
  | 'field_changed'
  | 'time_logged'
  | 'time_changed'
  | 'time_removed'
  | 'participant_added'
  | 'participant_removed'
  | 'customer_linked'
  | 'requester_changed'
  | 'delivery_settled'
  | 'bounce_received'
  | 'address_unreachable'
  | 'address_cleared'
  | 'automatic_mail_held'
  | 'satisfaction_asked'
  | 'satisfaction_received'
  | 'reopened'
  | 'spam_marked'
  | 'merged_into'
  | 'merged_from'
  | 'unmerged'
  | 'split_off'
  | 'split_from'
  | 'link_added'
  | 'link_removed'
  | 'parent_set'
  | 'snoozed'
  | 'snooze_ended'
  | 'next_action_set'
  | 'next_action_due'
  | 'macro_run'
  | 'article_linked'
  | 'article_unlinked'
  | 'spam_released'
  | 'contract_linked'
  | 'sla_policy_set'
  | 'sla_applied'
  | 'sla_warning'
  | 'sla_critical'
  | 'sla_breached'
  | 'sla_acknowledged'
  | 'sla_escalated';
