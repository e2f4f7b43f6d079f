import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { changeStatus } from '../tickets/change-status.ts';
import { replyEffect } from '../tickets/ticket.rules.ts';
import type { TicketStatus } from '../tickets/tickets.types.ts';
import type { Spoken } from './chat-message.types.ts';

type Row = { status: TicketStatus; resolvedAt: Date | null; reopenDays: number };

/**
 * When whoever opened the ticket from a chat writes on it again, it waits for them no longer, and opens again within the days that the tenant allows: the same as
 * an answer by mail does. Anybody else's words leave the status alone.
 */
export async function hearRequester(
  uow: TenantUnitOfWork,
  ticketId: TicketId,
  { installationId, speaker }: Pick<Spoken, 'installationId' | 'speaker'>,
): Promise<void> {
  const [row] = await sqlRows<Row>(
    uow,
    `select t.status, t.resolved_at as "resolvedAt", n.reopen_days as "reopenDays" from tickets t join tenants n on n.id = t.tenant_id
     where t.id = ? and exists (select 1 from chat_messages c where c.ticket_id = t.id and c.installation_id = ? and c.author_external_id = ?
       and c.decision = 'opened')`,
    [ticketId, installationId, speaker.externalId],
  );
  if (row === undefined) return;
  const resolvedAt = row.resolvedAt === null ? null : new Date(row.resolvedAt);
  const effect = replyEffect({ status: row.status, resolvedAt }, row.reopenDays, uow.now);
  if (effect.kind === 'join' && effect.status !== row.status) {
    await changeStatus(uow, ticketId, effect.status, null, 'the requester wrote in chat');
  }
}
