import type { CustomerId, TicketId } from '../ids.types.ts';
import type { TicketPriority, TicketType } from '../tickets/tickets.types.ts';
import { historyEventTypes, type LogLine, readHistory } from './history.rules.ts';
import type { TicketHistory } from './history.types.ts';

/** A ticket with the lines of its log that its clocks depend on, as the query below returns it. */
export type HistoryRow = {
  id: TicketId;
  number: string;
  sla_policy_id: string | null;
  contract_id: string | null;
  customer_id: CustomerId | null;
  type: TicketType;
  priority: TicketPriority;
  lines: { type: LogLine['type']; at: string; data: Record<string, unknown> }[] | null;
};

const marks = historyEventTypes.map(() => '?').join(', ');

/** Reads tickets `k` with their log lines; its parameters are `historyEventTypes`, before those of what follows. */
export const historySelect = `select k.id, k.number, k.sla_policy_id, k.contract_id, k.customer_id, k.type, k.priority,
  (select json_agg(json_build_object('type', e.type, 'at', e.at, 'data', e.data) order by e.seq) from ticket_events e
    where e.ticket_id = k.id and e.type in (${marks})) as lines
  from tickets k`;

/** The history in a row. */
export function historyOf(row: HistoryRow): TicketHistory {
  const lines = (row.lines ?? []).map((line) => ({ ...line, at: new Date(line.at) }));
  const facts = {
    slaPolicyId: row.sla_policy_id,
    contractId: row.contract_id,
    customerId: row.customer_id,
    type: row.type,
    priority: row.priority,
  };
  return { ticketId: row.id, number: row.number, events: readHistory(lines, facts) };
}
