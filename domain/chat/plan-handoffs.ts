import type { InstallationId, StaffUserId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { chatLane } from './chat-lane.rules.ts';
import { findChatIdentities } from './find-chat-identities.ts';
import { freePostKey } from './free-post-key.ts';
import { queueChatPost } from './queue-chat-post.ts';

/** Most turns of one person that are looked at. */
const mostShifts = 100;

/**
 * Plans the hand-off of each turn of a person that is not over: facts for whoever takes over, in chat, when the turn begins (at once when it has begun). Each once;
 * nothing for somebody who is not linked. Called when a turn is added and when a person is linked.
 */
export async function planHandoffs(uow: TenantUnitOfWork, userId: StaffUserId): Promise<void> {
  const person = (await findChatIdentities(uow, userId)).at(-1);
  if (person === undefined) return;
  const shifts = await sqlRows<{ id: string; from: Date }>(
    uow,
    `select id, starts_at as "from" from on_call_shifts where user_id = ? and ends_at > ? order by starts_at limit ${mostShifts}`,
    [userId, uow.now],
  );
  for (const shift of shifts) {
    const from = new Date(shift.from);
    const effectKey = `handoff:${shift.id}`;
    const lane = chatLane(person.installationId, person.externalId);
    await freePostKey(uow, effectKey);
    const queued = await queueChatPost(uow, {
      installationId: person.installationId,
      effectKey,
      kind: 'handoff',
      lane,
      ref: { shiftId: shift.id, userId },
      at: from > uow.now ? from : uow.now,
    });
    if (queued === null) await moveQueued(uow, effectKey, person.installationId, lane);
  }
}

/** The person is linked elsewhere by now. */
async function moveQueued(uow: TenantUnitOfWork, effectKey: string, installationId: InstallationId, lane: string): Promise<void> {
  await sqlRun(uow, "update chat_posts set installation_id = ?, lane = ? where effect_key = ? and state = 'queued' and lane <> ?", [
    installationId,
    lane,
    effectKey,
    lane,
  ]);
}
