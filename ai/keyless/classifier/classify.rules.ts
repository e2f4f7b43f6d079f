import type { Classified, Classifier } from './classifier.types.ts';
import { marginOf, probabilitiesOf, surenessOf } from './probabilities.rules.ts';
import { scoresOf } from './score-rows.rules.ts';
import { tokenise } from './tokenise.rules.ts';
import { vectorise } from './vectorise.rules.ts';

const mostOffered = 3;

/** The likeliest classes of a text. A text in which nothing is known is never sure. Never throws. */
export function classify(classifier: Classifier, text: string): Classified {
  const rows = vectorise([tokenise(text)], classifier.vocabulary);
  const scores = scoresOf(classifier.weights, rows, 0);
  const probabilities = probabilitiesOf(scores, classifier.slope);
  const sureness = surenessOf(marginOf(scores), classifier.slope);
  const top = classifier.classes
    .map((label, at) => ({ label, probability: probabilities[at] ?? 0 }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, mostOffered);
  const isKnown = rows.columns.length > 0;
  const { threshold } = classifier;
  return { top, sureness, sure: isKnown && threshold !== null && sureness >= threshold };
}
