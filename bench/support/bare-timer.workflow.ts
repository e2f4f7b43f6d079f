import { proxyActivities, sleep } from '@temporalio/workflow';

const { noteFiring } = proxyActivities<{ noteFiring(dueAt: number): Promise<void> }>({ startToCloseTimeout: '30 seconds' });

/** The least that does something at an instant: a timer, then an activity that touches nothing. The baseline of the ticket clocks. */
export async function bareTimerWorkflow(dueAt: number): Promise<void> {
  await sleep(Math.max(1, dueAt + 1 - Date.now()));
  await noteFiring(dueAt);
}
