import type { TicketId } from '../ids.types.ts';
import type { Role } from '../people/permissions.rules.ts';
import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { NoticeLine } from './notice-mail.types.ts';
import type { WaitingNotice } from './notice-relevance.rules.ts';
import { defaultPreferences } from './notification.rules.ts';
import type { NotificationSurface } from './notifications.types.ts';

/** A notice with everything that its mail or its post says. */
export type DueNotice = WaitingNotice &
  NoticeLine & {
    id: string;
    surface: NotificationSurface;
    isDigest: boolean;
    /** The same event's row on the console. */
    consoleId: string | null;
    ticketId: TicketId;
    /** Of the ticket. */
    version: number;
    email: string;
    readerName: string;
    role: Role;
    language: string;
    timeZone: string;
    /** minutes after the reader's midnight */
    digestAt: number;
  };

/** These notices as they stand now, oldest first. */
export async function readNotices(uow: TenantUnitOfWork, ids: readonly string[]): Promise<DueNotice[]> {
  if (ids.length === 0) return [];
  const rows = await sqlRows<DueNotice>(
    uow,
    `select n.id, n.kind, n.reason, n.user_id as "userId", n.surface, n.is_digest as "isDigest", n.facts, n.created_at as at,
       c.id as "consoleId", c.state as "consoleState", u.active as "isActive", u.email, u.name as "readerName", u.role, u.language,
       u.time_zone as "timeZone", coalesce(p.digest_at, ?::smallint)::integer as "digestAt", k.id as "ticketId", k.number, k.subject, k.status, k.priority,
       k.version, k.is_spam as "isSpam", k.merged_into_id is not null as "isMerged", k.assignee_id as "assigneeId", k.next_due_at as "dueAt",
       m.name as customer
     from notifications n join staff_users u on u.id = n.user_id join tickets k on k.id = n.ticket_id
     left join customers m on m.id = k.customer_id left join notification_preferences p on p.user_id = n.user_id
     left join notifications c on c.user_id = n.user_id and c.event_key = n.event_key and c.surface = 'console'
     where n.id in (${listMarks(ids)}) order by n.created_at, n.id`,
    [defaultPreferences.digestAt, ...ids],
  );
  return rows.map((row) => ({ ...row, at: new Date(row.at), dueAt: row.dueAt === null ? null : new Date(row.dueAt) }));
}
