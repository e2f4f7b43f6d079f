import type { InboundMailId, TicketId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { AudiencePart } from './notifications.types.ts';
import { notify } from './notify.ts';

/** A mail that joined a ticket. `isPublic`: of the customer's side; otherwise a supplier's or a stranger's, which only staff see. */
export type ReceivedMail = {
  ticketId: TicketId;
  mailId: InboundMailId;
  from: string;
  isPublic: boolean;
  reopened: boolean;
  hasAssignee: boolean;
};

/** Tells the assignee, or the ticket's team while nobody has it, and the watchers. One query when there is nobody. */
export async function tellMailReceived(uow: TenantUnitOfWork, mail: ReceivedMail): Promise<void> {
  const first: AudiencePart = mail.hasAssignee ? { kind: 'assignee' } : { kind: 'team' };
  const kind = mail.isPublic ? 'customer_replied' : 'note_added';
  await notify(uow, {
    kind: mail.reopened ? 'reopened' : kind,
    ticketId: mail.ticketId,
    key: `mail:${mail.mailId}`,
    audience: [first, { kind: 'watchers' }],
    facts: { by: mail.from },
  });
}
