import { AppError, notFound } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockTicket } from '../tickets/lock-ticket.ts';
import { recordEvent } from '../tickets/record-event.ts';
import { wakeTicket } from '../tickets/wake-ticket.ts';

/**
 * Sets the policy of a ticket by hand, before everything else that could choose one, or leaves the choice to the rules again (`domain.md` 3.1). The same again
 * changes nothing. Throws `not_found`, and `conflict` for a policy that is switched off and when the ticket is not at `seenVersion` any more.
 */
export async function setTicketPolicy(
  uow: TenantUnitOfWork,
  ticketId: TicketId,
  policyId: string | null,
  seenVersion: number | null = null,
): Promise<{ number: string; policy: string | null; version: number; changed: boolean }> {
  const ticket = await lockTicket(uow, ticketId, seenVersion);
  const policy = policyId === null ? null : await activePolicy(uow, policyId);
  const rows = await sqlRows(
    uow,
    'update tickets set sla_policy_id = ?, version = version + 1, updated_at = ? where id = ? and sla_policy_id is distinct from ? returning id',
    [policyId, uow.now, ticketId, policyId],
  );
  const done = { number: ticket.number, policy };
  if (rows.length === 0) return { ...done, version: ticket.version, changed: false };
  await recordEvent(uow, ticketId, 'sla_policy_set', { policyId, policy });
  await wakeTicket(uow, ticketId);
  return { ...done, version: ticket.version + 1, changed: true };
}

async function activePolicy(uow: TenantUnitOfWork, id: string): Promise<string> {
  const [policy] = await sqlRows<{ name: string; active: boolean }>(
    uow,
    'select name, is_active as active from sla_policies where id = ?',
    [id],
  );
  if (policy === undefined) throw notFound('policy', id);
  if (policy.active) return policy.name;
  throw new AppError('conflict', {
    message: 'policy is switched off',
    userMessage: `“${policy.name}” is switched off. Switch it on first, or choose another policy.`,
  });
}
