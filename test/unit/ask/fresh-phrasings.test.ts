import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { understand } from '../../../bots/commands/ask/understand.ts';
import { operationOf } from '../../../bots/commands/operation-table.ts';
import { askContext, houses, isRight, type Phrasing, planOf } from '../../support/ask/phrasings.ts';

type Fresh = Phrasing & { set: string; house: keyof typeof houses };

const read = <Content>(file: string): Content =>
  JSON.parse(readFileSync(new URL(`../../fixtures/ask/${file}`, import.meta.url), 'utf8')) as Content;
const fresh = read<Fresh[]>('fresh-phrasings.json');
const noQuestions = read<string[]>('no-questions.json');

/**
 * Written after the hundred, each set whole before any of its failures was read, by somebody who knew the grammar. The score of each before it was learnt from, a wrong
 * plan counting as two misses: d 46 of 60, e 41 of 60, f 38 of 60, k 14 of 15; then, with the mixture of a working day, p 72 of 104, q (French, Dutch, Polish, dialect)
 * 71 of 101, s 48 of 60, t 43 of 60, u 52 of 60. Nothing was learnt from v: 50 of 60. What they are held to now only keeps what was learnt from them.
 */
const least: Record<string, number> = { d: 57, e: 57, f: 50, k: 14, p: 99, q: 96, s: 57, t: 53, u: 56, v: 48 };

/** A word of courtesy before a whole command leaves it a command. */
const commands: ReadonlySet<string> = new Set(['please close ticket 64', 'please mark 52 as resolved']);

describe('phrasings nobody built for', () => {
  it.each(Object.keys(least))('of the set %s stay understood', (set) => {
    let score = 0;
    const amiss: string[] = [];
    for (const phrasing of fresh.filter((one) => one.set === set)) {
      const plan = planOf(phrasing.say, houses[phrasing.house]);
      const right = isRight(phrasing, plan);
      score += right ? 1 : plan === null ? 0 : -1;
      if (!right) amiss.push(`${phrasing.say} → ${JSON.stringify(plan)}`);
    }
    expect({ enough: score >= (least[set] ?? 0), score, amiss }).toMatchObject({ enough: true });
  });

  it('become calls whose arguments their operations take, and a change only where one was asked for, to be confirmed', () => {
    for (const { say, house, op } of fresh) {
      const plan = planOf(say, houses[house]);
      if (plan === null) continue;
      const operation = operationOf(plan.op);
      const wanted = op?.every((one) => operationOf(one)?.effect === 'write') === true ? 'write' : 'read';
      expect([say, operation?.effect, operation?.schema.safeParse(plan.args).success]).toEqual([say, wanted, true]);
      if (wanted === 'write')
        expect(understand(say, { ...askContext, names: houses[house] }).kind).toBe(commands.has(say) ? 'command' : 'request');
    }
  });

  it.each(noQuestions)('small talk, orders and what no desk knows give no plan: %s', (say) => {
    expect(planOf(say)).toBeNull();
  });
});
