import type { TicketId } from '../ids.types.ts';
import type { ParsedMail } from '../mailboxes/parsed-mail.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Thread } from './thread.types.ts';
import type { ParticipantRole } from './tickets.types.ts';

type Threaded = Exclude<Thread, { kind: 'none' }>;

/**
 * The thread on the ticket that took its own over, or as it is. A participant who does not take part there (a merge of two customers joins nobody) is heard as a
 * third party: their mail is proven and internal, and changes nothing, so that neither side reads the other.
 */
export async function followMerge<T extends Threaded>(
  uow: TenantUnitOfWork,
  thread: T,
  mail: Pick<ParsedMail, 'from' | 'fromCount'>,
): Promise<T> {
  const [row] = await sqlRows<{ id: TicketId; depth: number }>(
    uow,
    `with recursive chain as (
       select id, merged_into_id, 0 as depth from tickets where id = ?
       union all select t.id, t.merged_into_id, c.depth + 1 from chain c join tickets t on t.id = c.merged_into_id where c.depth < 50
     ) select id, depth from chain order by depth desc limit 1`,
    [thread.ticketId],
  );
  if (row === undefined || row.depth === 0) return thread;
  const moved = { ...thread, ticketId: row.id };
  if (moved.kind !== 'participant') return moved;
  const sender = mail.fromCount === 1 ? (mail.from?.address ?? '') : '';
  const [me] = await sqlRows<{ role: ParticipantRole }>(
    uow,
    'select role from ticket_participants where ticket_id = ? and address = ? and removed_at is null',
    [row.id, sender],
  );
  return { ...moved, role: me?.role ?? 'third_party' };
}
