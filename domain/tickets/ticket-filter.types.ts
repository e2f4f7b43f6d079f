import type { FilterOperator } from './ticket-filter-values.rules.ts';
import type { TicketRef } from './ticket-ref.rules.ts';
import type { TicketSort } from './ticket-sort.rules.ts';
import type { TicketPriority, TicketStatus, TicketType } from './tickets.types.ts';

/** A person, a team or a customer as it was typed. */
export type NamedOne = { kind: 'me' } | { kind: 'nobody' } | { kind: 'name'; name: string };

/** What may be asked of a custom field. */
export type FieldTest = { kind: 'none' } | { kind: 'text'; value: string } | { kind: 'number'; op: FilterOperator; value: number };

/**
 * One condition of a ticket list. Conditions are joined by "and"; `not` turns one round. Instants are inclusive at `from`, exclusive at `to`. `text` is
 * looked for in the number, subject, requester, customer's name and messages; `exact` means these words one after the other.
 */
export type TicketCondition = { not: boolean } & (
  | { key: 'status'; in: TicketStatus[] }
  | { key: 'priority'; in: TicketPriority[] }
  | { key: 'type'; in: TicketType[] }
  | { key: 'channel'; in: string[] }
  | { key: 'assignee' | 'watcher'; who: NamedOne }
  | { key: 'team'; who: Exclude<NamedOne, { kind: 'me' }> }
  | { key: 'customer'; who: { kind: 'none' } | { kind: 'name'; name: string } }
  | { key: 'requester' | 'mailbox'; text: string }
  | { key: 'number'; ref: TicketRef }
  | { key: 'tag'; in: string[] }
  | { key: 'field'; name: string; test: FieldTest }
  | { key: 'has'; what: 'attachment' | 'customer' | 'due' | 'tag' }
  | { key: 'flag'; flag: 'breached' | 'overdue' | 'snoozed' | 'merged' }
  | { key: 'reopened'; op: FilterOperator; count: number }
  | { key: 'created' | 'updated' | 'resolved' | 'closed' | 'due'; from: Date | null; to: Date | null }
  | { key: 'spam'; value: boolean }
  | { key: 'text'; text: string; exact: boolean }
);

/**
 * What a person asked to see. `anyStatus` is false while nothing was said of the status: then only unfinished tickets are shown. Spam, merged and snoozed
 * tickets are shown only where a condition names them; `everything` (the word `all`) shows snoozed ones too. `sort` null: last changed first.
 */
export type TicketFilter = { conditions: TicketCondition[]; anyStatus: boolean; everything: boolean; sort: TicketSort | null };

/** A part of a filter that means nothing, with what could be meant. */
export type FilterProblem = { part: string; message: string };
