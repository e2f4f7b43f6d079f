import { AppError, notFound } from '../errors.ts';
import type { StaffUserId, TicketId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockTicket } from './lock-ticket.ts';
import { recordEvent } from './record-event.ts';
import { wakeTicket } from './wake-ticket.ts';

/** Who had the ticket and who has it now; null is nobody. */
export type Assignment = {
  number: string;
  before: { id: StaffUserId; name: string } | null;
  after: { id: StaffUserId; name: string } | null;
  version: number;
};

/**
 * Gives a ticket to an active member of staff of the tenant, or to nobody. The same person again changes nothing. Throws `invalid_input` for
 * someone who is not active, `conflict` when the ticket is not at `seenVersion` any more, `not_found`.
 */
export async function assignTicket(
  uow: TenantUnitOfWork,
  id: TicketId,
  to: StaffUserId | null,
  seenVersion: number | null = null,
): Promise<Assignment> {
  const ticket = await lockTicket(uow, id, seenVersion);
  const after = to === null ? null : await activePerson(uow, to);
  const before = ticket.assigneeId === null ? null : { id: ticket.assigneeId, name: await nameOf(uow, ticket.assigneeId) };
  if (ticket.assigneeId === to) return { number: ticket.number, before, after, version: ticket.version };
  await sqlRun(uow, 'update tickets set assignee_id = ?, updated_at = ?, version = version + 1 where id = ?', [to, uow.now, id]);
  await recordEvent(uow, id, 'assigned', { from: before?.name ?? null, to: after?.name ?? null, userId: to });
  await wakeTicket(uow, id);
  return { number: ticket.number, before, after, version: ticket.version + 1 };
}

async function activePerson(uow: TenantUnitOfWork, id: StaffUserId): Promise<{ id: StaffUserId; name: string }> {
  const [person] = await sqlRows<{ id: StaffUserId; name: string; active: boolean }>(
    uow,
    'select id, name, active from staff_users where id = ?',
    [id],
  );
  if (person === undefined) throw notFound('member of staff', id);
  if (person.active) return { id: person.id, name: person.name };
  throw new AppError('invalid_input', {
    message: 'assignee is not active',
    userMessage: `${person.name} is not active any more, so nothing was assigned. Choose somebody else.`,
  });
}

async function nameOf(uow: TenantUnitOfWork, id: StaffUserId): Promise<string> {
  const [person] = await sqlRows<{ name: string }>(uow, 'select name from staff_users where id = ?', [id]);
  return person?.name ?? 'somebody';
}
