import type { ClassifyLabel } from '../../functions/triage/triage-material.types.ts';
import type { LearnedClassifiers } from './classify-text.ts';

/** The company's learned classifier as triage asks it. */
export function createClassifyLabel({ classifyText }: LearnedClassifiers): ClassifyLabel {
  return async (uow, target, text) => {
    const learned = await classifyText(uow, target, text);
    const [first] = learned?.top ?? [];
    if (learned === null || first === undefined) return null;
    return {
      value: learned.sure ? first.label : null,
      likeliest: learned.top.map(({ label }) => label),
      confidence: learned.sureness,
    };
  };
}
