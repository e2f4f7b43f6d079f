import { mkdir, writeFile } from 'node:fs/promises';
import type { TenantId } from '../../domain/ids.types.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import type { Door } from './big-database.ts';
import type { Question } from './list-questions.ts';

const actor = { kind: 'system', name: 'bench' } as const;

/** Writes how PostgreSQL answers each statement of each question under row security, a file a question. Values of parameters are ids and made-up words. */
export async function recordPlans(door: Door, tenantId: TenantId, questions: Question[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const question of questions) {
    const statements = await door.withTenant(tenantId, actor, (uow) => statementsOf(uow, question));
    const plans: string[] = [];
    for (const { sql, params } of statements) {
      const rows = (await door.withTenant(tenantId, actor, ({ em }) =>
        em.execute(`explain (analyze, buffers) ${sql}`, params, 'all'),
      )) as Record<string, string>[];
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
    }
    const name = question.name.replace(/[^a-z0-9]+/gi, '-').toLowerCase();
    await writeFile(`${folder}/${name}.txt`, `${question.name}\n\n${plans.join('\n\n')}\n`);
  }
}

type Statement = { sql: string; params: unknown[] };

/** Asks once and keeps every statement that was sent. */
async function statementsOf(uow: TenantUnitOfWork, question: Question): Promise<Statement[]> {
  const sent: Statement[] = [];
  const em = new Proxy(uow.em, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (key !== 'execute' || typeof value !== 'function') return typeof value === 'function' ? value.bind(target) : value;
      return (sql: string, params: unknown[], method: string) => {
        sent.push({ sql, params });
        return value.call(target, sql, params, method);
      };
    },
  });
  await question.ask({ ...uow, em });
  return sent;
}
