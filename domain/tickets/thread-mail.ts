import { findReturnedMail } from '../deliveries/find-returned-mail.ts';
import { arrivedAt } from '../deliveries/return-address.rules.ts';
import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ReadableMail } from './file-mail.types.ts';
import { followMerge } from './follow-merge.ts';
import { type ReplyKeys, readMessageIdToken, readReplyAddress } from './reply-address.rules.ts';
import type { Thread } from './thread.types.ts';
import { type Match, threadByIds, threadByToken } from './threading.rules.ts';

/**
 * Where a mail belongs and who may speak there: two decisions (`mail.md` rules 24–26). The place comes from our own keyed reply address, then from our Message-IDs,
 * then from ids of mails we know; never from a subject number. What belongs to a merged ticket belongs to the one that took it over.
 */
export async function threadMail(uow: TenantUnitOfWork, mail: ReadableMail, keys: ReplyKeys): Promise<Thread> {
  const thread = await findThread(uow, mail, keys);
  return thread.kind === 'none' ? thread : followMerge(uow, thread, mail.parsed);
}

async function findThread(uow: TenantUnitOfWork, { parsed, stored, trust }: ReadableMail, keys: ReplyKeys): Promise<Thread> {
  const sender = { address: parsed.fromCount === 1 ? (parsed.from?.address ?? '') : '', verdict: trust.verdict };
  const addressed = arrivedAt(parsed, stored.envelopeTo);
  const byAddress = threadByToken(await matchTokens(uow, tokensOf(addressed, readReplyAddress, uow, keys), sender.address), sender);
  if (byAddress.kind !== 'none') return byAddress;
  // What a program answers to the envelope sender names the mail by that address alone (RFC 3834 4).
  const returned = await findReturnedMail(uow, parsed, stored.envelopeTo, keys);
  const ids = [
    ...new Set([returned, parsed.inReplyTo, ...parsed.references.toReversed(), parsed.messageId].filter((id) => id !== null)),
  ].slice(0, 50);
  if (ids.length === 0) return { kind: 'none' };
  const byHiddenToken = threadByToken(await matchTokens(uow, tokensOf(ids, readMessageIdToken, uow, keys), sender.address), sender);
  if (byHiddenToken.kind === 'participant') return byHiddenToken;
  return threadByIds(await matchMessageIds(uow, ids, sender.address), sender);
}

function tokensOf(texts: string[], read: typeof readReplyAddress, { tenantId }: TenantUnitOfWork, keys: ReplyKeys): string[] {
  return [...new Set(texts.map((text) => read(text, tenantId, keys)).filter((ref) => ref !== null))];
}

/** The participants of those references, that of the sender itself first, then those on tickets where the sender takes part. */
async function matchTokens(uow: TenantUnitOfWork, refs: string[], sender: string): Promise<Match | null> {
  if (refs.length === 0) return null;
  const rows = await sqlRows<Match>(
    uow,
    `select p.ticket_id as "ticketId", me.role, p.address = ? as "isOwnToken" from ticket_participants p
     left join ticket_participants me on me.ticket_id = p.ticket_id and me.address = ? and me.removed_at is null
     where p.reply_ref in (${listMarks(refs)}) and p.removed_at is null
     order by p.address <> ?, me.role is null, p.created_at desc limit 1`,
    [sender, sender, ...refs, sender],
  );
  return rows[0] ?? null;
}

async function matchMessageIds(uow: TenantUnitOfWork, ids: string[], sender: string): Promise<Match | null> {
  const marks = listMarks(ids);
  const rows = await sqlRows<Match>(
    uow,
    `with known as (
       select ticket_id, 0 as rank, first_queued_at as at from deliveries where ticket_id is not null and mail_message_id in (${marks})
       union all select ticket_id, 1, created_at from ticket_messages where mail_message_id in (${marks})
     )
     select k.ticket_id as "ticketId", me.role, false as "isOwnToken" from known k
     left join ticket_participants me on me.ticket_id = k.ticket_id and me.address = ? and me.removed_at is null
     -- What was split off is on both tickets: an answer to it belongs to the newer one.
     order by me.role is null, k.rank, k.at desc, k.ticket_id desc limit 1`,
    [...ids, ...ids, sender],
  );
  return rows[0] ?? null;
}
