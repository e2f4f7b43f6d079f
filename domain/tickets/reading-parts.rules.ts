import { queuePart } from '../ai-runs/queue-part.rules.ts';
import type { TicketId, TicketMessageId } from '../ids.types.ts';
import type { SqlPart, UnitFacts } from '../tenancy/sql-part.rules.ts';

/** Quiet time after a public message before the ticket is analysed anew: what comes meanwhile joins the same analysis (`domain.md` HD-04). */
const quietMs = 20_000;

/** What the AI shall read of a message by itself. */
export type Reading = { triage: boolean; analysis: boolean };

/** The writes that leave it in the queue: triage at once, an analysis of the whole ticket when it has been quiet for 20 s, or after two minutes. */
export function readingParts(unit: UnitFacts, message: { ticketId: TicketId; id: TicketMessageId }, wants: Reading): SqlPart[] {
  const { ticketId, id: messageId } = message;
  const byItself = { ticketId, input: {}, askedBy: null };
  const dueAt = new Date(unit.now.getTime() + quietMs);
  return [
    ...(wants.triage ? [queuePart(unit, { ...byItself, feature: 'triage', dedupeKey: `triage:${ticketId}`, messageId })] : []),
    ...(wants.analysis ? [queuePart(unit, { ...byItself, feature: 'analysis', dedupeKey: `analysis:${ticketId}`, dueAt })] : []),
  ];
}
