import { notFound } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { computeClocks } from './compute-clocks.rules.ts';
import { loadHistory } from './load-history.ts';
import { loadSlaRules } from './load-sla-rules.ts';
import type { PolicyInForce } from './policy-in-force.types.ts';
import type { Clock } from './sla.types.ts';

/** A ticket's clocks at the unit's instant, the policy they run by, and why it is that one. */
export type ClocksView = { policy: PolicyInForce | null; because: string; clocks: Clock[] };

/** Replays the ticket's log to the unit's instant and writes nothing. Throws `not_found`. */
export async function viewClocks(uow: TenantUnitOfWork, ticketId: TicketId): Promise<ClocksView> {
  const history = await loadHistory(uow, ticketId);
  const subject = history?.events.findLast((event) => event.type === 'facts')?.facts;
  if (history === null || subject === undefined) throw notFound('ticket', ticketId);
  const { policy, applied, report } = computeClocks(history.events, await loadSlaRules(uow, subject), uow.now);
  const last = history.events.findLast((event) => event.type === 'applied');
  return { policy, because: applied?.because ?? last?.because ?? 'no policy was ever applied', clocks: report.clocks };
}
