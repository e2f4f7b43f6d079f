import { describe, expect, it } from '@jest/globals';
import { chanceOfAtMost, chooseThreshold, upperLimit } from '../../ai/keyless/classifier/choose-threshold.rules.ts';
import type { Trial } from '../../ai/keyless/classifier/classifier.types.ts';
import { classify } from '../../ai/keyless/classifier/classify.rules.ts';
import { makeFolds } from '../../ai/keyless/classifier/make-folds.rules.ts';
import { fitSlope, marginOf, surenessOf } from '../../ai/keyless/classifier/probabilities.rules.ts';
import { deserialise, serialise } from '../../ai/keyless/classifier/serialise.rules.ts';
import { tokenise } from '../../ai/keyless/classifier/tokenise.rules.ts';
import { trainClassifier } from '../../ai/keyless/classifier/train-classifier.rules.ts';
import { tryClassifier } from '../../ai/keyless/classifier/trial-figures.rules.ts';
import { withLearnedType } from '../../ai/keyless/learned/with-learned-type.rules.ts';
import { isWorse } from '../../ai/keyless/training/is-worse.rules.ts';
import { trainAndCompare } from '../../ai/keyless/training/train-and-compare.ts';
import { seeded } from '../../domain/seeded.rules.ts';
import { smallTexts } from '../support/learning/small-texts.ts';

const train = (count: number, bound = 0.97) => {
  const trained = trainClassifier(smallTexts(count), { bound });
  if (trained === null) throw new Error('nothing was trained');
  return trained;
};

describe('the classifier', () => {
  it('learns matters from sentences and knows them in words it has not seen together', () => {
    const { classifier, figures } = train(150);
    expect(figures.accuracy).toBeGreaterThan(0.9);
    expect(classify(classifier, 'The invoice was charged twice, please check the payment.').top[0]?.label).toBe('billing');
    expect(classify(classifier, 'our firewall drops the connection to the server').top[0]?.label).toBe('technical');
  });

  it('gives the same bytes for the same texts, and others for others', () => {
    const bytes = serialise(train(90).classifier);
    expect(serialise(train(90).classifier)).toEqual(bytes);
    expect(serialise(train(93).classifier)).not.toEqual(bytes);
  });

  it('answers after a round through its bytes exactly as before, also from an odd place in a larger buffer', () => {
    const { classifier } = train(150);
    const bytes = serialise(classifier);
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    for (const { text } of smallTexts(20)) expect(classify(deserialise(larger.subarray(3)), text)).toEqual(classify(classifier, text));
    expect(() => deserialise(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8))).toThrow('no classifier of this version');
  });

  it('offers three at most, the likeliest first, with probabilities that are no more than one together', () => {
    const { top } = classify(train(90).classifier, 'the invoice');
    expect(top).toHaveLength(3);
    expect(top.map(({ probability }) => probability)).toEqual(top.map(({ probability }) => probability).toSorted((a, b) => b - a));
    expect(top.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
  });

  it('is never sure of a text without a word that it knows', () => {
    const { classifier } = train(300);
    expect(classifier.threshold).not.toBeNull();
    const always = { ...classifier, threshold: 0 };
    for (const text of ['', '   ', '!?!', 'Ξένη γλώσσα', '🙂🙂']) expect(classify(always, text).sure).toBe(false);
    expect(classify(always, 'the invoice').sure).toBe(true);
  });

  it('bears what mails may be: nothing, a megabyte of one letter, a hundred thousand words, halves of characters', () => {
    const { classifier } = train(90);
    for (const text of ['', 'x'.repeat(1_000_000), 'word '.repeat(100_000), '\uD800 lone', '\0\0', '字'.repeat(5_000)]) {
      expect(classify(classifier, text).top).toHaveLength(3);
    }
    const odd = trainClassifier([...smallTexts(60), { text: '', label: 'billing' }, { text: 'y'.repeat(100_000), label: 'technical' }], {
      bound: 0.97,
    });
    expect(odd?.classifier.classes).toEqual(['billing', 'feature_request', 'technical']);
  });

  it('learns nothing where there is nothing to tell apart', () => {
    expect(trainClassifier([], { bound: 0.97 })).toBeNull();
    expect(
      trainClassifier(
        [
          { text: 'one', label: 'a' },
          { text: 'two', label: 'a' },
        ],
        { bound: 0.97 },
      ),
    ).toBeNull();
  });

  it('learns from texts that are all the same without becoming sure of anything', () => {
    const same = Array.from({ length: 400 }, (_, at) => ({ text: 'the very same text', label: at % 2 === 0 ? 'a' : 'b' }));
    const trained = trainClassifier(same, { bound: 0.97 });
    expect(trained?.classifier.threshold).toBeNull();
    expect(trained?.figures.answered).toBe(0);
  });

  it('reports how far it is, up to the whole', () => {
    const seen: number[] = [];
    trainClassifier(smallTexts(60), { bound: 0.97, report: (done) => seen.push(done) });
    expect(seen).toHaveLength(3);
    expect(seen.at(-1)).toBe(1);
  });
});

