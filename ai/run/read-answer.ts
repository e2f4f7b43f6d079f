import type { AiOutcome, CallEnd } from '../../domain/ai-runs/ai-runs.types.ts';
import type { AiFunction } from '../functions/ai-function.types.ts';
import type { ModelAnswer } from '../providers/model-client.types.ts';

/** What the answer is worth: data that code checked, or which of the other four ends it is. */
export type ReadAnswer = { outcome: 'ok'; data: unknown } | { outcome: Exclude<AiOutcome, 'ok'>; reason: string | null };

/** Checks an answer against the schema and lets the function cut its result out of it. What breaks a rule is `invalid`; nothing of its text is in the reason. */
export function readAnswer(fn: AiFunction, material: unknown, answer: ModelAnswer, restore: <T>(output: T) => T): ReadAnswer {
  if (answer.outcome !== 'ok') return { outcome: answer.outcome, reason: answer.reason };
  const parsed = fn.schema.safeParse(restore(answer.json));
  if (!parsed.success)
    return { outcome: 'invalid', reason: `the answer broke the schema at ${parsed.error.issues[0]?.path.join('.') || 'its top'}` };
  const interpreted = fn.interpret(material, parsed.data);
  return interpreted.kind === 'ok' ? { outcome: 'ok', data: interpreted.data } : { outcome: 'invalid', reason: interpreted.reason };
}

/** A client ends a call at its time limit by itself; whoever waits for it stops waiting this much later, in ms, so that the reason is the client's. */
export const graceMs = 1_000;

/** Whether nobody saw how the call ended: then it may have cost what was reserved. `isOver`: whoever waited gave up. */
function isCutOff({ usage, cutOff = false }: ModelAnswer, isOver: boolean): boolean {
  return usage === null && (cutOff || isOver);
}

/** The end of a call for its receipt: the outcome as code judged it, and the provider's own reason where the judgement has none. */
export function callEnd(answer: ModelAnswer, read: { outcome: AiOutcome; reason?: string | null }, isOver: boolean): CallEnd {
  const { text, usage, modelServed, requestId, latencyMs } = answer;
  return {
    outcome: read.outcome,
    reason: read.reason === undefined ? answer.reason : read.reason,
    text,
    usage,
    modelServed,
    requestId,
    latencyMs,
    cutOff: isCutOff(answer, isOver),
  };
}
