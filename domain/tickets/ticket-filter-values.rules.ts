import { type TicketPriority, type TicketStatus, type TicketType, ticketPriorities, ticketStatuses, ticketTypes } from './tickets.types.ts';

const unfinished: TicketStatus[] = ['open', 'in_progress', 'waiting_customer'];

/** Words people use for a status. A group stands for each of its members. */
export const statusWords: Record<string, readonly TicketStatus[]> = {
  ...Object.fromEntries(ticketStatuses.map((status) => [status, [status]])),
  new: ['open'],
  progress: ['in_progress'],
  'in-progress': ['in_progress'],
  inprogress: ['in_progress'],
  working: ['in_progress'],
  started: ['in_progress'],
  waiting: ['waiting_customer'],
  pending: ['waiting_customer'],
  'waiting-customer': ['waiting_customer'],
  solved: ['resolved'],
  done: ['resolved'],
  fixed: ['resolved'],
  canceled: ['cancelled'],
  unfinished,
  unsolved: unfinished,
  unresolved: unfinished,
  active: unfinished,
  finished: ['resolved', 'closed', 'cancelled'],
};

/** Words people use for a priority. */
export const priorityWords: Record<string, TicketPriority> = {
  ...Object.fromEntries(ticketPriorities.map((priority) => [priority, priority])),
  normal: 'medium',
  important: 'high',
  critical: 'urgent',
  emergency: 'urgent',
};

/** Words people use for a type. */
export const typeWords: Record<string, TicketType> = {
  ...Object.fromEntries(ticketTypes.map((type) => [type, type])),
  feature: 'feature_request',
  'feature-request': 'feature_request',
  invoice: 'billing',
  tech: 'technical',
};

/** Words for the channel a ticket came by. */
export const channelWords: Record<string, string> = {
  email: 'email',
  mail: 'email',
  'e-mail': 'email',
  console: 'console',
  chat: 'console',
};

/** What a ticket can have. */
export const hasWords: Record<string, 'attachment' | 'customer' | 'due' | 'tag'> = {
  attachment: 'attachment',
  attachments: 'attachment',
  file: 'attachment',
  files: 'attachment',
  customer: 'customer',
  due: 'due',
  deadline: 'due',
  tag: 'tag',
  tags: 'tag',
};

/** States of a ticket that are no status. */
export const flagWords: Record<string, 'breached' | 'overdue' | 'snoozed' | 'merged'> = {
  breached: 'breached',
  overdue: 'overdue',
  late: 'overdue',
  snoozed: 'snoozed',
  asleep: 'snoozed',
  merged: 'merged',
};

/** The value of a word in a table, whatever its case; undefined when the table has none (inherited names are none). */
export function lookUpWord<T>(table: Record<string, T>, word: string): T | undefined {
  const key = word.toLowerCase().replaceAll(' ', '-');
  if (Object.hasOwn(table, key)) return table[key];
  const underscored = key.replaceAll('-', '_');
  return Object.hasOwn(table, underscored) ? table[underscored] : undefined;
}

/** The priorities that a comparison with one selects, low to urgent. */
export function comparePriority(op: FilterOperator, priority: TicketPriority): TicketPriority[] {
  const at = ticketPriorities.indexOf(priority);
  const tests: Record<FilterOperator, (index: number) => boolean> = {
    '=': (index) => index === at,
    '>=': (index) => index >= at,
    '<=': (index) => index <= at,
    '>': (index) => index > at,
    '<': (index) => index < at,
  };
  return ticketPriorities.filter((_priority, index) => tests[op](index));
}

/** What may stand between a key and its value. */
export type FilterOperator = '=' | '>=' | '<=' | '>' | '<';
