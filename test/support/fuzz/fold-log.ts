import type { TicketId } from '../../../domain/ids.types.ts';
import type { TicketEventType } from '../../../domain/tickets/tickets.types.ts';

/** A line of the log, instants in epoch ms. */
export type EventRow = { seq: number; ticketId: TicketId; type: TicketEventType; at: number; data: Record<string, unknown> };

/** What a ticket is, as far as its log says it. */
export type FoldedTicket = {
  status: string;
  priority: string;
  type: string;
  customerId: string | null;
  assigneeId: string | null;
  teamId: string | null;
  policyId: string | null;
  reopened: number;
  isSpam: boolean;
  mergedInto: string | null;
  snoozedUntil: number | null;
  actionState: string | null;
  actionExcluded: boolean;
  breached: boolean;
  tags: string[];
  version: number;
};

type Walk = FoldedTicket & { asleepBefore: number | null };

/** Replays a ticket's log, in the order it was written, from nothing. Shares no code with the product. */
export function foldLog(events: readonly EventRow[]): FoldedTicket {
  const walk: Walk = { ...beginning, tags: [], asleepBefore: null };
  for (const [index, event] of events.entries()) {
    walk.version += versionsOf(events, index);
    step(walk, event);
  }
  const { asleepBefore: _asleep, ...folded } = walk;
  return folded;
}

const beginning: FoldedTicket = {
  status: '',
  priority: '',
  type: '',
  customerId: null,
  assigneeId: null,
  teamId: null,
  policyId: null,
  reopened: 0,
  isSpam: false,
  mergedInto: null,
  snoozedUntil: null,
  actionState: null,
  actionExcluded: false,
  breached: false,
  tags: [],
  version: 0,
};

const over = ['resolved', 'closed', 'cancelled'];

function step(walk: Walk, { type, data }: EventRow): void {
  const text = (key: string): string => String(data[key]);
  const id = (key: string): string | null => (data[key] as string | null | undefined) ?? null;
  switch (type) {
    case 'opened':
      Object.assign(walk, { status: 'open', priority: text('priority'), type: text('type'), customerId: id('customerId') });
      return;
    case 'status_changed':
      if (text('because').startsWith('merged into')) walk.asleepBefore = walk.snoozedUntil;
      enter(walk, text('to'));
      return;
    case 'reopened':
      walk.reopened += 1;
      enter(walk, id('to') ?? 'open');
      return;
    case 'spam_marked':
    case 'spam_released':
      walk.isSpam = type === 'spam_marked';
      enter(walk, text('to'));
      return;
    case 'priority_changed':
      walk.priority = text('to');
      return;
    case 'type_changed':
      walk.type = text('to');
      return;
    case 'customer_linked':
      walk.customerId = id('customerId');
      return;
    case 'assigned':
      walk.assigneeId = id('userId');
      return;
    case 'team_assigned':
      walk.teamId = id('teamId');
      return;
    case 'sla_policy_set':
      walk.policyId = id('policyId');
      return;
    case 'snoozed':
      walk.snoozedUntil = Date.parse(text('until'));
      return;
    case 'snooze_ended':
      walk.snoozedUntil = null;
      return;
    case 'next_action_set':
      walk.actionState = id('state');
      walk.actionExcluded = data.excluded === true;
      return;
    case 'merged_into':
      walk.mergedInto = id('targetId');
      return;
    case 'unmerged':
      if (id('targetId') !== null) Object.assign(walk, { mergedInto: null, snoozedUntil: walk.asleepBefore });
      return;
    case 'sla_breached':
      walk.breached = true;
      return;
    case 'tags_changed':
      walk.tags = [...walk.tags.filter((tag) => !(data.removed as string[]).includes(tag)), ...(data.added as string[])];
  }
}

/** What ends a ticket ends its sleep; what a merge was taken back from keeps what `unmerged` said. */
function enter(walk: Walk, status: string): void {
  walk.status = status;
  if (over.includes(status)) walk.snoozedUntil = null;
}

const oneVersion: TicketEventType[] = [
  'opened',
  'reopened',
  'spam_marked',
  'spam_released',
  'priority_changed',
  'type_changed',
  'customer_linked',
  'sla_policy_set',
  'contract_linked',
  'sla_acknowledged',
  'tags_changed',
  'snoozed',
  'merged_into',
  'merged_from',
  'unmerged',
  'link_added',
  'link_removed',
];

/** How many versions higher the ticket is for this line, given the other lines of its unit: a change of several lines counts once. */
function versionsOf(events: readonly EventRow[], index: number): number {
  const event = events[index] as EventRow;
  const unit = events.filter((other) => other.at === event.at);
  const has = (type: TicketEventType): boolean => unit.some((other) => other.type === type);
  const { type, data } = event;
  if (type === 'reopened') return isCustomersMail(unit) ? 0 : 1;
  if (oneVersion.includes(type)) return 1;
  switch (type) {
    case 'status_changed':
      return has('merged_into') || has('unmerged') || isCustomersMail(unit) ? 0 : 1;
    case 'assigned':
      return 1;
    case 'team_assigned':
      return has('assigned') ? 0 : 1;
    case 'snooze_ended':
      return data.because === 'customer replied' ? 0 : 1;
    case 'next_action_set':
      return data.how === 'set' || (data.how === 'done' && !isCustomersMail(unit)) ? 1 : 0;
    case 'participant_added':
      return unit.every((other) => other.type === 'participant_added') ? 1 : 0;
    case 'message_added':
      if (data.kind === 'reply' || data.kind === 'forward') return has('status_changed') ? 0 : 1;
      return isCustomersMail([event]) && !has('opened') ? 1 : 0;
  }
  return 0;
}

/** A mail that counts as the customer's word: public and not automatic. */
function isCustomersMail(unit: readonly EventRow[]): boolean {
  return unit.some(({ type, data }) => type === 'message_added' && data.kind === 'mail' && data.public === true && data.automatic !== true);
}
