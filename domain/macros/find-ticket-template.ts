import { AppError } from '../errors.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { listTicketTemplates, type TicketTemplateLine } from './list-ticket-templates.ts';

/** The active template of that id or name, whatever its case, or the only one whose name begins like that. Throws `not_found` naming what there is. */
export async function findTicketTemplate(uow: TenantUnitOfWork, text: string): Promise<TicketTemplateLine> {
  const wanted = text.trim().toLowerCase();
  const all = await listTicketTemplates(uow);
  const exact = all.find((one) => one.id === wanted || one.name.toLowerCase() === wanted);
  if (exact !== undefined) return exact;
  const [only, second] = all.filter((one) => wanted !== '' && one.name.toLowerCase().startsWith(wanted));
  if (only !== undefined && second === undefined) return only;
  const names = all.slice(0, 10).map((one) => one.name);
  throw new AppError('not_found', {
    message: 'ticket template not found',
    userMessage: `There is no template “${text.trim()}”. ${names.length === 0 ? 'There are none yet.' : `There are: ${names.join(', ')}.`}`,
  });
}
