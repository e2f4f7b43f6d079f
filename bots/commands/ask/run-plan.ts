import { AppError } from '../../../domain/errors.ts';
import { assertCan } from '../../../domain/people/permissions.rules.ts';
import type { Card } from '../../cards/card.types.ts';
import { withNotice } from '../../cards/make-card.rules.ts';
import type { OperationContext } from '../operation.ts';
import type { Plan } from './plan.types.ts';
import { printPlan } from './print-plan.rules.ts';

/**
 * Runs what a question was understood as, in the name of the asker: their rights are asked for like those of any command. The card says what was understood. Throws
 * what the operation throws, and `invalid_input` for a plan that would change something.
 */
export async function runPlan(ctx: OperationContext, plan: Plan, by: 'words' | 'model'): Promise<Card> {
  const operation = ctx.operationOf(plan.op);
  if (operation === null || operation.effect !== 'read') {
    throw new AppError('invalid_input', {
      message: 'plan is no reading operation',
      userMessage: 'Nothing was done: this is no question I can answer.',
    });
  }
  assertCan(ctx.asker.role, operation.permission);
  const card = await operation.run(ctx, plan.args);
  const source = by === 'model' ? ' (by the model)' : '';
  return { ...withNotice(card, 'info', `I understood${source}: ${printPlan(plan)}`), plan };
}
