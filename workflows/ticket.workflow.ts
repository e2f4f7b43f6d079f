import { condition, continueAsNew, defineSignal, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { TicketActivities } from './activities/ticket.activities.ts';
import { ticketChangedSignalName } from './contracts/names.contract.ts';
import type { TicketClockView, TicketInput } from './contracts/ticket.contract.ts';

const { ticketClock, closeIfQuiet } = proxyActivities<TicketActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute', backoffCoefficient: 2 },
});

const historyLimit = 1_000;

/** "The ticket changed: look at its clock again." */
export const ticketChangedSignal = defineSignal(ticketChangedSignalName);

/**
 * The one workflow of a ticket. It waits: for changes, and for the instant a quiet resolved ticket is closed. A closed or cancelled ticket ends it;
 * a later change starts it again under the same id.
 */
export async function ticketWorkflow(input: TicketInput): Promise<void> {
  let isChanged = false;
  setHandler(ticketChangedSignal, () => {
    isChanged = true;
  });
  let clock: TicketClockView = input.isNew ? { isOver: false, closeAt: null } : await ticketClock(input);
  while (!clock.isOver || isChanged) {
    if (workflowInfo().historyLength > historyLimit) await continueAsNew<typeof ticketWorkflow>({ ...input, isNew: false });
    const isQuiet = !(await changedBefore(clock.closeAt, () => isChanged));
    isChanged = false;
    clock = isQuiet ? await closeIfQuiet(input) : await ticketClock(input);
  }
}

async function changedBefore(closeAt: string | null, isChanged: () => boolean): Promise<boolean> {
  if (closeAt !== null) return condition(isChanged, Math.max(1, new Date(closeAt).getTime() - Date.now()));
  await condition(isChanged);
  return true;
}
