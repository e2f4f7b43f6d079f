import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import { renderAcknowledgement } from '../../mail/templates/acknowledgement.ts';
import { renderNotice } from '../../mail/templates/notice.ts';
import { createDeliveryExpress } from '../../workflows/activities/delivery-express.ts';
import { drainDeliveries } from '../../workflows/activities/drain-deliveries.ts';
import type { WorkflowStarter } from '../../workflows/activities/ports.ts';
import { createPumpActivities } from '../../workflows/activities/pump.activities.ts';
import { createSweepActivities } from '../../workflows/activities/sweep.activities.ts';
import { createTicketActivities } from '../../workflows/activities/ticket.activities.ts';
import type { CoalescingWaker } from '../../workflows/client/coalescing-waker.ts';
import { setUpTemporal } from '../../workflows/client/set-up-temporal.ts';
import { createWorker } from '../../workflows/worker.ts';
import { cachedWorkflowBundle } from '../../workflows/workflow-bundle.ts';
import type { Core } from '../wire.ts';
import type { Closers } from './closers.ts';
import { createMailReader } from './mail-reader.ts';
import { createMailSender } from './mail-sender.ts';
import { satisfactionRulesFor } from './satisfaction-rules.ts';

/** Runs workflows and activities in this process until closed; a worker that dies by itself ends the process through `onDeath`. */
export async function startWorkerRole(
  core: Core,
  temporal: { client: Client; connection: NativeConnection; starter: WorkflowStarter; waker: CoalescingWaker },
  closers: Closers,
  onDeath: (error: unknown) => void,
): Promise<void> {
  const sender = createMailSender(core);
  closers.push('outgoing mail', () => sender.close());
  const express = createDeliveryExpress({
    ...core,
    drain: (shard) => drainDeliveries({ ...core, sender }, shard),
    wakePump: (shard) => temporal.waker.wake([{ kind: 'delivery', shard }]),
  });
  closers.push('deliveries under way', () => express.settled());
  core.onCommit((wakes) => {
    for (const { shard } of wakes.filter(({ kind }) => kind === 'delivery')) express.kick(shard);
    temporal.waker.wake(wakes.filter(({ kind }) => kind !== 'delivery'));
  });
  const deps = {
    ...core,
    deliver: express.drain,
    starter: temporal.starter,
    reader: createMailReader(core.blobs),
    sender,
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
