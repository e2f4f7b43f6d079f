import { z } from 'zod';
import { AppError } from '../../../domain/errors.ts';
import { assertCan } from '../../../domain/people/permissions.rules.ts';
import { takeConfirmation } from '../../../domain/plans/take-confirmation.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { findTicket } from '../../../domain/tickets/find-ticket.ts';
import type { Json } from '../../cards/card.types.ts';
import { settledCard } from '../../cards/list-card.ts';
import { uuid } from '../arguments.rules.ts';
import { askToConfirm } from '../ask/ask-to-confirm.ts';
import type { Plan } from '../ask/plan.types.ts';
import { defineDeed, type OperationContext } from '../operation.ts';

const schema = z.strictObject({ confirmation: uuid });

export const confirmPlan = defineDeed({
  summary: 'Do what a confirmation showed, once, if it is still so',
  examples: [],
  schema,
  run: async (ctx, { confirmation }) => {
    const taken = await takeConfirmation(ctx.uow, confirmation, ctx.asker.userId);
    const plan: Plan = { op: taken.op, args: taken.args as Record<string, Json> };
    const operation = ctx.operationOf(plan.op);
    if (operation === null) throw gone();
    assertCan(ctx.asker.role, operation.permission);
    if (taken.ticketVersion !== (await versionNow(ctx, String(plan.args.ticket)))) {
      return askToConfirm(ctx, plan, taken.source, [
        { level: 'warning', text: 'The ticket was changed since you were asked. This is how it stands now.' },
      ]);
    }
    return operation.run(ctx, 'version' in operation.schema.shape ? { ...plan.args, version: taken.ticketVersion } : plan.args);
  },
});

export const cancelPlan = defineDeed({
  summary: 'Leave what a confirmation showed undone',
  examples: [],
  schema,
  run: async (ctx, { confirmation }) => {
    await takeConfirmation(ctx.uow, confirmation, ctx.asker.userId);
    return settledCard('Cancelled', 'Nothing was changed.');
  },
});

async function versionNow(ctx: OperationContext, ref: string): Promise<number | null> {
  const found = await findTicket(ctx.uow, ref);
  if (found.kind !== 'one') throw gone();
  const [row] = await sqlRows<{ version: number }>(ctx.uow, 'select version from tickets where id = ?', [found.ticket.id]);
  return row?.version ?? null;
}

function gone(): AppError {
  return new AppError('conflict', {
    message: 'plan can no longer be done',
    userMessage: 'This cannot be done any more. Nothing was changed: ask for it again.',
  });
}
