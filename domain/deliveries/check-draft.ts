import type { AddressHealthRow } from '../addresses/address-health.types.ts';
import { findUnreachable } from '../addresses/find-unreachable.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ParticipantRole } from '../tickets/tickets.types.ts';
import type { DraftView } from './view-draft.ts';

/** What a person should know before they send. */
export type DraftWarning =
  | { kind: 'unverified_sender'; address: string }
  | { kind: 'failed_before'; address: string; reason: string }
  | { kind: 'blocked'; address: string }
  | { kind: 'new_on_ticket'; address: string }
  | { kind: 'supplier_in_reply'; address: string }
  | { kind: 'unreachable'; health: AddressHealthRow }
  | { kind: 'bounced'; at: Date }
  | { kind: 'closed_ticket' }
  /** The answered mail wants its answers elsewhere: `writer` wrote it. */
  | { kind: 'reply_to'; writer: string };

type Row = { address: string; role: ParticipantRole | null; blocked: boolean; failure: string | null };

/** The warnings that hold for the draft at this moment. */
export async function checkDraft(uow: TenantUnitOfWork, draft: DraftView): Promise<DraftWarning[]> {
  const people = await recipientFacts(uow, draft);
  const warnings = people.flatMap((person) => personWarnings(draft, person));
  const message = draft.answered?.message;
  if (draft.kind === 'reply' && message !== undefined && !message.isVerified) {
    warnings.unshift({ kind: 'unverified_sender', address: draft.to[0]?.address ?? '' });
  }
  if (draft.kind === 'reply' && message !== undefined && message.author.kind === 'contact' && message.replyTo.length > 0)
    warnings.push({ kind: 'reply_to', writer: message.author.address });
  const unreachable = await findUnreachable(
    uow,
    people.map((person) => person.address),
  );
  warnings.push(...unreachable.map((health) => ({ kind: 'unreachable' as const, health })));
  const bounced = draft.ticketId === null || unreachable.length > 0 ? undefined : await lastBounce(uow, draft.ticketId);
  if (bounced !== undefined) warnings.push({ kind: 'bounced', at: bounced });
  if (draft.kind === 'reply' && (draft.status === 'closed' || draft.status === 'cancelled')) warnings.push({ kind: 'closed_ticket' });
  return warnings;
}

async function recipientFacts(uow: TenantUnitOfWork, draft: DraftView): Promise<Row[]> {
  const addresses = [...draft.to, ...draft.cc].map((person) => person.address);
  return sqlRows<Row>(
    uow,
    `select w.address, p.role, exists (select 1 from blocked_senders b where b.address = w.address) as blocked,
       (select coalesce(d.last_result, 'no reason was given') from deliveries d
        where d.ticket_id = ?::uuid and d.state = 'failed' and (d.mail->'to') || (d.mail->'cc') @> jsonb_build_array(jsonb_build_object('address', w.address))
        order by d.first_queued_at desc limit 1) as failure
     from unnest(?::text[]) with ordinality as w(address, turn)
     left join ticket_participants p on p.ticket_id = ?::uuid and p.address = w.address and p.removed_at is null order by w.turn`,
    [draft.ticketId, textArray(addresses), draft.ticketId],
  );
}

/** An array literal; addresses were validated and hold no quotes or backslashes, and are escaped all the same. */
function textArray(values: string[]): string {
  return `{${values.map((value) => `"${value.replace(/[\\"]/g, (mark) => `\\${mark}`)}"`).join(',')}}`;
}

function personWarnings(draft: DraftView, person: Row): DraftWarning[] {
  const { address } = person;
  const warnings: DraftWarning[] = [];
  if (person.failure !== null) warnings.push({ kind: 'failed_before', address, reason: person.failure });
  if (person.blocked) warnings.push({ kind: 'blocked', address });
  if (draft.kind === 'reply' && person.role === null) warnings.push({ kind: 'new_on_ticket', address });
  if (draft.kind === 'reply' && person.role === 'supplier') warnings.push({ kind: 'supplier_in_reply', address });
  return warnings;
}

async function lastBounce(uow: TenantUnitOfWork, ticketId: string): Promise<Date | undefined> {
  const [row] = await sqlRows<{ at: Date }>(
    uow,
    "select at from ticket_events where ticket_id = ? and type = 'bounce_received' order by at desc limit 1",
    [ticketId],
  );
  return row === undefined ? undefined : new Date(row.at);
}
