import { type Client, WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/client';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import type { TenantId, TicketId } from '../../domain/ids.types.ts';
import type { WorkKind } from '../../domain/tenancy/wake.types.ts';
import type { WorkflowStarter } from '../activities/ports.ts';
import { pumpId, taskQueue, ticketChangedSignalName, ticketWorkflowId, wakeSignalName } from '../contracts/names.contract.ts';
import type { PumpInput } from '../contracts/pump.contract.ts';
import type { TicketChange, TicketInput } from '../contracts/ticket.contract.ts';

/** Search attribute of every workflow that belongs to one tenant. */
export const tenantAttribute = defineSearchAttributeKey('TenantId', 'KEYWORD');

/** Starts and wakes workflows by their deterministic ids; every call may be repeated. Workflows are named, not imported: the client stays light. */
export function createWorkflowStarter(client: Client, queue: string = taskQueue): WorkflowStarter {
  const ticketOptions = (tenantId: TenantId, ticketId: TicketId) => ({
    taskQueue: queue,
    workflowId: ticketWorkflowId(tenantId, ticketId),
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    typedSearchAttributes: new TypedSearchAttributes([{ key: tenantAttribute, value: tenantId }]),
    priority: { fairnessKey: tenantId },
  });
  return {
    wakePump: async (kind: WorkKind, shard: number) => {
      const input: PumpInput = { kind, shard };
      await client.workflow.signalWithStart('pumpWorkflow', {
        taskQueue: queue,
        workflowId: pumpId(kind, shard),
        args: [input],
        signal: wakeSignalName,
      });
    },
    startTicket: async (tenantId, ticketId, next) => {
      const input: TicketInput = { tenantId, ticketId, isNew: next !== undefined, ...next };
      await client.workflow.start('ticketWorkflow', { ...ticketOptions(tenantId, ticketId), args: [input] });
    },
    signalTicket: async (tenantId, ticketId, next) => {
      const input: TicketInput = { tenantId, ticketId, isNew: false };
      await client.workflow.signalWithStart<(input: TicketInput) => Promise<void>, TicketChange[]>('ticketWorkflow', {
        ...ticketOptions(tenantId, ticketId),
        args: [input],
        signal: ticketChangedSignalName,
        signalArgs: next === undefined ? [] : [next],
      });
    },
  };
}
