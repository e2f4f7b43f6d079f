import { z } from 'zod';
import type { PlanData } from '../../../domain/ai-runs/results.types.ts';
import { localDate } from '../../../domain/calendars/local-date.rules.ts';
import { AppError } from '../../../domain/errors.ts';
import { partPasted } from '../../../domain/plans/pasted.rules.ts';
import { plannable, plannableArguments, plannableOf } from '../../../domain/plans/plannable.rules.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { readTicketRef } from '../../../domain/tickets/ticket-ref.rules.ts';
import type { AiFunction, Interpreted } from '../ai-function.types.ts';

const longestValue = 500;

/** What the function sees: what a member of staff typed, without what they pasted to it, and the day. */
export type PlanMaterial = { question: string; today: string };

const names = plannable.map((one) => one.op) as [string, ...string[]];
const values = Object.fromEntries(plannableArguments.map((name) => [name, z.string().nullable()]));
const schema = z.strictObject({ op: z.enum([...names, 'none']), args: z.strictObject(values) });
type Output = { op: string; args: Record<string, string | null> };

/**
 * Staff plan (`ai.md` B.3): one operation of the closed list with filters and at most one ticket, or none. It has seen no row of anybody; what it says is run by code as
 * the person who asked, or becomes a confirmation. Without a model there is no plan.
 */
export const plan: AiFunction<PlanMaterial, Output, PlanData> = {
  feature: 'plan',
  promptKind: 'staff_plan',
  schema: schema as unknown as z.ZodType<Output>,
  load: async (uow, job) => {
    const { question } = partPasted(job.input.asked ?? '');
    if (question === '')
      throw new AppError('conflict', {
        message: 'nothing was asked',
        userMessage: 'There is no question apart from the pasted text. Write it in one line.',
      });
    const [row] = await sqlRows<{ zone: string }>(uow, 'select time_zone as zone from tenants where id = ?', [uow.tenantId]);
    return { question, today: localDate(uow.now, row?.zone ?? 'UTC') };
  },
  variables: ({ question, today }) => ({ today, operations: operationsText(), question }),
  interpret: (_material, output) => readPlan(output),
  keyless: async () => ({
    source: 'rules',
    confidence: null,
    reasons: ['No words of this question are known, and there is no model to ask.'],
    data: null,
  }),
};

function operationsText(): string {
  return plannable
    .map((one) => {
      const args = Object.entries(one.args).map(
        ([name, meaning]) => `  ${name}${one.required.includes(name) ? ' (needed)' : ''}: ${meaning}`,
      );
      return [`${one.op}: ${one.meaning}`, ...args].join('\n');
    })
    .join('\n');
}

/** Only arguments of the chosen operation, capped and on one line; the operation's own schema is asked where the plan is carried out. */
function readPlan({ op, args }: Output): Interpreted<PlanData> {
  if (op === 'none') return { kind: 'ok', data: null };
  const entry = plannableOf(op);
  if (entry === null) return { kind: 'invalid', reason: 'operation outside the list' };
  const given: Record<string, unknown> = {};
  for (const name of Object.keys(entry.args)) {
    const value = args[name]?.replace(/\s+/g, ' ').trim() ?? '';
    if (value === '') continue;
    if (value.length > longestValue) return { kind: 'invalid', reason: 'value too long' };
    if (name === 'ticket' && readTicketRef(value) === null) return { kind: 'invalid', reason: 'no ticket number' };
    if (name === 'days' && !/^\d{1,3}$/.test(value)) return { kind: 'invalid', reason: 'no number of days' };
    given[name] = name === 'days' ? Number(value) : value;
  }
  if (!entry.required.every((name) => name in given)) return { kind: 'invalid', reason: 'argument missing' };
  return { kind: 'ok', data: { op, args: given } };
}
