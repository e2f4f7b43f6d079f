import { describe, expect, test } from '@jest/globals';
import { nextTurn, type Pace, pauseMs } from '../../../domain/deliveries/pace.rules.ts';

const now = new Date('2026-11-05T10:00:00Z');
const later = (ms: number): Date => new Date(now.getTime() + ms);
/** When each of `count` mails may go that come together, in ms from now. */
function turns(pace: Pace, count: number): number[] {
  let { slotAt } = pace;
  return Array.from({ length: count }, () => {
    const turn = nextTurn({ ...pace, slotAt }, now);
    slotAt = turn.slotAt;
    return turn.goAt.getTime() - now.getTime();
  });
}

describe('the turns of mails that come together', () => {
  const quiet = { slotAt: later(-3_600_000), pausedUntil: later(-3_600_000) };

  test.each<[string, number | null, number[]]>([
    ['one a minute', 1, [0, 60_000, 120_000]],
    ['six a minute', 6, [0, 10_000, 20_000]],
    ['thirty a minute: ten seconds’ worth at once, then evenly', 30, [0, 0, 0, 0, 0, 2_000, 4_000]],
    ['no cap', null, [0, 0, 0]],
  ])('at %s', (_what, perMinute, expected) => {
    expect(turns({ ...quiet, perMinute }, expected.length)).toEqual(expected);
  });

  test('begin when the pause is over', () => {
    expect(turns({ slotAt: now, pausedUntil: later(90_000), perMinute: 6 }, 3)).toEqual([90_000, 100_000, 110_000]);
    expect(turns({ slotAt: now, pausedUntil: later(90_000), perMinute: null }, 2)).toEqual([90_000, 90_000]);
  });

  test('in a minute are never more than the cap and its first burst', () => {
    expect(turns({ ...quiet, perMinute: 30 }, 100).filter((at) => at < 60_000).length).toBeLessThanOrEqual(35);
  });
});

test('a mailbox rests a minute, then twice as long each time, an hour at most', () => {
  expect([1, 2, 3, 7, 50].map((count) => pauseMs(count) / 60_000)).toEqual([1, 2, 4, 60, 60]);
});
