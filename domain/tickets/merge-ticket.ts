import { findSender } from '../customers/find-sender.ts';
import { AppError } from '../errors.ts';
import { newId, type ParticipantId, type StaffUserId, type TicketId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import { insertPart } from '../tenancy/sql-part.rules.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { authorOf } from './author-of.rules.ts';
import { isInFamily } from './is-in-family.ts';
import { lockPair } from './lock-pair.ts';
import type { LockedTicket } from './lock-ticket.ts';
import { isSameParty, mayJoin } from './merge.rules.ts';
import { recordEvent } from './record-event.ts';
import { newReplyRef } from './reply-address.rules.ts';
import type { MergeBefore } from './ticket-relations.types.ts';
import { wakeTicket } from './wake-ticket.ts';

/** `two_parties`: the tickets are of different customers; nothing was changed, and only a repetition with `confirmed` merges them. */
export type MergeOutcome =
  | { kind: 'merged'; source: string; target: string; joined: string[]; leftOut: string[]; targetVersion: number }
  | { kind: 'two_parties'; source: string; target: string; people: string[] };

/** Versions are those the person decided on; null does not ask. */
export type MergeChoice = { confirmed: boolean; sourceVersion: number | null; targetVersion: number | null };

/**
 * Merges the source into the target (`domain.md` 3.15): the source is closed and read-only, its messages stay where they are and are shown with the target's, and
 * later mail of it is filed on the target. Watchers and people of the same customer come along; nobody of another customer ever does. Throws `conflict` where it
 * cannot be (itself, merged, spam, a finished target, into its own child, a version that has changed) and `not_found`.
 */
export async function mergeTicket(
  uow: TenantUnitOfWork,
  sourceId: TicketId,
  targetId: TicketId,
  choice: MergeChoice,
): Promise<MergeOutcome> {
  if (sourceId === targetId) throw refused('A ticket cannot be merged into itself.');
  const [source, target] = await lockPair(
    uow,
    { id: sourceId, seenVersion: choice.sourceVersion },
    { id: targetId, seenVersion: choice.targetVersion },
  );
  await assertMergeable(uow, source, target);
  const sameParty = isSameParty(source, target);
  const people = await outsidersOf(uow, source);
  if (!sameParty && !choice.confirmed) {
    return { kind: 'two_parties', source: source.number, target: target.number, people: people.map((person) => person.address) };
  }
  const before = await remember(uow, source.id);
  const { joined, leftOut, rows } = await joinPeople(uow, people, target, sameParty);
  const addedWatchers = await copyWatchers(uow, source.id, target.id);
  const children = await moveChildren(uow, source.id, target.id);
  await closeSource(uow, source, target);
  await keepMerge(uow, source, target, { source: before, joined: rows, addedWatchers, children });
  await recordBoth(uow, source, target, { people: joined.length, sameParty });
  return { kind: 'merged', source: source.number, target: target.number, joined, leftOut, targetVersion: target.version + 1 };
}

async function assertMergeable(uow: TenantUnitOfWork, source: LockedTicket, target: LockedTicket): Promise<void> {
  const spam = [source, target].find((ticket) => ticket.isSpam);
  if (spam !== undefined) throw refused(`${spam.number} is marked as spam. Release it first: release ${spam.number}`);
  if (target.status === 'closed' || target.status === 'cancelled') {
    throw refused(
      `${target.number} is ${target.status}, so what came in later would be lost on it. Reopen it first: reopen ${target.number}`,
    );
  }
  if (await isInFamily(uow, target.id, source.id)) {
    throw refused(
      `${target.number} is a child of ${source.number}, and a ticket cannot be merged into its own child. Merge it the other way round, or take the child off first: unparent ${target.number}`,
    );
  }
}

type Outsider = { address: string; name: string; role: string };

async function outsidersOf(uow: TenantUnitOfWork, source: LockedTicket): Promise<Outsider[]> {
  return sqlRows<Outsider>(
    uow,
    'select address, name, role from ticket_participants where ticket_id = ? and removed_at is null order by created_at, id limit 200',
    [source.id],
  );
}

async function remember(uow: TenantUnitOfWork, id: TicketId): Promise<MergeBefore['source']> {
  const [row] = await sqlRows<MergeBefore['source']>(
    uow,
    `select status, resolved_at::text as "resolvedAt", closed_at::text as "closedAt", snoozed_until::text as "snoozedUntil" from tickets where id = ?`,
    [id],
  );
  if (row === undefined) throw new Error('a locked ticket is there');
  return row;
}

/** Rows of the source stay untouched: the merge adds to the target only, and remembers what it added. */
async function joinPeople(
  uow: TenantUnitOfWork,
  people: Outsider[],
  target: LockedTicket,
  sameParty: boolean,
): Promise<{ joined: string[]; leftOut: string[]; rows: MergeBefore['joined'] }> {
  const [joined, leftOut, rows]: [string[], string[], MergeBefore['joined']] = [[], [], []];
  for (const person of people) {
    const known = await findSender(uow, person.address);
    if (!mayJoin(known.customerId, target.customerId, sameParty)) {
      leftOut.push(person.address);
      continue;
    }
    const row = await joinOne(uow, target.id, person);
    if (row === null) continue;
    joined.push(person.address);
    rows.push(row);
  }
  return { joined, leftOut, rows };
}

/** Null for somebody who takes part already. The target has a requester of its own, so that the source's becomes Cc. */
async function joinOne(uow: TenantUnitOfWork, ticketId: TicketId, person: Outsider): Promise<MergeBefore['joined'][number] | null> {
  const [there] = await sqlRows<{ id: ParticipantId; removedAt: string | null }>(
    uow,
    'select id, removed_at::text as "removedAt" from ticket_participants where ticket_id = ? and address = ?',
    [ticketId, person.address],
  );
  if (there !== undefined && there.removedAt === null) return null;
  const role = person.role === 'requester' ? 'cc' : person.role;
  const id = there?.id ?? newId<ParticipantId>();
  await sqlRun(
    uow,
    `insert into ticket_participants (tenant_id, id, ticket_id, address, name, role, reply_ref, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (tenant_id, ticket_id, address) do update set removed_at = null`,
    [uow.tenantId, id, ticketId, person.address, person.name, role, newReplyRef(), uow.now],
  );
  await recordEvent(uow, ticketId, 'participant_added', { address: person.address, role });
  return { id, removedAt: there?.removedAt ?? null };
}

async function copyWatchers(uow: TenantUnitOfWork, from: TicketId, to: TicketId): Promise<StaffUserId[]> {
  const rows = await sqlRows<{ id: StaffUserId }>(
    uow,
    `insert into ticket_watchers (tenant_id, ticket_id, user_id, added_at) select tenant_id, ?, user_id, ? from ticket_watchers where ticket_id = ?
     on conflict do nothing returning user_id as id`,
    [to, uow.now, from],
  );
  return rows.map((row) => row.id);
}

async function moveChildren(uow: TenantUnitOfWork, from: TicketId, to: TicketId): Promise<TicketId[]> {
  const rows = await sqlRows<{ id: TicketId }>(uow, 'update tickets set parent_id = ? where parent_id = ? and id <> ? returning id', [
    to,
    from,
    to,
  ]);
  return rows.map((row) => row.id);
}

/** What was to be done next stays in its row: a finished ticket shows none, and a merge that is taken back shows it again. */
async function closeSource(uow: TenantUnitOfWork, source: LockedTicket, target: LockedTicket): Promise<void> {
  await sqlRun(
    uow,
    `update tickets set merged_into_id = ?, merged_at = ?, status = 'closed', closed_at = ?, snoozed_until = null, updated_at = ?, version = version + 1 where id = ?`,
    [target.id, uow.now, uow.now, uow.now, source.id],
  );
  await sqlRun(uow, 'update tickets set updated_at = ?, version = version + 1 where id = ?', [uow.now, target.id]);
}

async function keepMerge(uow: TenantUnitOfWork, source: LockedTicket, target: LockedTicket, before: MergeBefore): Promise<void> {
  const { sql, params } = insertPart('ticket_merges', {
    tenant_id: uow.tenantId,
    id: newId<string>(),
    source_id: source.id,
    target_id: target.id,
    merged_at: uow.now,
    merged_by: authorOf(uow),
    before,
  });
  await sqlRun(uow, sql, params);
}

async function recordBoth(
  uow: TenantUnitOfWork,
  source: LockedTicket,
  target: LockedTicket,
  facts: { people: number; sameParty: boolean },
): Promise<void> {
  if (source.status !== 'closed') {
    await recordEvent(uow, source.id, 'status_changed', { from: source.status, to: 'closed', because: `merged into ${target.number}` });
  }
  await recordEvent(uow, source.id, 'merged_into', { targetId: target.id, number: target.number, ...facts });
  await recordEvent(uow, target.id, 'merged_from', { sourceId: source.id, number: source.number, ...facts });
  for (const id of [source.id, target.id].toSorted()) await wakeTicket(uow, id);
}

function refused(userMessage: string): AppError {
  return new AppError('conflict', { message: 'merge refused', userMessage });
}
