import { z } from 'zod';
import { startDigest } from '../chat/start-digest.ts';
import type { StaffUserId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { loadPreferences } from './load-preferences.ts';
import {
  mailChoices,
  type NotificationKind,
  type NotificationPreferences,
  notificationKinds,
  notificationVias,
} from './notifications.types.ts';

const minutes = z.int().min(0).max(1439);
const inputSchema = z
  .strictObject({
    quiet: z.strictObject({ from: minutes, to: minutes }).nullable().optional(),
    days: z.array(z.int().min(0).max(6)).min(1, 'must name a day').max(7).optional(),
    digestAt: minutes.optional(),
    via: z.enum(notificationVias).optional(),
    morning: z.boolean().optional(),
    kind: z.strictObject({ name: z.enum(notificationKinds), choice: z.enum(mailChoices).nullable() }).optional(),
  })
  .refine(({ quiet }) => quiet == null || quiet.from !== quiet.to, { path: ['quiet'], message: 'must end at another time than it begins' });

/** What shall change; what is left out stays. `quiet` null: no quiet hours. A kind's `choice` null: the default again. Minutes after local midnight; 0 is Sunday. */
export type PreferenceChange = z.input<typeof inputSchema>;

/**
 * Changes what a person is told beside the console, where and when. It holds for what happens from now on; notices that wait keep their time, the digest in
 * chat moves at once. Throws `invalid_input`.
 */
export async function setPreferences(
  uow: TenantUnitOfWork,
  userId: StaffUserId,
  wanted: PreferenceChange,
): Promise<NotificationPreferences> {
  const change = parseInput(inputSchema, wanted);
  const before = await loadPreferences(uow, userId);
  const after: NotificationPreferences = {
    quietFrom: change.quiet === undefined ? before.quietFrom : (change.quiet?.from ?? null),
    quietTo: change.quiet === undefined ? before.quietTo : (change.quiet?.to ?? null),
    days: change.days === undefined ? before.days : [...new Set(change.days)].toSorted(),
    digestAt: change.digestAt ?? before.digestAt,
    via: change.via ?? before.via,
    morning: change.morning ?? before.morning,
    kinds: withKind(before.kinds, change.kind),
  };
  await sqlRun(
    uow,
    `insert into notification_preferences (tenant_id, user_id, quiet_from, quiet_to, days, digest_at, via, morning, kinds, updated_at)
     values (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?::jsonb, ?)
     on conflict (tenant_id, user_id) do update set quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, days = excluded.days,
       digest_at = excluded.digest_at, via = excluded.via, morning = excluded.morning, kinds = excluded.kinds, updated_at = excluded.updated_at`,
    [
      uow.tenantId,
      userId,
      after.quietFrom,
      after.quietTo,
      JSON.stringify(after.days),
      after.digestAt,
      after.via,
      after.morning,
      JSON.stringify(after.kinds),
      uow.now,
    ],
  );
  await startDigest(uow, userId);
  return after;
}

type Kinds = NotificationPreferences['kinds'];

function withKind(kinds: Kinds, change: { name: NotificationKind; choice: Kinds[NotificationKind] | null } | undefined): Kinds {
  if (change === undefined) return kinds;
  const { [change.name]: _before, ...others } = kinds;
  return change.choice === null || change.choice === undefined ? others : { ...others, [change.name]: change.choice };
}
