import { readFileSync } from 'node:fs';
import { migrate } from '../../domain/database/migrate.ts';
import { createDatabase } from '../../domain/database/orm.ts';
import { newId, type StaffUserId, type TenantId } from '../../domain/ids.types.ts';
import { everydayWords } from '../../domain/knowledge/everyday-words.rules.ts';
import { type Ranking, retrievalSql } from '../../domain/knowledge/retrieval-sql.rules.ts';
import { retrieveArticles } from '../../domain/knowledge/retrieve-articles.ts';
import { addStaff } from '../../domain/people/add-staff.ts';
import { sqlRows } from '../../domain/tenancy/sql.ts';
import { createWithTenant, type TenantUnitOfWork, type WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import { createTenant } from '../../domain/tenants/create-tenant.ts';
import { seedArticles } from '../../server/demo/seed-articles.ts';
import { withClient } from '../../server/embedded/with-client.ts';
import { figure, percentile } from '../support/figures.rules.ts';
import type { Part, Say } from '../support/part.types.ts';
import { startScratchDatabase } from '../support/scratch-database.ts';

type Question = { company: string; question: string; article: string | null };
type Found = { title: string; band?: string };
type Method = { name: string; find(uow: TenantUnitOfWork, question: Question): Promise<Found[]> };

const languages: Record<string, 'en' | 'de'> = { northwind: 'en', kabelwerk: 'de' };
const configs: Record<string, string> = { northwind: 'english', kabelwerk: 'german' };
const actor = { kind: 'system', name: 'bench' } as const;
const shown = 5;
const rounds = 3;

const questions = JSON.parse(readFileSync(new URL('../../test/fixtures/knowledge/questions.json', import.meta.url), 'utf8')) as Question[];

/** The product's function as it is, with its floor. */
const product: Method = {
  name: 'fused (the product)',
  find: (uow, { question }) => retrieveArticles(uow, { text: question, limit: shown, audience: 'staff' }),
};

/** A part of the product's ranking, without its floor. */
const part = (name: string, ranking: Ranking): Method => ({
  name,
  find: (uow, { question }) =>
    sqlRows<Found>(uow, retrievalSql('text', ranking), [question, 'staff', null, null, JSON.stringify(everydayWords), shown]),
});

/** PostgreSQL's own full text: title A, summary B, content D, ranked by ts_rank. An AND query needs every word, an OR query one. */
const fullText = (name: string, query: (config: string) => string): Method => ({
  name,
  find: (uow, { company, question }) => {
    const config = configs[company] ?? 'english';
    return sqlRows<Found>(
      uow,
      `select a.title from kb_articles a cross join (select ${query(config)} as q) as asked
         cross join lateral (select setweight(to_tsvector('${config}', a.title), 'A') || setweight(to_tsvector('${config}', a.summary), 'B')
           || to_tsvector('${config}', a.content) as words) as d
       where a.status = 'published' and d.words @@ asked.q order by ts_rank(d.words, asked.q, 1) desc, a.number limit ${shown}`,
      [question],
    );
  },
});

const methods: Method[] = [
  product,
  part('fused without the floor', 'fused'),
  part('without trigrams of the heading', 'bm25'),
  part('BM25 of the very words alone', 'exact'),
  fullText('full text, AND query, ts_rank', (config) => `plainto_tsquery('${config}', ?)`),
  fullText('full text, OR query, ts_rank', (config) => `replace(plainto_tsquery('${config}', ?)::text, '&', '|')::tsquery`),
];

/** The labelled questions of the fixtures over the demo's articles, and the time of one retrieval with many more articles. */
export const knowledge: Part = {
  name: 'knowledge',
  meaning: 'how often the right article is first and in three, against plain full text, and ms a question',
  run: async (say) => {
    const scratch = await startScratchDatabase({ durable: false });
    await migrate(scratch.server.ownerUrl);
    const database = createDatabase({ url: scratch.server.appUrl, pool: 2, contextName: 'bench-knowledge' });
    const withTenant = createWithTenant({ database });
    const analyze = () =>
      withClient(scratch.server.superuserUrl.replace(/\/postgres$/, '/deskhand'), async (client) => void (await client.query('analyze')));
    try {
      const tenants = await seed(withTenant);
      await analyze();
      for (const method of methods) say(await measure(withTenant, tenants, method));
      await bands(withTenant, tenants, say);
      for (let copy = 0; copy < 15; copy += 1) await seedAgain(withTenant, tenants);
      await analyze();
      say(await timeOnly(withTenant, tenants));
    } finally {
      await database.close(true);
      await scratch.drop();
    }
  },
};

type Tenants = Record<string, { id: TenantId; writer: StaffUserId }>;

async function seed(withTenant: WithTenant): Promise<Tenants> {
  const tenants: Tenants = {};
  for (const [slug, language] of Object.entries(languages)) {
    const id = newId<TenantId>();
    await withTenant(id, actor, async (uow) => {
      await createTenant(uow, { name: slug, slug, timeZone: 'Europe/London', language });
      const writer = (await addStaff(uow, { email: `writer@${slug}.example`, name: 'Writer', role: 'owner' })).id;
      tenants[slug] = { id, writer };
      await seedArticles(uow, slug, { id: writer, name: 'Writer' });
    });
  }
  return tenants;
}

async function seedAgain(withTenant: WithTenant, tenants: Tenants): Promise<void> {
  for (const [slug, { id, writer }] of Object.entries(tenants))
    await withTenant(id, actor, (uow) => seedArticles(uow, slug, { id: writer, name: 'Writer' }));
}

async function ask(withTenant: WithTenant, tenants: Tenants, method: Method, question: Question): Promise<{ found: Found[]; ms: number }> {
  const tenant = tenants[question.company];
  if (tenant === undefined) throw new Error(`no company ${question.company}`);
  const began = performance.now();
  const found = await withTenant(tenant.id, actor, (uow) => method.find(uow, question));
  return { found, ms: performance.now() - began };
}

async function measure(withTenant: WithTenant, tenants: Tenants, method: Method): Promise<string> {
  const times: number[] = [];
  let [first, three, empty, asked] = [0, 0, 0, 0];
  for (const question of questions) {
    const { found } = await ask(withTenant, tenants, method, question);
    for (let round = 0; round < rounds; round += 1) times.push((await ask(withTenant, tenants, method, question)).ms);
    if (question.article === null) continue;
    asked += 1;
    if (found[0]?.title === question.article) first += 1;
    if (found.slice(0, 3).some((one) => one.title === question.article)) three += 1;
    if (found.length === 0) empty += 1;
  }
  const share = (count: number): string => `${figure((count / asked) * 100)} %`;
  return (
    `knowledge, ${method.name}, ${asked} questions: right first ${share(first)}, in three ${share(three)}, nothing returned ${share(empty)}; ` +
    `p50 ${figure(percentile(times, 0.5))} ms, p95 ${figure(percentile(times, 0.95))} ms`
  );
}

/** How right the bands are, and how often something is shown where nothing answers. */
async function bands(withTenant: WithTenant, tenants: Tenants, say: Say): Promise<void> {
  const counts = new Map<string, { asked: number; right: number }>();
  let [strangers, guessed] = [0, 0];
  for (const question of questions) {
    const [best] = (await ask(withTenant, tenants, product, question)).found;
    if (question.article === null) {
      strangers += 1;
      if (best !== undefined) guessed += 1;
    } else {
      const band = best?.band ?? 'nothing';
      const count = counts.get(band) ?? { asked: 0, right: 0 };
      counts.set(band, { asked: count.asked + 1, right: count.right + (best?.title === question.article ? 1 : 0) });
    }
  }
  const lines = ['sure', 'likely', 'weak', 'nothing'].map((band) => {
    const { asked, right } = counts.get(band) ?? { asked: 0, right: 0 };
    return `${band} ${right} of ${asked}`;
  });
  say(`knowledge, first right by band: ${lines.join(', ')}; of ${strangers} questions without an article ${guessed} were shown something`);
}

async function timeOnly(withTenant: WithTenant, tenants: Tenants): Promise<string> {
  const times: number[] = [];
  for (const question of questions) times.push((await ask(withTenant, tenants, product, question)).ms);
  return `knowledge, 1,024 published articles: p50 ${figure(percentile(times, 0.5))} ms, p95 ${figure(percentile(times, 0.95))} ms a question`;
}
