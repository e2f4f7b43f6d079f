import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { unsafeFillEmptyDatabase } from '../../../domain/tenancy/unsafe-across-tenants.ts';
import { bigWord, progressBar, tenantSizes, wordSql } from '../../../server/demo/big/big-shape.rules.ts';
import { fillBigDatabase } from '../../../server/demo/big/fill-big-database.ts';
import { withClient } from '../../../server/embedded/with-client.ts';
import { silent } from '../../support/desk.ts';
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts';

let fresh: FreshDatabase;
const shape = { tickets: 400, messages: 1_600, tenants: 3 };
const said: string[] = [];
beforeAll(async () => {
  fresh = await freshDatabase();
  await fillBigDatabase(fresh.ownerUrl, shape, { log: silent, note: (line) => void said.push(line) });
}, 120_000);
afterAll(() => fresh.drop());

const rows = <Row extends object>(sql: string, params: unknown[] = []): Promise<Row[]> =>
  withClient(fresh.superuserUrl, async (client) => (await client.query(sql, params)).rows as Row[]);

it('makes companies of unlike size whose tickets, messages and words are their own', async () => {
  const sizes = await rows<{ tickets: number }>(
    'select count(*)::integer as tickets from tickets t join tenants n on n.id = t.tenant_id group by n.slug order by n.slug',
  );
  expect(sizes.map((one) => one.tickets)).toEqual(tenantSizes(shape));
  const [counted] = await rows<{ messages: number; documents: number; strays: number; loose: number }>(
    `select (select count(*)::integer from ticket_messages) as messages, (select count(*)::integer from search_documents) as documents,
       (select count(*)::integer from ticket_messages m join tickets t on t.id = m.ticket_id where t.tenant_id <> m.tenant_id) as strays,
       (select count(*)::integer from tickets t where not exists (select from ticket_messages m where m.ticket_id = t.id)) as loose`,
  );
  expect(counted).toMatchObject({ strays: 0, loose: 0 });
  expect(counted?.messages).toBeGreaterThan(shape.messages * 0.7);
  expect(counted?.documents).toBe((counted?.messages ?? 0) + tenantSizes(shape).reduce((sum, size) => sum + size, 0));
});

it('leaves the database as it was made: with its index of words and forced row security', async () => {
  expect(await rows("select 1 from pg_indexes where indexname = 'search_documents_words' and indexdef like '%USING gin%'")).toHaveLength(1);
  expect(await rows("select 1 from pg_class where relname in ('tickets', 'ticket_messages') and not relforcerowsecurity")).toEqual([]);
});

it('says how far it is to the end', () => {
  expect(said[0]).toMatch(/^\[-{30}\] 0 %, 0 of 400 tickets/);
  expect(said).toContain(progressBar(400, 400, 1_000));
});

it('refuses a database that has a company, and writes nothing', async () => {
  const filled = fillBigDatabase(fresh.ownerUrl, shape, { log: silent, note: () => undefined });
  await expect(filled).rejects.toMatchObject({ code: 'conflict' });
  expect(await rows('select 1 from tenants')).toHaveLength(3);
});

it('makes the index of words again when a step fails', async () => {
  const empty = await freshDatabase();
  try {
    const tenantId = '01890a5d-ac96-774b-bcce-b302099a8057' as never;
    const broken = [{ tenantId, tickets: 1, statements: [{ sql: 'select 1 / 0', params: [] }] }];
    await expect(
      unsafeFillEmptyDatabase(empty.ownerUrl, broken, { log: silent, onStep: () => undefined, onStage: () => undefined }),
    ).rejects.toThrow(/division by zero/);
    const found = await withClient(empty.superuserUrl, (client) =>
      client.query("select 1 from pg_indexes where indexname = 'search_documents_words'"),
    );
    expect(found.rows).toHaveLength(1);
  } finally {
    await empty.drop();
  }
});

it('names the word of a rank as the database writes it', async () => {
  for (const rank of [1, 10, 1_000, 150_000, 190_000]) {
    expect(await rows(`select ${wordSql(String(rank))} as word`)).toEqual([{ word: bigWord(rank) }]);
  }
});

it.each([
  { tickets: 0, messages: 1, tenants: 1 },
  { tickets: 10, messages: 5, tenants: 1 },
  { tickets: 2, messages: 5, tenants: 3 },
  { tickets: 1.5, messages: 5, tenants: 1 },
])('refuses the impossible shape %j', (impossible) => {
  expect(() => tenantSizes(impossible)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
});
