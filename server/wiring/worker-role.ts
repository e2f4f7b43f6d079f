import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import type { WorkKind } from '../../domain/tenancy/wake.types.ts';
import { createMailboxTokens } from '../../mail/oauth/mailbox-tokens.ts';
import { createHtmlPool } from '../../mail/parse/html/html-pool.ts';
import { renderAcknowledgement } from '../../mail/templates/acknowledgement.ts';
import { renderNotice } from '../../mail/templates/notice.ts';
import { drainChat } from '../../workflows/activities/drain-chat.ts';
import { drainDeliveries } from '../../workflows/activities/drain-deliveries.ts';
import { drainPosts } from '../../workflows/activities/drain-posts.ts';
import { createExpress, type Express } from '../../workflows/activities/express.ts';
import type { ChatHandler, ChatPoster, MailSender, WorkflowStarter } from '../../workflows/activities/ports.ts';
import { createPumpActivities } from '../../workflows/activities/pump.activities.ts';
import { createSweepActivities } from '../../workflows/activities/sweep.activities.ts';
import { createTicketActivities } from '../../workflows/activities/ticket.activities.ts';
import type { CoalescingWaker } from '../../workflows/client/coalescing-waker.ts';
import { setUpTemporal } from '../../workflows/client/set-up-temporal.ts';
import type { DrainResult } from '../../workflows/contracts/pump.contract.ts';
import { createWorker } from '../../workflows/worker.ts';
import { cachedWorkflowBundle } from '../../workflows/workflow-bundle.ts';
import type { Core } from '../wire.ts';
import { aiRunnerOf } from './ai-runner-of.ts';
import type { Closers } from './closers.ts';
import { scanLineOf, virusScannerOf } from './file-scanner-of.ts';
import { learnedTriageOf } from './learned-triage-of.ts';
import { createMailReader } from './mail-reader.ts';
import { createMailSender } from './mail-sender.ts';
import { satisfactionRulesFor } from './satisfaction-rules.ts';
import { verifyMailOf } from './verify-mail-of.ts';

/** What a connected chat product does for the worker. */
export type WorkerChat = { chatHandler: ChatHandler; chatPoster: ChatPoster };

/** Ours to be fast: the rest of the shard does not wait longer for a call of a chat product that hangs. */
const chatPatienceMs = 500;

/**
 * Runs workflows and activities in this process until closed; a worker that dies by itself ends the process through `onDeath`. Without `chat` what came from chats
 * and goes to them waits for a worker that has it.
 */
export async function startWorkerRole(
  core: Core,
  temporal: { client: Client; connection: NativeConnection; starter: WorkflowStarter; waker: CoalescingWaker },
  closers: Closers,
  onDeath: (error: unknown) => void,
  chat?: WorkerChat,
): Promise<void> {
  const sender = createMailSender({ ...core, tokens: createMailboxTokens(core) });
  closers.push('outgoing mail', () => sender.close());
  const htmlPool = createHtmlPool();
  closers.push('HTML threads', () => htmlPool.close());
  const express = expressLines(core, temporal.waker, { sender, ...(chat === undefined ? {} : { chat }) });
  closers.push('express work under way', () => Promise.all(Object.values(express).map((line) => line.settled())));
  const scanner = virusScannerOf(core.env);
  const scans = scanLineOf(core, scanner);
  closers.push('virus scanner', async () => scans?.settled());
  core.onCommit((wakes) => {
    for (const { tenantId } of wakes.filter(({ kind }) => kind === 'ticket')) scans?.kick(tenantId);
    for (const { kind, shard } of wakes) express[kind]?.kick(shard);
    temporal.waker.wake(wakes.filter(({ kind }) => express[kind] === undefined));
  });
  const deps = {
    ...core,
    ...chat,
    inTurn: Object.fromEntries(Object.entries(express).map(([kind, line]) => [kind, line.drain])),
    starter: temporal.starter,
    aiRunner: aiRunnerOf(core),
    aiLanes: core.env.DESKHAND_AI_LANES,
    reader: createMailReader(core.blobs, { verify: verifyMailOf(core.env), learned: learnedTriageOf(core), htmlReader: htmlPool.read }),
    sender,
    scanner,
    renderNotice,
    satisfactionRules: satisfactionRulesFor(core),
    filingRules: (tenantId: Parameters<Core['replyKeysFor']>[0]) => ({ replyKeys: core.replyKeysFor(tenantId), renderAcknowledgement }),
  };
  const activities = { ...createPumpActivities(deps), ...createTicketActivities(deps), ...createSweepActivities(deps) };
  const { TEMPORAL_NAMESPACE: namespace, TEMPORAL_MAX_CACHED_WORKFLOWS: maxCachedWorkflows } = core.env;
  const [bundle] = await Promise.all([cachedWorkflowBundle(join(core.env.DESKHAND_DATA, 'cache')), setUpTemporal(temporal.client)]);
  const worker = await createWorker({ connection: temporal.connection, namespace, activities, maxCachedWorkflows, bundle });
  const done = worker.run();
  done.catch(onDeath);
  closers.push('worker', async () => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await done;
  });
}

/** What this process does at once when it commits it. */
function expressLines(
  core: Core,
  waker: CoalescingWaker,
  { sender, chat }: { sender: MailSender; chat?: WorkerChat },
): Partial<Record<WorkKind, Express>> {
  const line = (kind: WorkKind, drain: (shard: number) => Promise<DrainResult>, patienceMs?: number): Express =>
    createExpress({
      ...core,
      kind,
      drain,
      wakePump: (shard) => waker.wake([{ kind, shard }]),
      ...(patienceMs === undefined ? {} : { patienceMs }),
    });
  return {
    delivery: line('delivery', (shard) => drainDeliveries({ ...core, sender }, shard)),
    ...(chat === undefined
      ? {}
      : {
          chat: line('chat', (shard) => drainChat({ ...core, ...chat }, shard), chatPatienceMs),
          post: line('post', (shard) => drainPosts({ ...core, ...chat }, shard), chatPatienceMs),
        }),
  };
}
