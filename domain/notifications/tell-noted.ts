import type { TicketId, TicketMessageId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type Mentionable, mentionsIn } from './mentions.rules.ts';
import type { NotificationFacts } from './notifications.types.ts';
import { notify } from './notify.ts';

/** Tells the people a note names with `@name`, then assignee and watchers of the note; somebody who is both hears of it once, as mentioned. */
export async function tellNoted(
  uow: TenantUnitOfWork,
  note: { ticketId: TicketId; messageId: TicketMessageId; text: string },
): Promise<void> {
  const mentioned = note.text.includes('@') ? mentionsIn(note.text, await activeStaff(uow)) : [];
  const facts: NotificationFacts = uow.actor.kind === 'staff' ? { by: uow.actor.name } : {};
  const event = { ticketId: note.ticketId, key: `note:${note.messageId}`, facts };
  if (mentioned.length > 0)
    await notify(uow, { ...event, kind: 'mentioned', audience: mentioned.map((userId) => ({ kind: 'user', userId })) });
  await notify(uow, { ...event, kind: 'note_added', audience: [{ kind: 'assignee' }, { kind: 'watchers' }], except: mentioned });
}

async function activeStaff(uow: TenantUnitOfWork): Promise<Mentionable[]> {
  return sqlRows<Mentionable>(uow, 'select id, name, email from staff_users where active order by id limit 2000');
}
