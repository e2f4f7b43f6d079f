import { setTimeout as sleep } from 'node:timers/promises';
import type { AiResult } from '../../domain/ai-runs/ai-runs.types.ts';
import { queueJob } from '../../domain/ai-runs/queue-job.ts';
import { settleJob } from '../../domain/ai-runs/settle-job.ts';
import { migrate } from '../../domain/database/migrate.ts';
import { createDatabase } from '../../domain/database/orm.ts';
import { type AiJobId, newId, type TenantId } from '../../domain/ids.types.ts';
import { shardOf } from '../../domain/tenancy/shard.rules.ts';
import { sqlRows, sqlRun } from '../../domain/tenancy/sql.ts';
import { createWithTenant, type WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import { type AcrossTenants, createAcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import { createTenant } from '../../domain/tenants/create-tenant.ts';
import { drainAi } from '../../workflows/activities/drain-ai.ts';
import { silent } from '../support/desk.ts';
import { figure } from '../support/figures.rules.ts';
import type { Part } from '../support/part.types.ts';
import { startScratchDatabase } from '../support/scratch-database.ts';

const actor = { kind: 'system', name: 'bench' } as const;
const flood = 1_000;
const few = 10;
const runs = 5;
const lanes = 4;
/** How long a model call takes here, in ms: between these. */
const callMs = [2, 12] as const;
const result: AiResult = { feature: 'analysis', source: 'rules', confidence: null, notice: null, reasons: [], data: {} };

type World = { withTenant: WithTenant; across: AcrossTenants; busy: TenantId; calm: TenantId };

/** One company queues 1,000 analyses and another ten right after it: the place at which the last of the ten is finished. */
export const aiFairness: Part = {
  name: 'ai-fairness',
  meaning: 'the place at which ten jobs of the AI behind another company’s 1,000 are finished, with and without the round-robin',
  run: async (say) => {
    const scratch = await startScratchDatabase({ durable: false });
    await migrate(scratch.server.ownerUrl);
    const database = createDatabase({ url: scratch.server.appUrl, pool: 8, contextName: 'bench-ai-fairness' });
    const withTenant = createWithTenant({ database });
    try {
      const [busy, calm] = await addCompanies(withTenant);
      const world = { withTenant, across: createAcrossTenants(database, silent), busy, calm };
      const fair = await places(world, world.across);
      const unfair = await places(world, firstComeFirstServed(world));
      say(
        `ai-fairness: ${few} jobs behind ${flood} of another company, ${lanes} lanes, mean of ${runs} runs: the last is finished at place ${figure(mean(fair))} (${fair.join(', ')}); with fairness off at place ${figure(mean(unfair))} (${unfair.join(', ')})`,
      );
    } finally {
      await database.close(true);
      await scratch.drop();
    }
  },
};

/** Two companies of one shard: between shards there is nothing to share. */
async function addCompanies(withTenant: WithTenant): Promise<[TenantId, TenantId]> {
  const busy = newId<TenantId>();
  let calm = newId<TenantId>();
  while (shardOf(calm) !== shardOf(busy)) calm = newId<TenantId>();
  for (const [slug, id] of [['busy', busy] as const, ['calm', calm] as const])
    await withTenant(
      id,
      actor,
      async (uow) => void (await createTenant(uow, { name: slug, slug, timeZone: 'Europe/London', language: 'en' })),
    );
  return [busy, calm];
}

async function places(world: World, across: AcrossTenants): Promise<number[]> {
  const found: number[] = [];
  for (let run = 0; run < runs; run += 1) found.push(await lastPlace(world, across));
  return found;
}

async function lastPlace({ withTenant, busy, calm }: World, across: AcrossTenants): Promise<number> {
  for (const [tenantId, count] of [[busy, flood] as const, [calm, few] as const])
    await withTenant(tenantId, actor, async (uow) => {
      await sqlRun(uow, 'delete from ai_jobs');
      for (let at = 0; at < count; at += 1)
        await queueJob(uow, { feature: 'analysis', dedupeKey: `bench:${at}`, ticketId: null, input: {}, askedBy: null });
    });
  const finished: TenantId[] = [];
  const aiRunner = {
    run: async (job: Parameters<typeof settleJob>[1] & { tenantId: TenantId }) => {
      await sleep(callMs[0] + Math.random() * (callMs[1] - callMs[0]));
      if (await withTenant(job.tenantId, actor, (uow) => settleJob(uow, job, result))) finished.push(job.tenantId);
    },
  };
  while (finished.length < flood + few) await drainAi({ withTenant, across, aiRunner, aiLanes: lanes, log: silent }, shardOf(busy));
  return finished.lastIndexOf(calm) + 1;
}

/** The same look-up by age alone, whoever's job it is. */
function firstComeFirstServed({ withTenant, across, busy, calm }: World): AcrossTenants {
  type Line = { tenantId: TenantId; id: AiJobId; dueAt: string };
  const oldest = `select tenant_id as "tenantId", id, due_at as "dueAt" from ai_jobs where state = 'queued' and due_at <= now() order by due_at, id limit 1`;
  return {
    ...across,
    unsafeDueAiJobs: async () => {
      const heads: Line[] = [];
      for (const tenantId of [busy, calm]) heads.push(...(await withTenant(tenantId, actor, (uow) => sqlRows<Line>(uow, oldest))));
      return heads.toSorted((a, b) => new Date(a.dueAt).getTime() - new Date(b.dueAt).getTime()).slice(0, 1);
    },
  };
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
