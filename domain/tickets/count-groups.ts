import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { CountGroup } from './count-groups.rules.ts';
import { prepareFilter } from './prepare-filter.ts';
import type { TicketFilter } from './ticket-filter.types.ts';
import { allOf, searchQueries, ticketFilterSql } from './ticket-filter-sql.rules.ts';

/** A group with how many tickets are in it. */
export type GroupCount = { name: string; count: number };

const mostGroups = 31;
const joins: Partial<Record<CountGroup, string>> = {
  customer: 'left join customers g on g.id = t.customer_id',
  assignee: 'left join staff_users g on g.id = t.assignee_id',
  team: 'left join teams g on g.id = t.team_id',
};

/** How many tickets a filter selects in each group: the fullest groups first, times in their order; at most 31 groups. `me` is whom `assignee:me` means. */
export async function countGroups(
  uow: TenantUnitOfWork,
  filter: TicketFilter,
  by: CountGroup,
  { me, timeZone }: { me: string; timeZone: string },
): Promise<GroupCount[]> {
  const facts = await prepareFilter(uow, filter, me);
  const where = ticketFilterSql(filter, facts);
  const words = searchQueries(filter, facts);
  const query = words === null ? null : allOf(words);
  if (query === '') return [];
  const searched = query === null ? '' : 'and t.id in (select f.ticket_id from search_tickets(?::tsquery, ?::tsquery) f)';
  const isTime = by === 'day' || by === 'week' || by === 'month';
  const rows = await sqlRows<GroupCount>(
    uow,
    `select ${nameSql(by)} as name, count(*)::integer as count from tickets t ${joins[by] ?? ''}
     where t.id in (select t.id from tickets t where ${where.sql} ${searched}) group by 1 order by ${isTime ? '1 desc' : '2 desc, 1'} limit ${mostGroups}`,
    [...(isTime ? [timeZone] : []), ...where.params, ...(query === null ? [] : [query, query])],
  );
  return isTime ? rows.toReversed() : rows;
}

function nameSql(by: CountGroup): string {
  if (by === 'customer') return "coalesce(g.name, 'no customer')";
  if (by === 'assignee') return "coalesce(g.name, 'nobody')";
  if (by === 'team') return "coalesce(g.name, 'no team')";
  if (by === 'tag') return "coalesce(nullif(array_to_string(t.tags, ', '), ''), 'no tag')";
  if (by === 'day' || by === 'week' || by === 'month') return `to_char(date_trunc('${by}', t.created_at at time zone ?), 'YYYY-MM-DD')`;
  return `t.${by}`;
}
