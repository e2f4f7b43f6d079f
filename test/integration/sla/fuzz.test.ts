import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import { fuzzPool, runInterleavings } from '../../support/fuzz/run-interleavings.ts';

const count = 150;
let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk({ pool: fuzzPool });
}, 120_000);
afterAll(() => desk.close());

it(`${count} random interleavings of mail, chat and scheduled actions on one ticket leave a log that replays to the same ticket and clocks`, async () => {
  const { faulty, ...totals } = await runInterleavings(desk, { count, firstSeed: 40_000 });
  expect(faulty.map(({ seed, faults, told }) => ({ seed, faults, told }))).toEqual([]);
  // A run in which nothing collides or falls due would prove nothing.
  expect(totals.interleavings).toBe(count);
  expect(totals.acts).toBeGreaterThan(count * 15);
  expect(totals.refused).toBeGreaterThan(count);
  expect(totals.alerts).toBeGreaterThan(count * 3);
}, 600_000);
