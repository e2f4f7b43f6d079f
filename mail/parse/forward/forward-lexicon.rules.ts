import { bareLine } from '../reply/bare-line.rules.ts';
import { everyLanguage, type LabelKind, type Lexicon } from '../reply/lexicon.rules.ts';
import { moreLabels } from './forward-words.rules.ts';

/** The words of every language, spelled as `bareLine` spells the lines they are compared with, and the labels that only forwards have. */
export const forwardLexicon: Lexicon = {
  ...everyLanguage,
  labels: new Map<string, LabelKind>([
    ...[...everyLanguage.labels].map(([word, kind]) => [bareLine(word), kind] as const),
    ...Object.entries(moreLabels),
  ]),
  forwarded: new Set([...everyLanguage.forwarded].map(bareLine)),
  original: new Set([...everyLanguage.original].map(bareLine)),
};
