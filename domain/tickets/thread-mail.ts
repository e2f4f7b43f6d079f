import type { TicketId } from '../ids.types.ts';
import type { ParsedMail } from '../mailboxes/parsed-mail.types.ts';
import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { followMerge } from './follow-merge.ts';
import { type ReplyKeys, readReplyAddress } from './reply-address.rules.ts';
import type { Thread } from './thread.types.ts';
import type { ParticipantRole } from './tickets.types.ts';

type Match = { ticket_id: TicketId; role: ParticipantRole | null };

/**
 * Our own keyed reply address first, then our own Message-IDs, then ids of mails we know; never a subject number alone (`mail.md` rules 24–26). What belongs to a
 * merged ticket belongs to the one that took it over.
 */
export async function threadMail(uow: TenantUnitOfWork, mail: ParsedMail, envelopeTo: string | null, keys: ReplyKeys): Promise<Thread> {
  const thread = await findThread(uow, mail, envelopeTo, keys);
  return thread.kind === 'none' ? thread : followMerge(uow, thread, mail);
}

async function findThread(uow: TenantUnitOfWork, mail: ParsedMail, envelopeTo: string | null, keys: ReplyKeys): Promise<Thread> {
  const sender = mail.fromCount === 1 ? (mail.from?.address ?? '') : '';
  const addressed = [envelopeTo ?? '', ...[...mail.to, ...mail.cc].map((person) => person.address)];
  const refs = addressed.map((address) => readReplyAddress(address, uow.tenantId, keys)).filter((ref) => ref !== null);
  if (refs.length > 0) {
    const byToken = await matchReplyRefs(uow, refs, sender);
    if (byToken !== null)
      return byToken.role === null ? { kind: 'stranger', ticketId: byToken.ticket_id } : asParticipant(byToken, byToken.role);
  }
  const ids = [...new Set([mail.inReplyTo, ...mail.references.toReversed(), mail.messageId].filter((id) => id !== null))].slice(0, 50);
  if (ids.length === 0) return { kind: 'none' };
  const byId = await matchMessageIds(uow, ids, sender);
  if (byId === null) return { kind: 'none' };
  return byId.role === null ? { kind: 'suggested', ticketId: byId.ticket_id } : asParticipant(byId, byId.role);
}

function asParticipant(match: Match, role: ParticipantRole): Thread {
  return { kind: 'participant', ticketId: match.ticket_id, role };
}

async function matchReplyRefs(uow: TenantUnitOfWork, refs: string[], sender: string): Promise<Match | null> {
  const rows = await sqlRows<Match>(
    uow,
    `select p.ticket_id, me.role from ticket_participants p
     left join ticket_participants me on me.ticket_id = p.ticket_id and me.address = ? and me.removed_at is null
     where p.reply_ref in (${listMarks(refs)}) and p.removed_at is null order by me.role is null, p.created_at desc limit 1`,
    [sender, ...refs],
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
     select k.ticket_id, me.role from known k
     left join ticket_participants me on me.ticket_id = k.ticket_id and me.address = ? and me.removed_at is null
     -- What was split off is on both tickets: an answer to it belongs to the newer one.
     order by me.role is null, k.rank, k.at desc, k.ticket_id desc limit 1`,
    [...ids, ...ids, sender],
  );
  return rows[0] ?? null;
}
