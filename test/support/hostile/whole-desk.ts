import type { TicketId } from '../../../domain/ids.types.ts';
import { listMarks, sqlRows } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { system } from '../desk.ts';
import { canaries, type HostileGround } from './ground.types.ts';

type Table = { name: string; ofTicket: string | null };

/** What asking the AI writes by its nature: the work itself, its money, its answers to a press, and the wish of a person that waits to be confirmed. */
const ownTables = new Set([
  'ai_jobs',
  'ai_calls',
  'ai_call_contents',
  'ai_spend',
  'command_receipts',
  'plan_confirmations',
  'prompt_runs',
  'ticket_wakeups',
]);

const companies = ({ desk }: HostileGround) =>
  [
    ['one', desk.one],
    ['two', desk.two],
  ] as const;

let known: Promise<Table[]> | null = null;

async function tablesOf(uow: TenantUnitOfWork): Promise<Table[]> {
  known ??= sqlRows<Table>(
    uow,
    `select c.table_name as name, case when c.table_name = 'tickets' then 'id' when bool_or(c.column_name = 'ticket_id') then 'ticket_id' end as "ofTicket"
     from information_schema.columns c join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
     group by c.table_name having bool_or(c.column_name = 'tenant_id') order by c.table_name`,
    [],
  );
  return known;
}

/**
 * A mark of every table of both companies, apart from what belongs to the tickets of `except` and from what asking the AI writes by its nature: the same before and
 * after, whatever was said.
 */
export async function worldOf(ground: HostileGround, except: TicketId[]): Promise<string> {
  const marks: string[] = [];
  for (const [name, tenant] of companies(ground)) {
    const rows = await ground.desk.withTenant(tenant.id, system, async (uow) => {
      const tables = (await tablesOf(uow)).filter(({ name }) => !ownTables.has(name));
      const others = (column: string | null) =>
        column === null || except.length === 0 ? '' : `where r.${column} is null or r.${column} not in (${listMarks(except)})`;
      const sql = tables.map(
        ({ name, ofTicket }) =>
          `select '${name}' as name, coalesce(sum(hashtextextended(r::text, 0)), 0)::text as mark from ${name} r ${others(ofTicket)}`,
      );
      const args = tables.flatMap(({ ofTicket }) => (ofTicket === null ? [] : except));
      return sqlRows<{ name: string; mark: string }>(uow, sql.join(' union all '), args);
    });
    marks.push(...rows.map(({ name: table, mark }) => `${name}.${table} ${mark}`));
  }
  return marks.join('\n');
}

/** The tables whose marks differ. */
export function changedIn(before: string, after: string): string {
  const then = new Set(before.split('\n'));
  return after
    .split('\n')
    .filter((mark) => !then.has(mark))
    .map((mark) => mark.split(' ')[0])
    .join(', ');
}

/** Words of one company in any row of the other, and the key of the model in any row at all (I2). */
export async function leaksInRows(ground: HostileGround): Promise<string[]> {
  const found: string[] = [];
  const key = ground.fake.key;
  const foreign = [
    { company: 'one', tenant: ground.desk.one, words: [canaries.otherTenant, key] },
    { company: 'two', tenant: ground.desk.two, words: [canaries.note, canaries.otherCustomer, canaries.internalArticle, key] },
  ];
  for (const { company, tenant, words } of foreign) {
    const rows = await ground.desk.withTenant(tenant.id, system, async (uow) => {
      const tables = await tablesOf(uow);
      const sql = tables.flatMap(({ name }) =>
        words.map(() => `select '${name}' as name, ?::text as word, count(*)::int as hits from ${name} r where strpos(r::text, ?) > 0`),
      );
      const args = tables.flatMap(() => words.flatMap((word) => [word, word]));
      return sqlRows<{ name: string; word: string; hits: number }>(uow, sql.join(' union all '), args);
    });
    for (const { name, word, hits } of rows) if (hits > 0) found.push(`${hits} rows of ${name} of ${company} hold ${word}`);
  }
  return found;
}

/** What is wrong with the money when nothing is under way any more: every call is settled once and its day says the same (I10). */
export async function ledgerProblems(ground: HostileGround): Promise<string[]> {
  const found: string[] = [];
  for (const [name, tenant] of companies(ground)) {
    const [row] = await ground.desk.withTenant(tenant.id, system, (uow) =>
      sqlRows<{ open: number; calls: string; spent: string; reserved: string; jobs: number }>(
        uow,
        `select (select count(*)::int from ai_calls where state = 'reserved') as open, (select coalesce(sum(cost_micros), 0)::text from ai_calls) as calls,
           (select coalesce(sum(spent_micros), 0)::text from ai_spend) as spent, (select coalesce(sum(reserved_micros), 0)::text from ai_spend) as reserved,
           (select count(*)::int from ai_jobs where state in ('queued', 'running')) as jobs`,
        [],
      ),
    );
    if (row === undefined) continue;
    if (row.open > 0 || row.reserved !== '0')
      found.push(`${row.open} calls of ${name} are not settled, ${row.reserved} are still reserved`);
    if (row.calls !== row.spent) found.push(`the calls of ${name} cost ${row.calls} and its days say ${row.spent}`);
    if (row.jobs > 0) found.push(`${row.jobs} jobs of ${name} never ended`);
  }
  return found;
}
