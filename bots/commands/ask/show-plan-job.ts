import type { JobView } from '../../../domain/ai-runs/ai-runs.types.ts';
import { notFound } from '../../../domain/errors.ts';
import { partPasted } from '../../../domain/plans/pasted.rules.ts';
import { plannableOf } from '../../../domain/plans/plannable.rules.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import type { Card, Json } from '../../cards/card.types.ts';
import { settledCard } from '../../cards/list-card.ts';
import { withNotice } from '../../cards/make-card.rules.ts';
import { action } from '../../cards/spans.rules.ts';
import { answerParse } from '../answer-parse.ts';
import type { OperationContext } from '../operation.ts';
import { parseCommand } from '../parse-command.ts';
import { askToConfirm } from './ask-to-confirm.ts';
import type { Plan } from './plan.types.ts';
import { runPlan } from './run-plan.ts';

/**
 * What a model made of a question, shown to the person who asked it and to nobody else (`not_found`): a reading plan is run now with their rights, a change becomes a
 * confirmation, and what was not understood is said so. A question with a pasted block never becomes a change. Given a job of the feature `plan` that is done.
 */
export async function showPlanJob(ctx: OperationContext, view: JobView): Promise<Card> {
  if (view.askedBy !== ctx.asker.userId) throw notFound('job', view.ref);
  const asked = view.input.asked ?? '';
  const why = action('Why?', 'ai.why', { job: view.id });
  const plan = checkedPlan(ctx, view.result?.data);
  const card = plan === null ? notUnderstood(ctx, asked) : await carryOut(ctx, plan, view, asked);
  const notice = view.result?.notice ?? null;
  const shown = view.source === 'model' ? { ...card, actions: [...card.actions, why] } : card;
  return notice === null ? shown : withNotice(shown, 'warning', notice);
}

async function carryOut(ctx: OperationContext, plan: Plan, view: JobView, asked: string): Promise<Card> {
  if (plannableOf(plan.op)?.effect === 'read') return runPlan(ctx, plan, 'model');
  if (partPasted(asked).pasted) return notUnderstood(ctx, asked);
  return (await wasAnswered(ctx, plan, view))
    ? settledCard('Answered', 'You confirmed or cancelled this before.')
    : askToConfirm(ctx, plan, 'model');
}

/** The operation's own schema has the last word on what a model says. */
function checkedPlan(ctx: OperationContext, data: unknown): Plan | null {
  if (typeof data !== 'object' || data === null) return null;
  const { op, args } = data as { op?: unknown; args?: unknown };
  const operation = typeof op === 'string' && plannableOf(op) !== null ? ctx.operationOf(op) : null;
  if (operation === null || !operation.schema.safeParse(args).success) return null;
  return { op: operation.name, args: args as Record<string, Json> };
}

async function wasAnswered(ctx: OperationContext, plan: Plan, view: JobView): Promise<boolean> {
  const rows = await sqlRows(
    ctx.uow,
    `select 1 from plan_confirmations where user_id = ? and op = ? and source = 'model' and used_at is not null and created_at >= ? limit 1`,
    [ctx.asker.userId, plan.op, view.settledAt ?? view.createdAt],
  );
  return rows.length > 0;
}

function notUnderstood(ctx: OperationContext, asked: string): Card {
  const { question } = partPasted(asked);
  const parsed = parseCommand(question);
  return answerParse(
    parsed.kind === 'call' ? { kind: 'unknown', said: question, nearest: [], corrected: [] } : parsed,
    question,
    ctx.operationOf,
  );
}
