import { condition, continueAsNew, defineSignal, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { PumpActivities } from './activities/pump.activities.ts';
import { wakeSignalName } from './contracts/names.contract.ts';
import type { PumpInput } from './contracts/pump.contract.ts';

const { drain } = proxyActivities<PumpActivities>({
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '6 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '20 seconds', backoffCoefficient: 2 },
});

/** Events after which the pump starts over with an empty history. */
const historyLimit = 2_000;

/** "Something was committed for you." */
export const wakeSignal = defineSignal(wakeSignalName);

/**
 * Drains one kind of work of one shard in batches, for ever: until nothing is left, then until it is woken or something postponed falls due.
 * Signals that come while a batch runs count as one.
 */
export async function pumpWorkflow(input: PumpInput): Promise<void> {
  let isWoken = false;
  setHandler(wakeSignal, () => {
    isWoken = true;
  });
  while (workflowInfo().historyLength < historyLimit) {
    isWoken = false;
    const result = await drain(input);
    if (result.more || isWoken) continue;
    if (result.nextAt === null) await condition(() => isWoken);
    else await condition(() => isWoken, Math.max(100, new Date(result.nextAt).getTime() - Date.now()));
  }
  await continueAsNew<typeof pumpWorkflow>(input);
}
