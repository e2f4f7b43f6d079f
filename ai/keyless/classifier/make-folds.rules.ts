import { seeded, shuffle } from '../../../domain/seeded.rules.ts';
import type { LabelledText } from './classifier.types.ts';

/**
 * Deals texts into so many folds, each class evenly, in an order that depends on the seed alone. Equal texts fall into the same fold: a text that is tried must not
 * have been learned from.
 */
export function makeFolds(texts: LabelledText[], folds: number, seed: number): Uint8Array {
  const groups = new Map<string, number[]>();
  texts.forEach(({ text }, at) => {
    const key = text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [at]);
    else group.push(at);
  });
  const order = [...groups.values()];
  shuffle(order, order.length, seeded(seed));
  const dealt = new Map<string, number>();
  const fold = new Uint8Array(texts.length);
  for (const group of order) {
    const label = texts[group[0] ?? 0]?.label ?? '';
    const next = dealt.get(label) ?? dealt.size % folds;
    for (const at of group) fold[at] = next;
    dealt.set(label, (next + 1) % folds);
  }
  return fold;
}
