import { standInFor } from '../people/stand-in-for.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { SqlPart } from '../tenancy/sql-part.rules.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { audienceParts } from './audience.rules.ts';
import { defaultPreferences, type Told } from './notification.rules.ts';
import type { NotificationEvent, NotificationPreferences } from './notifications.types.ts';

type Row = Pick<Told, 'userId' | 'name' | 'timeZone' | 'reasons' | 'isAbsent' | 'isLinked'> & {
  preferences: NotificationPreferences | null;
};

/**
 * The active people of an event's audience, each once with every reason that holds, and what they want: one query. For somebody who is away their
 * stand-in is added. Whoever caused the event, and whom it excepts, are left out.
 */
export async function findAudience(uow: TenantUnitOfWork, event: NotificationEvent): Promise<Told[]> {
  const people = await loadPeople(uow, audienceParts(event, uow.now));
  const left = new Set<string>(event.except ?? []);
  if (uow.actor.kind === 'staff') left.add(uow.actor.userId);
  const wanted = people.filter((person) => !left.has(person.userId));
  const replaced = wanted.some((person) => person.isAbsent) ? await withStandIns(uow, wanted) : wanted;
  return replaced.filter((person) => !left.has(person.userId));
}

async function withStandIns(uow: TenantUnitOfWork, people: Told[]): Promise<Told[]> {
  const all = new Map(people.map((person) => [person.userId, person]));
  for (const person of people.filter(({ isAbsent }) => isAbsent)) {
    const present = await standInFor(uow, person.userId, uow.now);
    // With nobody present it waits for the person themselves.
    all.set(person.userId, { ...person, isAbsent: present !== person.userId });
    if (present === person.userId) continue;
    const known =
      all.get(present) ?? (await loadPeople(uow, [{ sql: "select ?::uuid as user_id, 'stand_in' as reason", params: [present] }]))[0];
    if (known === undefined) continue;
    const own = known.reasons.filter((reason) => reason !== 'stand_in');
    all.set(present, {
      ...known,
      reasons: [...new Set([...own, ...person.reasons])],
      insteadOf: own.length > 0 ? known.insteadOf : person.name,
    });
  }
  return [...all.values()];
}

async function loadPeople(uow: TenantUnitOfWork, parts: SqlPart[]): Promise<Told[]> {
  if (parts.length === 0) return [];
  const rows = await sqlRows<Row>(
    uow,
    `select u.id as "userId", u.name, u.time_zone as "timeZone", array_agg(distinct a.reason) as reasons,
       exists (select 1 from absences b where b.user_id = u.id and b.starts_at <= ? and (b.ends_at is null or b.ends_at > ?)) as "isAbsent",
       case when p.user_id is not null then jsonb_build_object('quietFrom', p.quiet_from, 'quietTo', p.quiet_to, 'days', p.days,
         'digestAt', p.digest_at, 'via', p.via, 'morning', p.morning, 'kinds', p.kinds) end as preferences,
       exists (select 1 from chat_people h join chat_installations i on i.id = h.installation_id and i.state = 'active'
         where h.user_id = u.id and h.ended_at is null) as "isLinked"
     from (${parts.map((part) => part.sql).join(' union all ')}) a
     join staff_users u on u.id = a.user_id and u.active
     left join notification_preferences p on p.user_id = u.id
     group by u.id, p.tenant_id, p.user_id order by u.id`,
    [uow.now, uow.now, ...parts.flatMap((part) => part.params)],
  );
  return rows.map((row) => ({ ...row, insteadOf: null, preferences: row.preferences ?? defaultPreferences }));
}
