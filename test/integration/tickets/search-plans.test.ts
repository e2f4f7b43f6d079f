import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { withClient } from '../../../server/embedded/with-client.ts';
import { openTestDesk, system, type TestDesk } from '../../support/desk.ts';
import { addMany, allPages, page } from './search-desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
  const text =
    "'bulk word' || n || case when n % 2 = 0 then ' common' else '' end || case when n between 2500 and 2600 then ' deep' else '' end";
  await addMany(desk, desk.one, 3_000, text);
  await addMany(desk, desk.two, 3_000, text);
  await withClient(desk.fresh.superuserUrl, async (client) => void (await client.query('vacuum (analyze)')));
}, 120_000);
afterAll(() => desk.close());

/** How the application’s login is answered, under row security. */
const planOf = (sql: string, params: unknown[] = []): Promise<string> =>
  desk.withTenant(desk.one.id, system, async (uow) =>
    (await sqlRows<Record<string, string>>(uow, `explain (analyze, buffers off, timing off, costs off) ${sql}`, params))
      .map((row) => row['QUERY PLAN'])
      .join('\n'),
  );

it('reads a sorted list from its index without sorting, and no further than the page', async () => {
  const orders = { updated_at: 'tickets_by_update', created_at: 'tickets_by_creation' };
  for (const [column, index] of Object.entries(orders)) {
    const plan = await planOf(`select t.id from tickets t where t.tenant_id = ? order by t.${column} desc, t.id desc limit 20`, [
      desk.one.id,
    ]);
    expect(plan).toContain(`using ${index}`);
    expect(plan).not.toContain('Sort');
    expect(plan).toMatch(/rows=20\.00/);
  }
});

it('reads the hundredth page from where the ninety-ninth ended', async () => {
  let after: string | null = null;
  for (let count = 0; count < 99; count += 1) after = (await page(desk, desk.one, 'all', { limit: 20, after })).next;
  expect(after).not.toBeNull();
  const mark = JSON.parse(Buffer.from(after ?? '', 'base64url').toString()) as { at: string; id: string };
  const plan = await planOf(
    `select t.id from tickets t where t.tenant_id = ? and (t.updated_at, t.id) < (?::timestamptz, ?::uuid) order by t.updated_at desc, t.id desc limit 20`,
    [desk.one.id, mark.at, mark.id],
  );
  expect(plan).toMatch(/Index Cond: .*ROW\(updated_at, id\) </);
  expect(plan).not.toContain('Rows Removed');
});

it('finds words by the index of words, which row security would not let the application use itself', async () => {
  const query = "'word77':*";
  const direct = await planOf('select d.ticket_id from search_documents d where d.doc @@ ?::tsquery', [query]);
  expect(direct).not.toContain('search_documents_words');
  const [row] = await withClient(desk.fresh.superuserUrl, async (client) => {
    await client.query('begin');
    await client.query("load 'auto_explain'");
    for (const setting of ['log_min_duration = 0', 'log_nested_statements = on', "log_level = 'notice'"])
      await client.query(`set auto_explain.${setting}`);
    const plans: string[] = [];
    client.on('notice', (notice) => void plans.push(notice.message ?? ''));
    await client.query('set local role deskhand_app');
    await client.query("select set_config('app.tenant_id', $1, true)", [desk.one.id]);
    const { rows } = await client.query('select count(*)::integer as found from search_tickets($1::tsquery, $1::tsquery)', [query]);
    await client.query('rollback');
    return [{ found: rows[0].found as number, plans: plans.join('\n') }];
  });
  expect(row?.found).toBe(11);
  expect(row?.plans).toContain('Bitmap Index Scan on search_documents_words');
});

it('reads nothing of another company for a word that only the other one uses', async () => {
  const id = await desk.withTenant(desk.two.id, system, (uow) => sqlRows<{ id: string }>(uow, 'select id from tickets limit 1'));
  expect(id).toHaveLength(1);
  await addMany(desk, desk.two, 500, "'foreignword'");
  const found = await planOf('select ticket_id from search_tickets(?::tsquery, ?::tsquery)', ["'foreignword'", "'foreignword'"]);
  expect(found).toMatch(/rows=0\.00/);
});

it.each(['updated', 'created', 'priority', 'priority-asc', 'due'])(
  'pages by %s through a word that lies deep in the list, without a double or a gap, and counts it exactly',
  async (sort) => {
    const text = `deep all sort:${sort}`;
    const [once, bySeven] = [await allPages(desk, desk.one, text, 100), await allPages(desk, desk.one, text, 7)];
    expect(new Set(once).size).toBe(101);
    expect(bySeven).toEqual(once);
    expect(await page(desk, desk.one, text, { limit: 7 })).toMatchObject({ total: 101, totalIsAtLeast: false });
    const listed = await allPages(desk, desk.one, `all sort:${sort}`, 100);
    expect(once).toEqual(listed.filter((id) => once.includes(id)));
  },
);