describe('the words of a text', () => {
  it('are the same whatever their case and however their accents are composed', () => {
    expect(tokenise('CAFÉ Rechnung')).toEqual(tokenise('cafe\u0301 rechnung'));
    expect(tokenise('cafe Rechnung')).not.toEqual(tokenise('café Rechnung'));
  });

  it('count as words, neighbours, pairs and pieces', () => {
    expect(tokenise('card').words).toHaveLength(1);
    // ` card `: four pieces of three letters, three of four, two of five
    expect(tokenise('card').pieces).toHaveLength(9);
    // three words, two neighbours, three pairs
    expect(tokenise('my lost card').words).toHaveLength(8);
    expect(tokenise('').words).toHaveLength(0);
  });

  it('stay in one fold when texts are equal', () => {
    const texts = Array.from({ length: 50 }, (_, at) => ({
      text: at % 2 === 0 ? 'Same  text' : `text ${at}`,
      label: at % 4 < 2 ? 'a' : 'b',
    }));
    const folds = makeFolds(texts, 5, 1);
    expect(new Set([...folds].filter((_, at) => at % 2 === 0)).size).toBe(1);
    expect(new Set(folds).size).toBe(5);
  });
});

describe('the bound', () => {
  it('has the confidence limits of the tables', () => {
    // Clopper–Pearson, one-sided 95 %: 0 of 99, 1 of 100, 10 of 100.
    expect(upperLimit(0, 99, 0.95)).toBeCloseTo(0.0298, 4);
    expect(upperLimit(1, 100, 0.95)).toBeCloseTo(0.0466, 4);
    expect(upperLimit(10, 100, 0.95)).toBeCloseTo(0.1637, 3);
    expect(chanceOfAtMost(2, 10, 0.5)).toBeCloseTo(56 / 1024, 10);
    expect(upperLimit(5, 5, 0.95)).toBe(1);
  });

  it('gives no threshold to a company with too few labels, and one to the same with more', () => {
    const right = (count: number): Trial[] => Array.from({ length: count }, (_, at) => ({ sureness: 1 - at / 1_000, isRight: true }));
    expect(chooseThreshold(right(98), 0.03)).toBeNull();
    expect(chooseThreshold(right(99), 0.03)).not.toBeNull();
  });

  it('holds on what comes later, for at least 95 of 100 made-up companies', () => {
    const outcomes = Array.from({ length: 400 }, (_, at) => {
      const random = seeded(at + 1);
      const draw = (): Trial => {
        const sureness = 0.4 + 0.6 * random();
        return { sureness, isRight: random() < sureness ** 0.12 };
      };
      const size = 200 + Math.floor(random() * 1_300);
      const threshold = chooseThreshold(Array.from({ length: size }, draw), 0.03);
      // The true share of wrong ones from a threshold on, by the integral of 1 − p^0.12.
      const wrongFrom = (from: number): number => 1 - (1 - from ** 1.12) / (1.12 * (1 - from));
      return { acts: threshold !== null, kept: threshold === null || wrongFrom(threshold) <= 0.03 };
    });
    expect(outcomes.filter(({ acts }) => acts).length).toBeGreaterThan(200);
    expect(outcomes.filter(({ kept }) => kept).length).toBeGreaterThanOrEqual(380);
  });

  it('answers less the stricter it is', () => {
    const random = seeded(5);
    const trials = Array.from({ length: 3_000 }, (): Trial => {
      const sureness = random();
      return { sureness, isRight: random() < Math.min(1, sureness + 0.3) };
    });
    const [strict, lax] = [chooseThreshold(trials, 0.02), chooseThreshold(trials, 0.1)];
    expect(lax).not.toBeNull();
    expect(strict ?? 1).toBeGreaterThan(lax ?? 1);
  });

  it('goes by a sureness that says how often an answer is right', () => {
    const random = seeded(9);
    const cases = Array.from({ length: 3_000 }, () => {
      const margin = random();
      return { margin, isRight: random() < surenessOf(margin, 4) };
    });
    expect(fitSlope(cases)).toBeGreaterThan(3.4);
    expect(fitSlope(cases)).toBeLessThan(4.6);
    expect(marginOf([0.2, -1, 0.9, 0.5])).toBeCloseTo(0.4, 12);
    expect(surenessOf(0, 4)).toBe(0.5);
  });
});

