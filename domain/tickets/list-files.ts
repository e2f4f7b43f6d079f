import type { TicketId } from '../ids.types.ts';
import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { mergedSources } from './merged-sources.ts';
import type { TicketFile } from './ticket-message.types.ts';

/** Most files that are listed. */
export const mostFiles = 200;

/** A file and the place of its message in the ticket, from 1. */
export type ListedFile = TicketFile & { ordinal: number };

/** All files of a ticket and of those merged into it, also the pictures inside of mails, in the order they came; the first 200. */
export async function listFiles(uow: TenantUnitOfWork, id: TicketId): Promise<ListedFile[]> {
  const tickets = [id, ...(await mergedSources(uow, id)).map((one) => one.id)];
  const rows = await sqlRows<ListedFile>(
    uow,
    `select a.id, a.message_id as "messageId", a.filename, a.content_type as "contentType", a.size, a.inline, a.scan_state as "scanState",
       a.scan_virus as "scanVirus", m.ordinal
     from (select id, row_number() over (order by created_at, id)::integer as ordinal from ticket_messages where ticket_id in (${listMarks(tickets)})) m
       join attachments a on a.message_id = m.id
     order by m.ordinal, a.created_at, a.id limit ?`,
    [...tickets, mostFiles],
  );
  return rows.map((row) => ({ ...row, size: Number(row.size) }));
}
