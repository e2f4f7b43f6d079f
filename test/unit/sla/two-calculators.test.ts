import { expect, test } from '@jest/globals';
import { seeded } from '../../../domain/seeded.rules.ts';
import { runClocks } from '../../../domain/sla/run-clocks.rules.ts';
import type { Clock, SlaEvent } from '../../../domain/sla/sla.types.ts';
import { bookOfWindow, pick, windowStarts } from '../../support/sla/random-calendars.ts';
import { randomHistory } from '../../support/sla/random-histories.ts';
import { secondCalculator } from '../../support/sla/second-calculator.ts';
import { verdictOf } from '../../support/sla/verdict-of.ts';

const histories = 10_000;
const seed = 20_261_023;

test(`two calculators agree to the millisecond on ${histories} random histories`, () => {
  const windows = windowStarts.map((start) => ({ start, ...bookOfWindow(start) }));
  const random = seeded(seed);
  const met = new Map<string, number>();
  for (let count = 0; count < histories; count += 1) {
    const { start, book, openness } = pick(random, windows);
    const tempting = (history: SlaEvent[], at: number): number[] =>
      runClocks(history, book, at).clocks.flatMap(({ due, next }) => [due, next?.at ?? null].filter((instant) => instant !== null));
    const { history, until } = randomHistory(random, book, start, tempting);
    const engine = runClocks(history, book, until).clocks;
    const verdicts = engine.map(verdictOf);
    const second = secondCalculator(history, openness, until);
    if (JSON.stringify(verdicts) !== JSON.stringify(second))
      expect({ count, history, until, verdicts }).toEqual({ count, history, until, verdicts: second });
    expect(engine.flatMap((clock) => faultsOfProof(clock, until))).toEqual([]);
    for (const clock of engine) for (const feature of featuresOf(clock)) met.set(feature, (met.get(feature) ?? 0) + 1);
  }
  // A run that meets none of these would prove nothing about them.
  for (const feature of [
    'due passed',
    'target changed',
    'reopened',
    'paused',
    'met on time',
    'met late',
    'second cycle',
    'two calendars',
    'on the dot',
  ])
    expect([feature, met.get(feature) ?? 0]).toEqual([feature, expect.any(Number)]);
  expect(Math.min(...met.values())).toBeGreaterThan(100);
  expect(met.size).toBe(9);
}, 300_000);

function featuresOf(clock: Clock): string[] {
  const found = new Set<string>(clock.breaches.map((breach) => breach.reason));
  if (clock.pauses.some(({ why }) => ['resolved', 'solved', 'closed'].includes(why))) found.add('reopened');
  if (clock.pauses.some(({ why }) => why === 'pending')) found.add('paused');
  if (clock.metAt !== null) found.add(clock.isOverdue ? 'met late' : 'met on time');
  if (clock.metAt !== null && clock.metAt === clock.due) found.add('on the dot');
  if (clock.cycle > 1) found.add('second cycle');
  if (new Set(clock.proof.map(({ calendar }) => calendar.split(' ')[0])).size > 1) found.add('two calendars');
  return [...found];
}

/** What a proof must be by itself: it adds up, nothing in it is empty, overlaps, or could have been one piece. */
function faultsOfProof({ metric, proof, pauses, consumedMs, pausedMs }: Clock, until: number): string[] {
  const still = pauses.map(({ from, to, why }) => ({ from, to: to ?? until, name: why }));
  const counted = proof.map(({ from, to, calendar }) => ({ from, to, name: calendar }));
  const pieces = [...still, ...counted].sort((a, b) => a.from - b.from);
  const faults = pieces.flatMap((piece, index) => {
    const next = pieces[index + 1];
    if (piece.from >= piece.to && piece.from !== until) return ['empty'];
    if (next === undefined) return [];
    if (next.from < piece.to) return ['overlapping'];
    return next.from === piece.to && next.name === piece.name ? ['in two'] : [];
  });
  if (lengthOf(still) !== pausedMs) faults.push('pauses do not add up');
  if (lengthOf(counted) !== consumedMs) faults.push('counted time does not add up');
  return faults.map((fault) => `${metric}: ${fault}`);
}

function lengthOf(pieces: { from: number; to: number }[]): number {
  return pieces.reduce((sum, { from, to }) => sum + to - from, 0);
}
