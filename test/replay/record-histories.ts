import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { NativeConnection } from '@temporalio/worker';
import { pino } from 'pino';
import { newId, type TenantId, type TicketId } from '../../domain/ids.types.ts';
import { resolveTemporalBinary } from '../../server/embedded/temporal-binary.ts';
import { startTemporalServer } from '../../server/embedded/temporal-server.ts';
import { createWorkflowStarter } from '../../workflows/client/workflow-starter.ts';
import { pumpId, taskQueue, ticketWorkflowId } from '../../workflows/contracts/names.contract.ts';
import { createWorker } from '../../workflows/worker.ts';
import { bundleWorkflows } from '../../workflows/workflow-bundle.ts';
import { scriptedActivities } from './scripted-activities.ts';

/**
 * Records on a real server, into `histories/`, those that are not there yet. Run it when a workflow or a way through one is new, never to make a failing replay pass:
 * that failure says that running workflows would break.
 */
const log = pino({ level: 'warn' });
const folder = await mkdtemp(join(tmpdir(), 'deskhand-record-'));
const server = await startTemporalServer({ binary: (await resolveTemporalBinary({ log })).path, dataFolder: folder, log });
const connection = await Connection.connect({ address: server.address });
const native = await NativeConnection.connect({ address: server.address });
const client = new Client({ connection });
const worker = await createWorker({
  connection: native,
  namespace: 'default',
  activities: scriptedActivities(),
  maxCachedWorkflows: 0,
  bundle: await bundleWorkflows(),
});
/** What was recorded on an earlier release stays: runs of it may still be going on. */
const save = async (name: string, workflowId: string): Promise<void> => {
  const file = new URL(`./histories/${name}.json`, import.meta.url);
  if (existsSync(file)) return;
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  await writeFile(file, `${historyToJSON(history)}\n`);
};

await worker.runUntil(async () => {
  const starter = createWorkflowStarter(client);
  await starter.wakePump('mail', 1);
  await sleep(2_000);
  await starter.wakePump('mail', 1);
  await sleep(1_000);
  await save('pump', pumpId('mail', 1));
  const [tenantId, ticketId] = [newId<TenantId>(), newId<TicketId>()];
  const inTwo = (): { nextAt: string } => ({ nextAt: new Date(Date.now() + 2_000).toISOString() });
  await starter.startTicket(tenantId, ticketId, inTwo());
  await sleep(500);
  await starter.signalTicket(tenantId, ticketId, { nextAt: null });
  await sleep(500);
  await starter.signalTicket(tenantId, ticketId);
  await sleep(500);
  await starter.signalTicket(tenantId, ticketId, inTwo());
  await client.workflow.getHandle(ticketWorkflowId(tenantId, ticketId)).result();
  await save('ticket-clocks', ticketWorkflowId(tenantId, ticketId));
  for (const [name, type] of [
    ['sweep', 'sweepWorkflow'],
    ['sweep-blobs', 'sweepBlobsWorkflow'],
  ] as const) {
    await client.workflow.execute(type, { taskQueue, workflowId: name });
    await save(name, name);
  }
});
await native.close();
await connection.close();
await server.stop();
await rm(folder, { recursive: true, force: true });
