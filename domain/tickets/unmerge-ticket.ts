import { AppError } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import { listMarks, sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { authorOf } from './author-of.rules.ts';
import { lockPair } from './lock-pair.ts';
import type { LockedTicket } from './lock-ticket.ts';
import { unmergeHours } from './merge.rules.ts';
import { recordEvent } from './record-event.ts';
import type { MergeBefore } from './ticket-relations.types.ts';
import { wakeTicket } from './wake-ticket.ts';

type Merge = { id: string; targetId: TicketId; mergedAt: Date; before: MergeBefore };

/** `kept`: people who came with the merge and stay on the target, because they wrote or were written to there since. */
export type Unmerged = { source: string; target: string; status: MergeBefore['source']['status']; kept: number; version: number };

/**
 * Takes a merge back within 24 hours: the source stands as it stood, and who and what came to the target by the merge leaves it. Mail that was filed on the
 * target since stays there. Throws `expired` later than that, `conflict` when the ticket is not merged or the target was merged further, `not_found`.
 */
export async function unmergeTicket(uow: TenantUnitOfWork, sourceId: TicketId, seenVersion: number | null = null): Promise<Unmerged> {
  const seen = await standingMerge(uow, sourceId);
  const [source, target] = await lockPair(
    uow,
    { id: sourceId, seenVersion, merged: 'allow' },
    { id: seen.targetId, seenVersion: null, merged: 'allow' },
  );
  const merge = await standingMerge(uow, sourceId);
  assertMayUndo(uow, source, target, merge);
  await restoreSource(uow, source, merge.before);
  const kept = await takePeopleBack(uow, target.id, merge);
  await takeRestBack(uow, source.id, target.id, merge.before);
  await sqlRun(uow, 'update ticket_merges set undone_at = ?, undone_by = ?::jsonb where id = ?', [
    uow.now,
    JSON.stringify(authorOf(uow)),
    merge.id,
  ]);
  await recordUndone(uow, source, target, merge.before);
  return { source: source.number, target: target.number, status: merge.before.source.status, kept, version: source.version + 1 };
}

async function standingMerge(uow: TenantUnitOfWork, sourceId: TicketId): Promise<Merge> {
  const [merge] = await sqlRows<Merge>(
    uow,
    'select id, target_id as "targetId", merged_at as "mergedAt", before from ticket_merges where source_id = ? and undone_at is null',
    [sourceId],
  );
  if (merge !== undefined) return { ...merge, mergedAt: new Date(merge.mergedAt) };
  throw new AppError('conflict', {
    message: 'ticket is not merged',
    userMessage: 'That ticket is not merged into another, so there is nothing to take back.',
  });
}

function assertMayUndo(uow: TenantUnitOfWork, source: LockedTicket, target: LockedTicket, merge: Merge): void {
  const hours = (uow.now.getTime() - merge.mergedAt.getTime()) / 3_600_000;
  const at = merge.mergedAt.toISOString().slice(0, 16).replace('T', ' ');
  if (hours > unmergeHours) {
    throw new AppError('expired', {
      message: 'merge is older than a day',
      userMessage: `${source.number} was merged into ${target.number} at ${at} UTC, more than ${unmergeHours} hours ago, and cannot be taken back any more. To give a part a ticket of its own: split ${target.number} messages …`,
    });
  }
  if (target.mergedIntoId === null) return;
  throw new AppError('conflict', {
    message: 'target was merged further',
    userMessage: `${target.number} was merged further since. Take that back first: unmerge ${target.number}`,
  });
}

async function restoreSource(uow: TenantUnitOfWork, source: LockedTicket, { source: was }: MergeBefore): Promise<void> {
  await sqlRun(
    uow,
    `update tickets set merged_into_id = null, merged_at = null, status = ?, resolved_at = ?::timestamptz, closed_at = ?::timestamptz,
       snoozed_until = ?::timestamptz, updated_at = ?, version = version + 1 where id = ?`,
    [was.status, was.resolvedAt, was.closedAt, was.snoozedUntil, uow.now, source.id],
  );
}

/** Who has written on the target since, or was written to, stays there: otherwise their next answer would be a stranger's. */
async function takePeopleBack(uow: TenantUnitOfWork, targetId: TicketId, merge: Merge): Promise<number> {
  let kept = 0;
  for (const { id, removedAt } of merge.before.joined) {
    const [gone] = await sqlRows<{ address: string }>(
      uow,
      `update ticket_participants p set removed_at = coalesce(?::timestamptz, ?::timestamptz) where p.id = ? and p.removed_at is null and not exists (
         select 1 from ticket_messages m where m.ticket_id = ? and m.created_at > ?
           and (m.author->>'address' = p.address or m.recipients @> jsonb_build_array(jsonb_build_object('address', p.address)))) returning address`,
      [removedAt, uow.now, id, targetId, merge.mergedAt],
    );
    if (gone === undefined) kept += 1;
    else await recordEvent(uow, targetId, 'participant_removed', { address: gone.address });
  }
  return kept;
}

async function takeRestBack(uow: TenantUnitOfWork, sourceId: TicketId, targetId: TicketId, before: MergeBefore): Promise<void> {
  const { addedWatchers, children } = before;
  if (addedWatchers.length > 0) {
    await sqlRun(uow, `delete from ticket_watchers where ticket_id = ? and user_id in (${listMarks(addedWatchers)})`, [
      targetId,
      ...addedWatchers,
    ]);
  }
  if (children.length > 0) {
    await sqlRun(uow, `update tickets set parent_id = ? where parent_id = ? and id in (${listMarks(children)})`, [
      sourceId,
      targetId,
      ...children,
    ]);
  }
  await sqlRun(uow, 'update tickets set updated_at = ?, version = version + 1 where id = ?', [uow.now, targetId]);
}

async function recordUndone(
  uow: TenantUnitOfWork,
  source: LockedTicket,
  target: LockedTicket,
  { source: was }: MergeBefore,
): Promise<void> {
  await recordEvent(uow, source.id, 'unmerged', { targetId: target.id, number: target.number });
  await recordEvent(uow, target.id, 'unmerged', { sourceId: source.id, number: source.number });
  if (was.status !== 'closed') {
    await recordEvent(uow, source.id, 'status_changed', { from: 'closed', to: was.status, because: 'merge taken back' });
  }
  for (const id of [source.id, target.id].toSorted()) await wakeTicket(uow, id);
}
