import type { AiFeature } from '../../../domain/ai-runs/ai-runs.types.ts';
import { analysisCard } from './analysis-card.ts';
import { draftResultCard } from './draft-card.ts';
import { extractCard } from './extract-card.ts';
import { knowledgeAnswerCard } from './knowledge-answer-card.ts';
import { nextActionsCard } from './next-actions-card.ts';
import { promptRunCard } from './prompt-run-card.ts';
import type { ResultCard } from './result-card.types.ts';
import { summaryCard } from './summary-card.ts';
import { trainingCard } from './training-card.ts';
import { translationCard } from './translation-card.ts';
import { triageCard } from './triage-card.ts';

/** The cards of the features; one that has none is shown by its reasons alone. */
export const aiCards: Partial<Record<AiFeature, ResultCard>> = {
  triage: triageCard,
  analysis: analysisCard,
  summary: summaryCard,
  next_actions: nextActionsCard,
  draft: draftResultCard,
  knowledge_answer: knowledgeAnswerCard,
  translation: translationCard,
  extract: extractCard,
  prompt_run: promptRunCard,
  training: trainingCard,
};
