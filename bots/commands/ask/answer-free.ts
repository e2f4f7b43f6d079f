import { createHash } from 'node:crypto';
import { loadDefaultProvider } from '../../../domain/ai-providers/load-default-provider.ts';
import { notFound } from '../../../domain/errors.ts';
import { assertCan, can } from '../../../domain/people/permissions.rules.ts';
import type { Card } from '../../cards/card.types.ts';
import { makeCard } from '../../cards/make-card.rules.ts';
import { action, bold, plain } from '../../cards/spans.rules.ts';
import { answerParse } from '../answer-parse.ts';
import type { OperationContext } from '../operation.ts';
import { askToConfirm } from './ask-to-confirm.ts';
import { loadNames } from './load-names.ts';
import type { Plan } from './plan.types.ts';
import { runPlan } from './run-plan.ts';
import { type Understood, understand } from './understand.ts';

const longestAsked = 2_000;

/**
 * Answers what is no plain command: a question runs as the reading operation it stands for, a polite wish for a change becomes a confirmation, and what the grammar does
 * not understand goes to the model where there is one. `tell` is told what was understood before it is run.
 */
export async function answerFree(ctx: OperationContext, text: string, ticket: string | null, tell: (plan: Plan) => void): Promise<Card> {
  const names = await loadNames(ctx, text);
  const { asker, uow } = ctx;
  const understood = understand(text, { ticket, now: uow.now, me: asker.name, timeZone: asker.timeZone, names });
  if (understood.kind !== 'ask') tell(understood.kind === 'command' ? understood.call : understood.plan);
  if (understood.kind === 'question') return runPlan(ctx, understood.plan, 'words');
  if (understood.kind === 'request') return askToConfirm(ctx, understood.plan, 'grammar');
  if (understood.kind === 'command') return runCall(ctx, understood.call);
  return askModel(ctx, text, understood);
}

async function runCall(ctx: OperationContext, { op, args }: Plan): Promise<Card> {
  const operation = ctx.operationOf(op);
  if (operation === null) throw notFound('command', op.slice(0, 60));
  assertCan(ctx.asker.role, operation.permission);
  return operation.run(ctx, args);
}

async function askModel(ctx: OperationContext, text: string, { parsed }: Extract<Understood, { kind: 'ask' }>): Promise<Card> {
  const { ai, asker, uow } = ctx;
  const isFree = parsed.kind === 'unknown' && text.trim().split(/\s+/).length > 1;
  if (ai === null || !isFree || !can(asker.role, 'ai:use') || (await loadDefaultProvider(uow)) === null)
    return answerParse(parsed, text, ctx.operationOf);
  const asked = text.trim().slice(0, longestAsked);
  const dedupeKey = `plan:${asker.userId}:${createHash('sha256').update(asked).digest('hex').slice(0, 32)}`;
  const job = await ai.ask(uow, { feature: 'plan', dedupeKey, ticketId: null, input: { asked }, askedBy: asker.userId });
  return makeCard('ai_job', [bold('Let me think')], {
    text: [plain('This is no command and no question I know. The model is asked what you mean; nothing is changed.')],
    actions: [action('Look again', 'ai.job', { job }), action('Cancel', 'ai.cancel', { job })],
    pending: job,
  });
}
