import { localDate } from '../calendars/local-date.rules.ts';
import type { ChatPostId, StaffUserId } from '../ids.types.ts';
import { loadPreferences } from '../notifications/load-preferences.ts';
import { nextDigest } from '../notifications/quiet-hours.rules.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { chatLane } from './chat-lane.rules.ts';
import { findChatIdentities } from './find-chat-identities.ts';
import { freePostKey } from './free-post-key.ts';
import { queueChatPost } from './queue-chat-post.ts';

type Standing = { id: ChatPostId; at: Date; lane: string };

/** Days that are tried until one has had no digest yet. */
const daysTried = 3;

/**
 * Brings the digest that waits for a person in line with what they want now: queued for their next digest hour in their zone on a day that is not quiet, moved
 * when hour, days, zone or workspace changed, cancelled when they are not linked any more, want mail alone or switched it off. Asked for again it changes nothing. Composing a
 * digest asks for the next one. Returns when it comes, or null.
 */
export async function startDigest(uow: TenantUnitOfWork, userId: StaffUserId): Promise<Date | null> {
  const standing = await findStanding(uow, userId);
  const wanted = await wantedDigest(uow, userId);
  if (wanted === null) {
    for (const post of standing) await cancel(uow, post, 'not wanted any more');
    return null;
  }
  const lane = chatLane(wanted.installationId, wanted.externalId);
  let after = uow.now;
  for (let day = 0; day < daysTried; day += 1) {
    const at = nextDigest(after, wanted.timeZone, wanted.preferences);
    const same = standing.find((post) => post.at.getTime() === at.getTime() && post.lane === lane);
    for (const post of standing.filter((other) => other !== same)) await cancel(uow, post, 'moved');
    if (same !== undefined) return at;
    const date = localDate(at, wanted.timeZone);
    const effectKey = `digest:${userId}:${date}`;
    const { installationId } = wanted;
    await freePostKey(uow, effectKey);
    if ((await queueChatPost(uow, { installationId, effectKey, kind: 'digest', lane, ref: { userId, date }, at })) !== null) return at;
    after = at;
  }
  return null;
}

async function findStanding(uow: TenantUnitOfWork, userId: StaffUserId): Promise<Standing[]> {
  const rows = await sqlRows<Standing>(
    uow,
    `select id, next_attempt_at as at, lane from chat_posts
     where kind = 'digest' and state = 'queued' and attempts = 0 and next_attempt_at > ? and ref->>'userId' = ? order by id for update`,
    [uow.now, userId],
  );
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}

async function wantedDigest(uow: TenantUnitOfWork, userId: StaffUserId) {
  const person = (await findChatIdentities(uow, userId)).at(-1);
  const preferences = await loadPreferences(uow, userId);
  if (person === undefined || !preferences.morning || preferences.via === 'mail') return null;
  const [staff] = await sqlRows<{ timeZone: string }>(uow, 'select time_zone as "timeZone" from staff_users where id = ?', [userId]);
  return staff === undefined ? null : { ...person, timeZone: staff.timeZone, preferences };
}

async function cancel(uow: TenantUnitOfWork, { id }: Standing, reason: string): Promise<void> {
  await sqlRun(uow, "update chat_posts set state = 'cancelled', settled_at = ?, last_result = ? where id = ?", [uow.now, reason, id]);
}
