import type { CaseResult, PromptKind } from './prompts.types.ts';

/** What is released in a scope. */
export type ScopeRelease = { number: number; origin: 'shipped' | 'tenant'; percent: number | null; releasedAt: Date };

/** How a kind stands. `newest` is the highest number there is; `systemIsNewer`: the software brought a later text than the company's own release. */
export type PromptOverview = {
  kind: PromptKind;
  system: ScopeRelease | null;
  tenant: ScopeRelease | null;
  arm: ScopeRelease | null;
  newest: number;
  cases: number;
  systemIsNewer: boolean;
};

/** A stored run. `isPresent`: it is over exactly the cases that there are now. */
export type StoredPromptRun = {
  id: string;
  against: number | null;
  results: CaseResult[];
  passed: number;
  failed: number;
  runAt: Date;
  isPresent: boolean;
};

/** What a finished run of a version over the saved cases found, as its card shows it; the answers themselves are in the stored run `runId`. */
export type PromptRunData = {
  runId: string;
  kind: PromptKind;
  number: number;
  /** number of the version in use, which answered beside it; null: this one is it */
  against: number | null;
  passed: number;
  failed: number;
  cases: { name: string; outcome: string; passed: boolean; problems: string[]; differs: boolean | null }[];
};
