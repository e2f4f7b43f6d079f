import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { DraftKind } from './stored-mail.types.ts';
import type { DraftView } from './view-draft.ts';

/** The headers that put a mail into its thread (RFC 5322 3.6.4). */
export type ThreadHeaders = { inReplyTo: string | null; references: string[] };

const longestChain = 20;

/**
 * A reply continues the public mails of the ticket and answers the message it quotes, else our last one. A forward continues the talk with the same supplier and
 * carries no id of the customer's mails. An outreach begins a thread.
 */
export async function findThread(uow: TenantUnitOfWork, ticketId: TicketId, kind: DraftKind, view: DraftView): Promise<ThreadHeaders> {
  if (kind === 'outreach') return { inReplyTo: null, references: [] };
  const ids = kind === 'reply' ? await publicIds(uow, ticketId) : await idsWith(uow, ticketId, view.to[0]?.address ?? '');
  const answered = kind === 'reply' ? (view.answered?.message.mailMessageId ?? null) : null;
  const parent = answered ?? ids.at(-1) ?? null;
  if (parent === null) return { inReplyTo: null, references: [] };
  const chain = ids.slice(0, ids.indexOf(parent) + 1 || ids.length).filter((id) => id !== parent);
  return { inReplyTo: parent, references: [...new Set(chain)].slice(1 - longestChain).concat(parent) };
}

async function publicIds(uow: TenantUnitOfWork, ticketId: TicketId): Promise<string[]> {
  const rows = await sqlRows<{ mailId: string }>(
    uow,
    'select mail_message_id as "mailId" from ticket_messages where ticket_id = ? and is_public and mail_message_id is not null order by created_at desc, id desc limit 50',
    [ticketId],
  );
  return rows.map((row) => row.mailId).reverse();
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
