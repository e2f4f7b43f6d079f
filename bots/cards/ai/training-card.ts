import type { TrainingData } from '../../../domain/learning/learning.types.ts';
import { action, bold, field } from '../spans.rules.ts';
import { figuresText } from './figures-words.rules.ts';
import type { ResultCard } from './result-card.types.ts';

/** What a training showed: the new classifier and the one before on the same tickets, and which of them is in use. */
export const trainingCard: ResultCard = (view) => {
  const data = view.result?.data as TrainingData;
  if (data.kind !== 'trained') return {};
  const { target, number, inUse, labels, kept, figures } = data;
  return {
    title: [bold(`Classifier ${number} for the ${target}: ${inUse ? 'in use' : 'not used'}`)],
    fields: [
      field('Learned from', `${labels - kept} confirmed tickets; ${kept} were kept aside for trying`),
      field('Now', figuresText(figures.after)),
      ...(figures.before === null ? [] : [field('Before', figuresText(figures.before))]),
      field('Trained in', `${figures.trainedSeconds.toFixed(1)} s`),
    ],
    actions: [action('Classifier', 'learn.status', { target }), ...(inUse ? [action('Go back', 'learn.rollback', { target })] : [])],
  };
};