describe('a new classifier', () => {
  it('is worse only when chance does not explain it', () => {
    const right = (count: number, of: number): boolean[] => Array.from({ length: of }, (_, at) => at < count);
    expect(isWorse(right(90, 100), right(90, 100))).toBe(false);
    expect(isWorse(right(88, 100), right(90, 100))).toBe(false);
    expect(isWorse(right(80, 100), right(90, 100))).toBe(true);
    expect(isWorse(right(90, 100), right(80, 100))).toBe(false);
    expect(isWorse([], [])).toBe(false);
  });

  it('is tried beside the one in use on the same texts, and refused when its labels were spoilt', () => {
    const kept = smallTexts(260).slice(200);
    const good = trainAndCompare({ texts: smallTexts(200), kept, bound: 0.97, before: null }, () => undefined);
    expect(good?.before).toBeNull();
    expect(good?.after.cases).toBe(60);
    const labels = ['billing', 'technical', 'feature_request'];
    const spoilt = smallTexts(200).map(({ text }, at) => ({ text, label: labels[(at * 7) % 3 === 0 ? 1 : at % 2] ?? '' }));
    const bad = trainAndCompare({ texts: spoilt, kept, bound: 0.97, before: good?.bytes ?? null }, () => undefined);
    expect(bad?.before).toEqual(good?.after);
    expect(bad?.isWorse).toBe(true);
    const again = trainAndCompare({ texts: smallTexts(200), kept, bound: 0.97, before: good?.bytes ?? null }, () => undefined);
    expect(again?.isWorse).toBe(false);
  });

  it('is measured as what it answers', () => {
    const { classifier } = train(150);
    const kept = smallTexts(210).slice(150);
    const all = tryClassifier({ ...classifier, threshold: 0 }, kept);
    expect(all.answered).toBe(1);
    expect(all.precision).toBe(all.accuracy);
    expect(tryClassifier({ ...classifier, threshold: null }, kept)).toMatchObject({ answered: 0, precision: 1, accuracy: all.accuracy });
  });
});

describe('the suggestion for a new mail', () => {
  const byRules = {
    intent: 'support' as const,
    type: 'general' as const,
    priority: 'high' as const,
    language: 'en',
    reasons: ['no word points to a type: general', '“broken”: priority high'],
    confidence: 0.55,
  };
  const learned = { classifierNumber: 4, labels: 812 };

  it('has the learned type where the classifier is sure, and says where it comes from', () => {
    const top = [
      { label: 'billing', probability: 0.97 },
      { label: 'technical', probability: 0.01 },
    ];
    expect(withLearnedType(byRules, { ...learned, top, sureness: 0.984, sure: true })).toEqual({
      ...byRules,
      type: 'billing',
      confidence: 0.98,
      reasons: ['learned from 812 confirmed tickets, classifier 4, 98 % sure', '“broken”: priority high'],
    });
  });

  it('keeps the rules’ type and offers three where it is not', () => {
    const top = [
      { label: 'billing', probability: 0.5 },
      { label: 'technical', probability: 0.3 },
      { label: 'bug', probability: 0.1 },
    ];
    expect(withLearnedType(byRules, { ...learned, top, sureness: 0.62, sure: false })).toEqual({
      ...byRules,
      offered: ['billing', 'technical', 'bug'],
    });
  });

  it('never takes a type that tickets do not have', () => {
    expect(withLearnedType(byRules, { ...learned, top: [{ label: 'spam', probability: 1 }], sureness: 0.99, sure: true })).toEqual(byRules);
  });
});
