import type { TicketId, TicketMessageId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { writeTogether } from '../tenancy/write-together.ts';
import type { NewMessage } from './new-message.types.ts';
import { readingParts } from './reading-parts.rules.ts';

type Row = { isFirst: boolean; triage: boolean; analysis: boolean };

/**
 * Has the AI read a message that was just added, when it is public, no machine wrote it, the ticket is no spam, a model is set up and the company wants it. One query
 * where there is no model.
 */
export async function readNewMessage(uow: TenantUnitOfWork, id: TicketMessageId, message: NewMessage): Promise<void> {
  if (!isRead(message)) return;
  const [row] = await sqlRows<Row>(uow, wishesSql, [id, message.ticketId]);
  if (row === undefined) return;
  const isOpening = row.isFirst && message.author.kind !== 'staff';
  const wants = { triage: row.triage && isOpening, analysis: row.analysis };
  const parts = readingParts(uow, { ticketId: message.ticketId as TicketId, id }, wants);
  if (parts.length === 0) return;
  await writeTogether(uow, parts);
  uow.wake('ai');
}

function isRead({ isPublic, isAutomatic, author, kind }: NewMessage): boolean {
  return isPublic && isAutomatic !== true && author.kind !== 'system' && kind !== 'acknowledgement';
}

const wishesSql = `select not exists (select 1 from ticket_messages m where m.ticket_id = t.id and m.is_public and m.id <> ?) as "isFirst",
    coalesce((select s.auto_triage from ai_settings s), true) as triage, coalesce((select s.auto_analysis from ai_settings s), true) as analysis
  from tickets t where t.id = ? and not t.is_spam and exists (select 1 from ai_providers p where p.is_default and p.state = 'active')`;
