import type { StaffUserId, TicketId } from '../ids.types.ts';
import { listMarks, sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { countUnread } from './count-unread.ts';
import type { NotificationFacts, NotificationKind, NotificationReason, NotificationState } from './notifications.types.ts';

/** One notice as the console shows it. */
export type NotificationLine = {
  id: string;
  kind: NotificationKind;
  reason: NotificationReason;
  facts: NotificationFacts;
  ticketId: TicketId;
  ticket: string;
  subject: string;
  at: Date;
  isRead: boolean;
};
export type NotificationPage = { notifications: NotificationLine[]; unread: number; next: string | null };
/** `after`: the id the page before ended with. */
export type PageWish = { unreadOnly: boolean; after: string | null; limit: number };
type Row = Omit<NotificationLine, 'isRead'> & { state: NotificationState };

/** A page of a person's notices, newest first, with the number of unread ones. What is listed for the first time counts as shown from now on. */
export async function listNotifications(uow: TenantUnitOfWork, userId: StaffUserId, page: PageWish): Promise<NotificationPage> {
  const rows = await sqlRows<Row>(
    uow,
    `select n.id, n.kind, n.reason, n.facts, n.ticket_id as "ticketId", k.number as ticket, k.subject, n.created_at as at, n.state
     from notifications n join tickets k on k.id = n.ticket_id
     where n.user_id = ? and n.surface = 'console' ${page.unreadOnly ? "and n.state in ('waiting', 'shown')" : ''} ${page.after === null ? '' : 'and n.id < ?'}
     order by n.id desc limit ?`,
    [userId, ...(page.after === null ? [] : [page.after]), page.limit + 1],
  );
  const shown = rows.slice(0, page.limit);
  const fresh = shown.filter((row) => row.state === 'waiting').map((row) => row.id);
  if (fresh.length > 0)
    await sqlRun(uow, `update notifications set state = 'shown' where id in (${listMarks(fresh)}) and state = 'waiting'`, fresh);
  return {
    notifications: shown.map(({ state, ...row }) => ({ ...row, at: new Date(row.at), isRead: state === 'read' })),
    unread: await countUnread(uow, userId),
    next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null,
  };
}
