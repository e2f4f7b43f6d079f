import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { NoticeLine } from './notice-mail.types.ts';
import type { WaitingNotice } from './notice-relevance.rules.ts';
import { defaultPreferences } from './notification.rules.ts';

/** A notice whose time has come, with everything its mail says. */
export type DueNotice = WaitingNotice &
  NoticeLine & {
    id: string;
    isDigest: boolean;
    email: string;
    readerName: string;
    language: string;
    timeZone: string;
    /** minutes after the reader's midnight */
    digestAt: number;
  };

/** At most so many lines in one digest; the rest is the next one's. */
const digestLimit = 200;

/** Takes a due notice, and with one of a digest all that are due for the same person's digest. Empty when it is settled, or not due. */
export async function lockDueNotices(uow: TenantUnitOfWork, id: string): Promise<DueNotice[]> {
  const locked = await sqlRows<{ id: string }>(
    uow,
    `select n.id from notifications n join notifications f on f.id = ? and f.surface = 'mail' and f.state = 'waiting' and f.deliver_at <= ?
     where n.surface = 'mail' and n.state = 'waiting' and n.deliver_at <= ?
       and (n.id = f.id or (f.is_digest and n.is_digest and n.user_id = f.user_id))
     order by n.id limit ${digestLimit} for update of n`,
    [id, uow.now, uow.now],
  );
  if (locked.length === 0) return [];
  const ids = locked.map((row) => row.id);
  const rows = await sqlRows<DueNotice>(uow, readSql(ids), [defaultPreferences.digestAt, ...ids]);
  return rows.map((row) => ({ ...row, at: new Date(row.at), dueAt: row.dueAt === null ? null : new Date(row.dueAt) }));
}

function readSql(ids: string[]): string {
  return `select n.id, n.kind, n.reason, n.user_id as "userId", n.is_digest as "isDigest", n.facts, n.created_at as at,
      c.state as "consoleState", u.active as "isActive", u.email, u.name as "readerName", u.language, u.time_zone as "timeZone",
      coalesce(p.digest_at, ?::smallint)::integer as "digestAt", k.number, k.subject, k.status, k.priority, k.is_spam as "isSpam",
      k.merged_into_id is not null as "isMerged", k.assignee_id as "assigneeId", k.next_due_at as "dueAt", m.name as customer
    from notifications n join staff_users u on u.id = n.user_id join tickets k on k.id = n.ticket_id
    left join customers m on m.id = k.customer_id left join notification_preferences p on p.user_id = n.user_id
    left join notifications c on c.user_id = n.user_id and c.event_key = n.event_key and c.surface = 'console'
    where n.id in (${ids.map(() => '?').join(', ')}) order by n.created_at, n.id`;
}
