import type { TicketId } from '../../../domain/ids.types.ts';
import { historyEventTypes, type LogLine, readHistory } from '../../../domain/sla/history.rules.ts';
import type { HistoryEvent } from '../../../domain/sla/history.types.ts';
import { loadSlaRules } from '../../../domain/sla/load-sla-rules.ts';
import type { PolicySubject } from '../../../domain/sla/policy-in-force.types.ts';
import type { SlaRules } from '../../../domain/sla/sla-rules.types.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { system } from '../desk.ts';
import type { EventRow } from './fold-log.ts';
import type { FuzzWorld } from './fuzz-world.ts';

/** A ticket's row as stored, instants as the driver gives them. */
export type TicketRow = {
  id: TicketId;
  number: string;
  status: string;
  priority: string;
  type: string;
  customer_id: string | null;
  assignee_id: string | null;
  team_id: string | null;
  sla_policy_id: string | null;
  contract_id: string | null;
  reopened: number;
  is_spam: boolean;
  merged_into_id: string | null;
  snoozed_until: Date | null;
  next_action_state: string | null;
  next_action_excluded: boolean;
  breached: boolean;
  tags: string[];
  version: number;
  next_due_at: Date | null;
  clock_at: Date | null;
};
export type ClockRow = {
  metric: string;
  cycle: number;
  state: string;
  started_at: Date;
  target_minutes: number | null;
  target_version: number;
  consumed_ms: string;
  paused_ms: string;
  due_at: Date | null;
  met_at: Date | null;
  is_overdue: boolean;
  breached_at: Date | null;
  computed_at: Date;
};
export type AlertRow = {
  id: string;
  metric: string;
  cycle: number;
  target_version: number;
  level: string;
  at: Date;
  detected_at: Date;
  reason: string;
};

/** Everything of one ticket after an interleaving. */
export type TicketSnapshot = {
  row: TicketRow;
  events: EventRow[];
  clocks: ClockRow[];
  alerts: AlertRow[];
  /** kind and instant of each message */
  messages: { kind: string; at: number }[];
  history: HistoryEvent[];
  rules: SlaRules;
};

/** Reads every ticket of the tenant in one unit, without changing anything. */
export async function readTickets(world: FuzzWorld): Promise<TicketSnapshot[]> {
  return world.withTenant(world.tenant.id, system, async (uow) => {
    const rows = await sqlRows<TicketRow>(uow, 'select *, to_jsonb(tags) as tags from tickets order by number');
    const found: TicketSnapshot[] = [];
    for (const row of rows) found.push(await readTicket(uow, row));
    return found;
  });
}

/** The log of one ticket. */
export async function readLog(uow: TenantUnitOfWork, ticketId: TicketId): Promise<EventRow[]> {
  const rows = await sqlRows<Omit<EventRow, 'at'> & { at: Date }>(
    uow,
    'select seq, ticket_id as "ticketId", type, at, data from ticket_events where ticket_id = ? order by seq',
    [ticketId],
  );
  return rows.map((row) => ({ ...row, seq: Number(row.seq), at: new Date(row.at).getTime() }));
}

async function readTicket(uow: TenantUnitOfWork, row: TicketRow): Promise<TicketSnapshot> {
  const events = await readLog(uow, row.id);
  const subject = {
    slaPolicyId: row.sla_policy_id,
    contractId: row.contract_id,
    customerId: row.customer_id,
    type: row.type,
    priority: row.priority,
  } as PolicySubject;
  const known = new Set<string>(historyEventTypes);
  const lines = events
    .filter((event) => known.has(event.type))
    .map((event) => ({ type: event.type, at: new Date(event.at), data: event.data }));
  const messages = await sqlRows<{ kind: string; created_at: Date }>(
    uow,
    'select kind, created_at from ticket_messages where ticket_id = ?',
    [row.id],
  );
  return {
    row,
    events,
    clocks: await sqlRows<ClockRow>(uow, 'select * from sla_clocks where ticket_id = ? order by started_at, metric, cycle', [row.id]),
    alerts: await sqlRows<AlertRow>(uow, 'select * from sla_alerts where ticket_id = ?', [row.id]),
    messages: messages.map((message) => ({ kind: message.kind, at: new Date(message.created_at).getTime() })),
    history: readHistory(lines as LogLine[], subject),
    rules: await loadSlaRules(uow, subject),
  };
}
