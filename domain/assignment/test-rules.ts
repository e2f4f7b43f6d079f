import { listCalendars } from '../calendars/list-calendars.ts';
import { hasOpenTime } from '../calendars/open-stretches.rules.ts';
import { notFound } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Rule, RuleFacts } from './assignment.types.ts';
import { listRules } from './list-rules.ts';
import { type IsOpen, whyNot } from './why-not.rules.ts';

/** What became of one rule: `why` says why it does not match; `decides` for the first that does. */
export type TestedRule = Rule & { why: string | null; decides: boolean };

/**
 * Holds every rule against a ticket as it stands at the unit's instant, in order, and changes nothing. The first active rule that matches decides. Throws
 * `not_found`.
 */
export async function testRules(uow: TenantUnitOfWork, ticketId: TicketId, activeOnly = false): Promise<TestedRule[]> {
  const rules = await listRules(uow, activeOnly);
  if (rules.length === 0) return [];
  const facts = await factsOf(uow, ticketId);
  const isOpen = rules.some((rule) => rule.conditions.hours !== undefined) ? await openingHours(uow) : () => null;
  let decided = false;
  return rules.map((rule) => {
    const why = rule.active ? whyNot(rule.conditions, facts, isOpen) : 'it is switched off';
    const decides = why === null && !decided;
    decided ||= decides;
    return { ...rule, why, decides };
  });
}

async function factsOf(uow: TenantUnitOfWork, ticketId: TicketId): Promise<RuleFacts> {
  const [facts] = await sqlRows<RuleFacts>(
    uow,
    'select type, priority, customer_id as "customerId", to_jsonb(tags) as tags, mailbox_id as "mailboxId", language, channel from tickets where id = ?',
    [ticketId],
  );
  if (facts === undefined) throw notFound('ticket', ticketId);
  return facts;
}

async function openingHours(uow: TenantUnitOfWork): Promise<IsOpen> {
  const calendars = await listCalendars(uow);
  const now = uow.now.getTime();
  return (calendarId) => {
    const calendar = calendars.find((one) => (calendarId === null ? one.isDefault : one.id === calendarId));
    return calendar === undefined ? null : hasOpenTime(calendar.hours, now, now + 1);
  };
}
