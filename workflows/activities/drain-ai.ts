import { setTimeout as sleep } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import type { Logger } from '../../config/logger.ts';
import type { ClaimedJob } from '../../domain/ai-runs/ai-runs.types.ts';
import { claimJob } from '../../domain/ai-runs/claim-job.ts';
import { failJob } from '../../domain/ai-runs/fail-job.ts';
import { mostAttempts, mostTakings, renewEveryMs, retryDelayMs } from '../../domain/ai-runs/lease.rules.ts';
import { putBackJob } from '../../domain/ai-runs/put-back-job.ts';
import { renewJob } from '../../domain/ai-runs/renew-job.ts';
import { type Actor, newId, type TenantId } from '../../domain/ids.types.ts';
import type { WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import type { AcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import type { DrainResult } from '../contracts/pump.contract.ts';
import type { AiRunner } from './ports.ts';

/** What working the jobs of the AI needs. `aiLanes`: model calls at the same time in one shard. */
export type DrainAiDeps = { withTenant: WithTenant; across: AcrossTenants; aiRunner: AiRunner; aiLanes: number; log: Logger };

/** How a turn goes, in ms: a test shortens it. */
export type DrainAiTiming = { turnMs: number; longestMs: number; lookMs: number; renewMs: number };

/**
 * A turn claims for a minute, and longer while a call of it is still under way, so that a slow one holds up nobody; what is still running after `longestMs` is put
 * back before the activity's own time is over.
 */
const usual: DrainAiTiming = { turnMs: 60_000, longestMs: 270_000, lookMs: 250, renewMs: renewEveryMs };
/** Candidates of one look: every tenant's first job stands before any tenant's second. */
const lookAt = 100;
const actor: Actor = { kind: 'system', name: 'ai' };
const workerId = newId<string>();
const brokenFailure =
  'Something went wrong while this was worked on. It was tried several times; ask again, and tell an operator if it happens again.';

/** `quietUntil`: nothing was due at the last look, so until then no lane needs to look again. */
type Turn = {
  running: Map<TenantId, number>;
  served: Map<TenantId, number>;
  count: number;
  claiming: Promise<unknown>;
  quietUntil: number;
};

/**
 * Works the due jobs of a shard in `aiLanes` lanes. A lane that is free takes the next job at once: that of the tenant with the fewest jobs in the lanes, and among
 * these of the one whose turn was longest ago. A job's lease is renewed while it runs; a lease that is lost (cancelled, taken over) and the activity's own end abort it.
 */
export async function drainAi(
  deps: DrainAiDeps,
  shard: number,
  { signal = activitySignal(), timing = usual }: { signal?: AbortSignal; timing?: DrainAiTiming } = {},
): Promise<DrainResult> {
  const turn: Turn = { running: new Map(), served: new Map(), count: 0, claiming: Promise.resolve(), quietUntil: 0 };
  const began = Date.now();
  const stop = AbortSignal.any([signal, AbortSignal.timeout(timing.longestMs)]);
  const mayClaim = (): boolean => {
    const spent = Date.now() - began;
    return !stop.aborted && (spent < timing.turnMs || (turn.running.size > 0 && spent < timing.longestMs - timing.turnMs));
  };
  const lane = async (): Promise<void> => {
    while (mayClaim()) {
      const job = await claimNext(deps, shard, turn, timing.lookMs);
      if (job !== null) await work(deps, job, turn, { stop, timing });
      else if (turn.running.size === 0) return;
      else await sleep(timing.lookMs, undefined, { signal: stop }).catch(() => undefined);
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: deps.aiLanes }, lane));
  const failed = lanes.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return { handled: turn.count, parked: 0, more: !signal.aborted && Date.now() - began >= timing.turnMs, nextAt: null };
}

/** The end of the activity; outside of one there is none. */
function activitySignal(): AbortSignal {
  try {
    return Context.current().cancellationSignal;
  } catch {
    return new AbortController().signal;
  }
}

/** One lane chooses at a time: each must see what the others have taken. */
function claimNext(deps: DrainAiDeps, shard: number, turn: Turn, lookMs: number): Promise<ClaimedJob | null> {
  const next = turn.claiming.then(async () => {
    if (Date.now() < turn.quietUntil && (turn.running.size > 0 || turn.count === 0)) return null;
    const job = await choose(deps, shard, turn);
    // A little less than a lane sleeps, so that one of them looks each time.
    if (job === null) turn.quietUntil = Date.now() + lookMs * 0.8;
    return job;
  });
  turn.claiming = next.catch(() => undefined);
  return next;
}

async function choose({ across, withTenant }: DrainAiDeps, shard: number, turn: Turn): Promise<ClaimedJob | null> {
  const due = await across.unsafeDueAiJobs(shard, lookAt);
  const sooner = (a: TenantId, b: TenantId): number =>
    (turn.running.get(a) ?? 0) - (turn.running.get(b) ?? 0) || (turn.served.get(a) ?? 0) - (turn.served.get(b) ?? 0);
  for (const { tenantId, id } of due.toSorted((a, b) => sooner(a.tenantId, b.tenantId))) {
    const job = await withTenant(tenantId, actor, (uow) => claimJob(uow, id, workerId));
    if (job === null) continue;
    turn.count += 1;
    turn.served.set(tenantId, turn.count);
    turn.running.set(tenantId, (turn.running.get(tenantId) ?? 0) + 1);
    return job;
  }
  return null;
}

async function work(
  deps: DrainAiDeps,
  job: ClaimedJob,
  turn: Turn,
  { stop, timing }: { stop: AbortSignal; timing: DrainAiTiming },
): Promise<void> {
  const lost = new AbortController();
  const log = deps.log.child({ tenant: job.tenantId, actor: actor.kind, job: job.id, feature: job.feature, attempt: job.attempts });
  const renewing = setInterval(() => {
    deps
      .withTenant(job.tenantId, actor, (uow) => renewJob(uow, job))
      .then((isHeld) => isHeld || lost.abort())
      .catch((error: unknown) => log.warn({ err: error }, 'the lease of a job could not be renewed'));
  }, timing.renewMs);
  try {
    if (job.attempts > mostTakings) return await abandon(deps, job);
    await deps.aiRunner.run(job, AbortSignal.any([stop, lost.signal]));
    if (stop.aborted) await deps.withTenant(job.tenantId, actor, (uow) => putBackJob(uow, job, uow.now));
  } catch (error) {
    if (stop.aborted) log.info('job of the AI stopped with its worker');
    else log.error({ err: error }, 'job of the AI broke');
    await giveUp(deps, job, stop.aborted);
  } finally {
    clearInterval(renewing);
    const left = (turn.running.get(job.tenantId) ?? 1) - 1;
    if (left > 0) turn.running.set(job.tenantId, left);
    else turn.running.delete(job.tenantId);
  }
}

/** Ends a job that nobody who took it came back from. */
async function abandon({ withTenant, log }: DrainAiDeps, job: ClaimedJob): Promise<void> {
  log.error({ tenant: job.tenantId, job: job.id, feature: job.feature, attempts: job.attempts }, 'job of the AI given up');
  await withTenant(job.tenantId, actor, (uow) => failJob(uow, job, brokenFailure));
}

/** For what a model or a server did the runner has settled the job by itself; this is for all else. */
async function giveUp({ withTenant, log }: DrainAiDeps, job: ClaimedJob, isStopped: boolean): Promise<void> {
  await withTenant(job.tenantId, actor, async (uow) => {
    if (isStopped) return putBackJob(uow, job, uow.now);
    if (job.attempts >= mostAttempts) return failJob(uow, job, brokenFailure);
    return putBackJob(uow, job, new Date(uow.now.getTime() + retryDelayMs(job.attempts, null)));
  }).catch((error: unknown) => log.error({ err: error, job: job.id }, 'a job could not be put back; its lease runs out'));
}
