import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { findKept } from './find-kept.ts';
import { fillTemplate } from './template-text.rules.ts';
import { templateValues } from './template-values.ts';

/** The text of a quick reply for a ticket, its variables filled in. Throws what `findKept` and `fillTemplate` throw. */
export async function fillQuickReply(uow: TenantUnitOfWork, ticketId: TicketId, name: string): Promise<{ name: string; text: string }> {
  const kept = await findKept(uow, 'quick_replies', name);
  const [row] = await sqlRows<{ content: string }>(uow, 'select content from quick_replies where id = ?', [kept.id]);
  return { name: kept.name, text: fillTemplate(row?.content ?? '', await templateValues(uow, ticketId)) };
}
