import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { findTicketTemplate } from './find-ticket-template.ts';

/** Takes a template out of use; saving one of that name brings it back. Throws `not_found`. */
export async function retireTicketTemplate(uow: TenantUnitOfWork, text: string): Promise<{ name: string }> {
  const { id, name } = await findTicketTemplate(uow, text);
  await sqlRun(uow, 'update ticket_templates set active = false, updated_at = ?, version = version + 1 where id = ?', [uow.now, id]);
  return { name };
}
