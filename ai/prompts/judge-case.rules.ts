import { unmetExpectations } from '../../domain/prompts/expected-answer.rules.ts';
import type { CaseResult } from '../../domain/prompts/prompts.types.ts';
import type { AiFunction } from '../functions/ai-function.types.ts';
import type { ModelAnswer } from '../providers/model-client.types.ts';

const longestKept = 20_000;

/** What of an answer a stored run keeps: storable text, cut when it is very long. */
export function keptOutput(json: unknown): unknown {
  const text = JSON.stringify(json ?? null);
  return text.length > longestKept ? { cut: storable(text.slice(0, longestKept)) } : storable(json ?? null);
}

/** Whether an answer keeps to the function's schema and holds what the case expects; `problems` are in words. */
export function judgeCase(
  fn: Pick<AiFunction, 'schema'>,
  answer: Pick<ModelAnswer, 'outcome' | 'json' | 'reason'>,
  expect: Record<string, unknown> | null,
): Pick<CaseResult, 'outcome' | 'passed' | 'problems' | 'output'> {
  if (answer.outcome !== 'ok') {
    return {
      outcome: answer.outcome,
      passed: false,
      problems: [answer.reason ?? `the model’s answer was ${answer.outcome}`],
      output: null,
    };
  }
  const parsed = fn.schema.safeParse(answer.json);
  const broken = parsed.success
    ? []
    : parsed.error.issues.slice(0, 3).map(({ path }) => `the schema is broken at ${path.join('.') || 'its top'}`);
  const problems = [...broken, ...(expect === null || !parsed.success ? [] : unmetExpectations(expect, parsed.data).slice(0, 10))];
  return {
    outcome: parsed.success ? 'ok' : 'invalid',
    passed: problems.length === 0,
    problems: problems.map(storable),
    output: keptOutput(answer.json),
  };
}

function storable<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed() as T;
  if (Array.isArray(value)) return value.map(storable) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storable(key), storable(inner)])) as T;
}
