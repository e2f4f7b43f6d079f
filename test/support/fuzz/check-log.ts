import type { ActRecord } from './act.types.ts';
import { type EventRow, type FoldedTicket, foldLog } from './fold-log.ts';
import type { FuzzWorld } from './fuzz-world.ts';
import type { TicketSnapshot } from './snapshot.ts';

/** The log of a ticket, replayed from nothing, gives its row. */
export function checkFold({ row, events, messages }: TicketSnapshot): string[] {
  const folded = foldLog(events);
  const stored: FoldedTicket = {
    status: row.status,
    priority: row.priority,
    type: row.type,
    customerId: row.customer_id,
    assigneeId: row.assignee_id,
    teamId: row.team_id,
    policyId: row.sla_policy_id,
    reopened: row.reopened,
    isSpam: row.is_spam,
    mergedInto: row.merged_into_id,
    snoozedUntil: row.snoozed_until === null ? null : new Date(row.snoozed_until).getTime(),
    actionState: row.next_action_state,
    actionExcluded: row.next_action_excluded,
    breached: row.breached,
    tags: row.tags,
    version: row.version,
  };
  const faults = Object.keys(folded).flatMap((key) => {
    const [log, table] = [folded[key as keyof FoldedTicket], stored[key as keyof FoldedTicket]].map((value) => JSON.stringify(value));
    return log === table ? [] : [`${row.number}: ${key} is ${table}, its log says ${log}`];
  });
  const logged = events.filter((event) => event.type === 'message_added').length;
  return logged === messages.length ? faults : [...faults, `${row.number}: ${messages.length} messages, its log says ${logged}`];
}

/** What was said to be done is in the log and was done once; what was refused left nothing. */
export function checkActs(world: FuzzWorld, records: readonly ActRecord[], tickets: readonly TicketSnapshot[]): string[] {
  const events = tickets.flatMap((ticket) => ticket.events);
  const main = tickets.find((ticket) => ticket.row.id === world.main.id)?.events ?? [];
  const faults = records.flatMap((record) => {
    const own = events.filter((event) => record.instants.includes(event.at));
    const written = tickets.flatMap((ticket) => ticket.messages).filter((message) => record.instants.includes(message.at));
    if (record.outcome.kind === 'refused') {
      const left = own.length + written.length;
      return left === 0
        ? []
        : [`${record.name} was refused (${record.outcome.code}) and left ${own.map((event) => event.type).join(', ')}`];
    }
    return doneFaults(record, own, written.length, () => statesIn(main, records, record.step));
  });
  const expected =
    world.openingMessages + records.filter(({ outcome, expects }) => outcome.kind === 'done' && expects.message !== undefined).length;
  const acknowledged = tickets
    .filter(({ row }) => row.id !== world.main.id && row.id !== world.other.id)
    .flatMap((ticket) => ticket.messages)
    .filter((message) => message.kind === 'acknowledgement').length;
  const there = tickets.flatMap((ticket) => ticket.messages).length;
  if (there !== expected + acknowledged) faults.push(`${there} messages are there instead of ${expected + acknowledged}`);
  return faults;
}

function doneFaults(record: ActRecord, own: readonly EventRow[], written: number, states: () => FoldedTicket[]): string[] {
  const { lines, message, isSo } = record.expects;
  if (message !== undefined && written === 0) return [`${record.name} was done and left no message`];
  if (lines.length === 0 || own.some((event) => lines.includes(event.type))) return [];
  if (isSo !== undefined && states().some(isSo)) return [];
  return [`${record.name} was done and left no ${lines.join(' or ')}`];
}

/** Every state the ticket went through in a step, the one before it included. */
function statesIn(log: readonly EventRow[], records: readonly ActRecord[], step: number): FoldedTicket[] {
  const instants = records.filter((record) => record.step === step).flatMap((record) => record.instants);
  const [from, to] = [Math.min(...instants), Math.max(...instants)];
  const before = log.findIndex((event) => event.at >= from);
  const last = log.findLastIndex((event) => event.at <= to);
  const first = before === -1 ? log.length : before;
  return Array.from({ length: Math.max(0, last + 1 - first) + 1 }, (_one, index) => foldLog(log.slice(0, first + index)));
}
