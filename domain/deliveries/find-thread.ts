import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { publicMailIds } from './public-mail-ids.ts';
import type { DraftKind } from './stored-mail.types.ts';
import { type ThreadHeaders, threadHeaders } from './thread-headers.rules.ts';
import type { DraftView } from './view-draft.ts';

/**
 * A reply continues the public mails of the ticket and answers the message it quotes, else our last one. A forward continues the talk with the same supplier and
 * carries no id of the customer's mails. An outreach begins a thread.
 */
export async function findThread(uow: TenantUnitOfWork, ticketId: TicketId, kind: DraftKind, view: DraftView): Promise<ThreadHeaders> {
  if (kind === 'outreach') return { inReplyTo: null, references: [] };
  if (kind === 'reply') return threadHeaders(await publicMailIds(uow, ticketId), view.answered?.message.mailMessageId ?? null);
  return threadHeaders(await idsWith(uow, ticketId, view.to[0]?.address ?? ''));
}

async function idsWith(uow: TenantUnitOfWork, ticketId: TicketId, address: string): Promise<string[]> {
  const rows = await sqlRows<{ mailId: string }>(
    uow,
    `select mail_message_id as "mailId" from ticket_messages where ticket_id = ? and not is_public and mail_message_id is not null
       and ((kind = 'forward' and recipients @> jsonb_build_array(jsonb_build_object('address', ?::text))) or (kind = 'mail' and author->>'address' = ?))
     order by created_at desc, id desc limit 50`,
    [ticketId, address, address],
  );
  return rows.map((row) => row.mailId).reverse();
}
