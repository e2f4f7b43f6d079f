import { AppError } from '../../../domain/errors.ts';
import { assertCan } from '../../../domain/people/permissions.rules.ts';
import { createConfirmation } from '../../../domain/plans/create-confirmation.ts';
import { plannableOf } from '../../../domain/plans/plannable.rules.ts';
import type { Card, Notice } from '../../cards/card.types.ts';
import { confirmationCard } from '../../cards/confirmation-card.ts';
import type { OperationContext } from '../operation.ts';
import { withTicket } from '../with-ticket.ts';
import type { Plan } from './plan.types.ts';
import { pinPerson, planDifference } from './plan-difference.ts';
import { printPlan } from './print-plan.rules.ts';

/**
 * A change that was understood from free words, as a card to confirm; nothing is changed. The asker must have the right to it already. Throws `not_permitted`,
 * `not_found` for a ticket or person that is not there (another company's included), `invalid_input` for what is no change of the closed list.
 */
export async function askToConfirm(ctx: OperationContext, wanted: Plan, source: 'grammar' | 'model', more: Notice[] = []): Promise<Card> {
  const operation = ctx.operationOf(wanted.op);
  const checked = operation?.schema.safeParse(wanted.args);
  if (operation === null || plannableOf(wanted.op)?.effect !== 'write' || checked?.success !== true) {
    throw new AppError('invalid_input', {
      message: 'plan is no change of the list',
      userMessage: 'Nothing was done: I did not understand what to change.',
    });
  }
  assertCan(ctx.asker.role, operation.permission);
  const args = { ticket: String(wanted.args.ticket) };
  return withTicket(ctx, wanted.op, args, async (ticket) => {
    const plan = await pinPerson(ctx, { op: wanted.op, args: { ...wanted.args, ticket: ticket.number } });
    const { version, ...difference } = await planDifference(ctx, ticket, plan);
    const { id, expiresAt } = await createConfirmation(ctx.uow, { ...plan, userId: ctx.asker.userId, source, ticketVersion: version });
    const card = confirmationCard({ id, ticket, ...difference, printed: printPlan(plan), expiresAt, source }, ctx.reader, more);
    return { ...card, plan };
  });
}
