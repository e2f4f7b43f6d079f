import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type LineChange, lineDiff } from './line-diff.rules.ts';
import { loadPromptVersion } from './load-prompt-version.ts';
import type { PromptKind, PromptVersionView } from './prompts.types.ts';

/** What differs between two versions of a kind. */
export type PromptDifference = {
  before: PromptVersionView;
  after: PromptVersionView;
  system: LineChange[];
  data: LineChange[];
  /** in words, empty when nothing differs */
  parameters: string[];
};

/** Compares two versions; `before` may be the one in use. Throws `not_found`. */
export async function diffPromptVersions(
  uow: TenantUnitOfWork,
  kind: PromptKind,
  numbers: { before: number | 'in_use'; after: number },
): Promise<PromptDifference> {
  const before = await loadPromptVersion(uow, { kind, number: numbers.before });
  const after = await loadPromptVersion(uow, { kind, number: numbers.after });
  const [old, fresh] = [before.parameters, after.parameters];
  const parameters = [
    ...(old.maxOutputTokens === fresh.maxOutputTokens
      ? []
      : [`most tokens of an answer: ${old.maxOutputTokens} → ${fresh.maxOutputTokens}`]),
    ...(old.temperature === fresh.temperature ? [] : [`temperature: ${old.temperature ?? 'not set'} → ${fresh.temperature ?? 'not set'}`]),
  ];
  const system = lineDiff(before.systemText, after.systemText);
  return { before, after, system, data: lineDiff(before.dataText, after.dataText), parameters };
}
