import type { AiFeature, AiSource, JobView } from '../../../domain/ai-runs/ai-runs.types.ts';

/** What each piece of work is called. */
export const featureNames: Record<AiFeature, string> = {
  triage: 'Triage',
  extract: 'What is asked for',
  draft: 'Draft reply',
  plan: 'Plan for a question',
  summary: 'Summary',
  analysis: 'Analysis',
  next_actions: 'Suggested next actions',
  knowledge_answer: 'Answer from the knowledge base',
  translation: 'Translation',
  prompt_run: 'Run of a prompt over its cases',
  training: 'Training of a classifier',
};

const sourceNames: Record<Exclude<AiSource, 'model'>, string> = {
  rules: 'by rules, no model',
  classifier: 'by your own classifier, no model',
  search: 'by search, no model',
  extract: 'cut out of the text, no model',
};

/** Who found it, in words: every AI card says it. */
export function sourceWords({ result, model }: Pick<JobView, 'result' | 'model'>): string {
  const source = result?.source ?? 'rules';
  if (source !== 'model') return sourceNames[source];
  return model === null ? 'by a model' : `by the model ${model}`;
}

/** Money in micros as people read it: cents where there are whole cents, else as fine as it needs, up to a hundredth of a cent. */
export function money(micros: number): string {
  const units = micros / 1_000_000;
  return micros % 10_000 === 0 ? units.toFixed(2) : units.toFixed(4);
}

/** A confidence as people read it. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
