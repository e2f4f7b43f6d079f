import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { blobSweepScheduleId, sweepScheduleId, taskQueue } from '../contracts/names.contract.ts';
import { tenantAttribute } from './workflow-starter.ts';

const keyword = 2;
const alreadyExists = 6;

/** What the sweep costs when idle is one short workflow each time. */
const sweepEvery = '30 seconds';

/** Makes what the namespace must have, once: search attributes and the two schedules. Safe to call at every start and on any cluster. */
export async function setUpTemporal(client: Client, queue: string = taskQueue): Promise<void> {
  await addSearchAttribute(client);
  await addSchedule(client, sweepScheduleId, 'sweepWorkflow', { intervals: [{ every: sweepEvery }] }, queue);
  await addSchedule(client, blobSweepScheduleId, 'sweepBlobsWorkflow', { calendars: [{ hour: 3, minute: 17 }] }, queue);
}

async function addSearchAttribute(client: Client): Promise<void> {
  const { namespace } = client.options;
  const { operatorService } = client.connection;
  const known = await operatorService.listSearchAttributes({ namespace });
  if (known.customAttributes?.[tenantAttribute.name] !== undefined) return;
  await operatorService
    .addSearchAttributes({ namespace, searchAttributes: { [tenantAttribute.name]: keyword } })
    .catch((error: { code?: number }) => {
      if (error.code !== alreadyExists) throw error;
    });
}

type Spec = Parameters<Client['schedule']['create']>[0]['spec'];

async function addSchedule(client: Client, scheduleId: string, workflowType: string, spec: Spec, queue: string): Promise<void> {
  try {
    await client.schedule.create({
      scheduleId,
      spec,
      action: { type: 'startWorkflow', workflowType, taskQueue: queue, args: [] },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}
