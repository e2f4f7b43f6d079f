import { findSender } from '../customers/find-sender.ts';
import type { CustomerId, TicketId } from '../ids.types.ts';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { openStaffTicket } from '../tickets/open-staff-ticket.ts';
import { setNextAction } from '../tickets/set-next-action.ts';
import { tagTicket } from '../tickets/tag-ticket.ts';
import type { TicketTemplateLine } from './list-ticket-templates.ts';
import { fillTemplate, type TemplateValues } from './template-text.rules.ts';

/** Whom the ticket is for; both may be missing, and a template that names them is refused then. */
export type TemplateParty = { requester: MailAddress | null; customerId: CustomerId | null };

/**
 * Opens a ticket as a template says, its variables filled in. Nothing is sent. Throws `invalid_input` for a variable that has no value here: a ticket that is not
 * open yet has no number.
 */
export async function openFromTemplate(
  uow: TenantUnitOfWork,
  template: TicketTemplateLine,
  party: TemplateParty,
): Promise<{ id: TicketId; number: string }> {
  const values = await valuesOf(uow, party);
  const subject = fillTemplate(template.subject, { ...values, 'ticket.subject': null });
  const known = { ...values, 'ticket.subject': subject };
  const opened = await openStaffTicket(uow, {
    subject,
    requester: party.requester,
    customerId: party.customerId,
    text: fillTemplate(template.description, known),
    ...(template.priority === null ? {} : { priority: template.priority }),
    ...(template.type === null ? {} : { type: template.type }),
  });
  if (template.tags.length > 0) await tagTicket(uow, opened.id, { add: template.tags });
  if (template.nextAction !== null) await setNextAction(uow, opened.id, { text: fillTemplate(template.nextAction, known) });
  return opened;
}

async function valuesOf(uow: TenantUnitOfWork, { requester, customerId }: TemplateParty): Promise<TemplateValues> {
  const sender = requester === null ? null : await findSender(uow, requester.address);
  const wanted = customerId ?? sender?.customerId ?? null;
  const [customer] = wanted === null ? [] : await sqlRows<{ name: string }>(uow, 'select name from customers where id = ?', [wanted]);
  return {
    'customer.name': customer?.name ?? null,
    'ticket.number': null,
    'ticket.subject': null,
    'requester.name': requester === null ? null : requester.name || (sender?.name ?? requester.address),
    'agent.name': uow.actor.kind === 'staff' ? uow.actor.name : null,
  };
}
