import { condition, continueAsNew, defineSignal, patched, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { TicketActivities } from './activities/ticket.activities.ts';
import { ticketChangedSignalName } from './contracts/names.contract.ts';
import type { TicketChange, TicketClockView, TicketInput } from './contracts/ticket.contract.ts';

const { ticketClock, attendTicket, closeIfQuiet } = proxyActivities<TicketActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute', backoffCoefficient: 2 },
});

const historyLimit = 1_000;

/** "The ticket changed": with what it waits for next, or else look at its clock again. */
export const ticketChangedSignal = defineSignal<[change?: TicketChange]>(ticketChangedSignalName);

/**
 * The one workflow of a ticket. It owns the ticket's clocks and waits: for changes, and for the next instant at which something falls due. Only that instant is a
 * timer; the database says what is due. A closed or cancelled ticket ends it; a later change starts it again under the same id.
 */
export async function ticketWorkflow(input: TicketInput): Promise<void> {
  let isChanged = false;
  let told: TicketChange | null = null;
  setHandler(ticketChangedSignal, (change) => {
    isChanged = true;
    told = change ?? null;
  });
  let clock = input.isNew ? { isOver: false, nextAt: input.nextAt ?? null } : await ticketClock(input);
  while (!clock.isOver || isChanged) {
    if (workflowInfo().historyLength > historyLimit) {
      await continueAsNew<typeof ticketWorkflow>({ tenantId: input.tenantId, ticketId: input.ticketId, isNew: false });
    }
    const isDue = !(await changedBefore(dueOf(clock), () => isChanged));
    const change = takeChange();
    if (change !== null) clock = { isOver: false, nextAt: change.nextAt };
    else if (!isDue) clock = await ticketClock(input);
    else clock = patched('attend') ? await attendTicket(input) : await closeIfQuiet(input);
  }

  function takeChange(): TicketChange | null {
    const change = told;
    isChanged = false;
    told = null;
    return change;
  }
}

function dueOf(clock: TicketClockView): string | null {
  return clock.nextAt ?? clock.closeAt ?? null;
}

async function changedBefore(dueAt: string | null, isChanged: () => boolean): Promise<boolean> {
  if (dueAt !== null) return condition(isChanged, Math.max(1, new Date(dueAt).getTime() + 1 - Date.now()));
  await condition(isChanged);
  return true;
}
