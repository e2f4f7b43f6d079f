import type { AiFunctions } from '../../ai/functions/ai-function.types.ts';
import { analysis } from '../../ai/functions/analysis/analysis.ts';
import { draft } from '../../ai/functions/draft/draft.ts';
import { extract } from '../../ai/functions/extract/extract.ts';
import { knowledgeAnswer } from '../../ai/functions/knowledge-answer/knowledge-answer.ts';
import { nextActions } from '../../ai/functions/next-actions/next-actions.ts';
import { plan } from '../../ai/functions/plan/plan.ts';
import { summary } from '../../ai/functions/summary/summary.ts';
import { translation } from '../../ai/functions/translation/translation.ts';
import { createTriage } from '../../ai/functions/triage/create-triage.ts';
import { createClassifyLabel } from '../../ai/keyless/learned/classify-label.ts';
import { createLearnedClassifiers } from '../../ai/keyless/learned/classify-text.ts';
import type { AiFeature } from '../../domain/ai-runs/ai-runs.types.ts';

/** What the companies of this process learned. */
export const learnedClassifiers = createLearnedClassifiers();

/** The closed list of what the AI does. */
export const aiFunctions: AiFunctions = {
  triage: createTriage({ classify: createClassifyLabel(learnedClassifiers) }),
  analysis,
  summary,
  next_actions: nextActions,
  draft,
  knowledge_answer: knowledgeAnswer,
  translation,
  extract,
  plan,
};

/** What is no single call but a long piece of a worker's work. */
export const aiWorkFeatures: ReadonlySet<AiFeature> = new Set(['prompt_run', 'training']);
