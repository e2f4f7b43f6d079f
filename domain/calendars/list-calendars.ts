import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { CalendarHours } from './calendar.types.ts';

/** One version of a calendar. `by` is null when no member of staff made it. */
export type CalendarVersionLine = { version: number; effectiveFrom: Date; by: string | null; hours: CalendarHours };

/** A calendar: its hours in force now, the version that an edit goes on from, and all its versions, the newest first. */
export type CalendarView = {
  id: string;
  name: string;
  isDefault: boolean;
  version: number;
  hours: CalendarHours;
  /** Names of active policies that count by it. */
  policies: string[];
  versions: CalendarVersionLine[];
};

type Row = { id: string; name: string; isDefault: boolean; version: number; policies: string[] | null; versions: VersionRow[] };
type VersionRow = { version: number; effectiveFrom: string; by: string | null } & CalendarHours;

/** The tenant's calendars as they stand at the unit's instant: the default first, then by name. */
export async function listCalendars(uow: TenantUnitOfWork): Promise<CalendarView[]> {
  const rows = await sqlRows<Row>(
    uow,
    `select c.id, c.name, c.is_default as "isDefault", c.version,
       (select json_agg(json_build_object('version', v.version, 'effectiveFrom', v.effective_from, 'by', s.name, 'timeZone', v.time_zone,
          'hours', v.hours, 'holidays', v.holidays) order by v.version desc)
        from calendar_versions v left join staff_users s on s.id = v.created_by where v.calendar_id = c.id) as versions,
       (select json_agg(p.name order by p.name) from sla_policies p where p.is_active and c.id =
          (select v.calendar_id from sla_policy_versions v where v.policy_id = p.id order by v.version desc limit 1)) as policies
     from calendars c order by c.is_default desc, lower(c.name)`,
  );
  return rows.map((row) => viewOf(row, uow.now));
}

function viewOf({ policies, versions, ...row }: Row, now: Date): CalendarView {
  const lines = versions.map(({ version, effectiveFrom, by, ...hours }) => ({
    version,
    effectiveFrom: new Date(effectiveFrom),
    by,
    hours,
  }));
  return { ...row, policies: policies ?? [], versions: lines, hours: hoursAt(lines, now) };
}

/** Of the versions that have taken effect the one that did so last; before all of them the first, which counts from ever. */
function hoursAt(newestFirst: CalendarVersionLine[], now: Date): CalendarHours {
  const started = newestFirst
    .filter((one) => one.effectiveFrom <= now)
    .sort((a, b) => b.effectiveFrom.getTime() - a.effectiveFrom.getTime());
  const line = started[0] ?? newestFirst.at(-1);
  if (line === undefined) throw new Error('a calendar without a version');
  return line.hours;
}
