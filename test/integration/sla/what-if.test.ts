import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CalendarHours } from '../../../domain/calendars/calendar.types.ts';
import { withHolidays } from '../../../domain/calendars/calendar-edit.rules.ts';
import { newId } from '../../../domain/ids.types.ts';
import { isBreached, type MetricOutcome, type RulesComparison } from '../../../domain/sla/compare-rules.rules.ts';
import type { RulesDraft } from '../../../domain/sla/rules-draft.types.ts';
import { savePolicy } from '../../../domain/sla/save-policy.ts';
import { whatIf } from '../../../domain/sla/what-if.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { addTenant, openTestDesk, system, type TestDesk } from '../../support/desk.ts';
import {
  type Act,
  addHolidayAt,
  makeRules,
  perform,
  promiseOf,
  type Rules,
  randomActs,
  settleAll,
  storedOutcomes,
  type World,
  weekdays,
} from './service-level-kit.ts';

const start = new Date('2026-08-01T00:00:00Z');
const until = new Date('2026-10-29T12:00:00Z');
const editAt = new Date('2026-09-07T10:00:00Z');
const holidayAt = new Date('2026-08-20T10:00:00Z');
const seed = 20_261_121;

const plain = weekdays('09:00', '17:00');
const withHoliday = withHolidays(plain, [{ date: '2026-08-31', name: 'Bank holiday' }]);
const longer = withHolidays(weekdays('07:00', '20:00'), [{ date: '2026-09-15' }, { date: '2026-09-16', open: [['10:00', '12:00']] }]);
const original: World = {
  calendar: plain,
  standard: { first: 240, resolution: 1_440 },
  gold: { first: 60, resolution: 480 },
  technical: { first: 120, resolution: 720 },
  defaultIs: 'standard',
};
/** What the tenant's rules are when the question is asked: Standard was edited on the way. */
const current: World = { ...original, standard: { first: 180, resolution: 960 } };

let desk: TestDesk;
let rules: Rules;
let acts: Act[];
beforeAll(async () => {
  desk = await openTestDesk();
  acts = randomActs(seed, 45, start, 80);
  rules = await makeRules(desk, desk.one, original, new Date('2026-07-01T00:00:00Z'));
  const edit = async () => {
    desk.clock.now = editAt;
    const promise = promiseOf(rules.calendar, current.standard.first, current.standard.resolution);
    await desk.withTenant(desk.one.id, system, (uow) => savePolicy(uow, rules.standard, { seenVersion: 1, promise, isActive: true }));
  };
  const holiday = () => addHolidayAt(desk, desk.one, rules.calendar, withHoliday, holidayAt);
  const ids = await perform(desk, desk.one, rules, acts, [
    { at: holidayAt, run: holiday },
    { at: editAt, run: edit },
  ]);
  await settleAll(desk, desk.one, ids, until);
}, 240_000);
afterAll(() => desk.close());

const ask = (draft: RulesDraft): Promise<RulesComparison> => {
  desk.clock.now = until;
  return desk.withTenant(desk.one.id, system, (uow) => whatIf(uow, draft, { days: 90 }));
};

const side = (comparison: RulesComparison, which: 'before' | 'after'): Record<string, MetricOutcome> =>
  Object.fromEntries(
    comparison.tickets.flatMap(({ number, metrics }) =>
      metrics.flatMap((one) => (one[which] === null ? [] : [[`${number} ${one.metric}`, one[which]]])),
    ),
  );

/** The same acts in a tenant of their own where those rules hold from the start; the calendar is edited on the way unless it is the drafted one. */
async function replayCopy(world: World, calendar: CalendarHours | null): Promise<Record<string, MetricOutcome>> {
  const copy = await addTenant(desk.withTenant, `copy-${newId<string>().slice(-12)}`);
  const made = await makeRules(desk, copy, { ...world, calendar: calendar ?? plain }, new Date('2026-07-01T00:00:00Z'));
  const edit = { at: holidayAt, run: () => addHolidayAt(desk, copy, made.calendar, withHoliday, holidayAt) };
  const ids = await perform(desk, copy, made, acts, calendar === null ? [edit] : []);
  await settleAll(desk, copy, ids, until);
  return storedOutcomes(desk, copy);
}

const policy = (name: 'Standard' | 'Gold' | 'Technical', id: string, first: number, resolution: number, more: object = {}) => ({
  policy: {
    ...{ id, name, isActive: true, isDefault: name === 'Standard' },
    promise: promiseOf(rules.calendar, first, resolution, name === 'Technical' ? { conditions: { type: 'technical' } } : {}),
    ...more,
  },
});

type Case = [what: string, draft: () => RulesDraft, world: World, calendar: CalendarHours | null];
const cases: Case[] = [
  ['a calendar with longer hours and other holidays', () => ({ calendar: { id: rules.calendar, hours: longer } }), current, longer],
  ['a shorter promise by contract', () => policy('Gold', rules.gold, 15, 120), { ...current, gold: { first: 15, resolution: 120 } }, null],
  [
    'a policy with conditions switched off',
    () => policy('Technical', rules.technical ?? '', 120, 720, { isActive: false }),
    { ...current, technical: null },
    null,
  ],
  ['another default', () => policy('Gold', rules.gold, 60, 480, { isDefault: true }), { ...current, defaultIs: 'gold' }, null],
  [
    'a calendar and a policy together',
    () => ({ calendar: { id: rules.calendar, hours: longer }, ...policy('Standard', rules.standard, 600, 6_000) }),
    { ...current, standard: { first: 600, resolution: 6_000 } },
    longer,
  ],
];

describe('what-if', () => {
  it.each(cases)(
    '%s: says of every ticket and metric exactly what a copy under the new rules comes to',
    async (_what, draft, world, calendar) => {
      const comparison = await ask(draft());
      const copy = await replayCopy(world, calendar);
      expect(side(comparison, 'after')).toEqual(copy);
      expect(Object.keys(copy).length).toBeGreaterThan(60);
      const differs = comparison.tickets
        .flatMap((ticket) => ticket.metrics)
        .filter((one) => isBreached(one.before) !== isBreached(one.after));
      expect(differs.length).toBeGreaterThan(0);
      expect(comparison.sums.reduce((sum, one) => sum + one.breached + one.saved, 0)).toBe(differs.length);
    },
    120_000,
  );

  it('says of the past what the tickets’ own clocks say, through edits on the way, and changes none of them', async () => {
    const stored = await storedOutcomes(desk, desk.one);
    const comparison = await ask({ calendar: { id: rules.calendar, hours: longer } });
    expect(side(comparison, 'before')).toEqual(stored);
    expect(await storedOutcomes(desk, desk.one)).toEqual(stored);
    const versions = await desk.withTenant(desk.one.id, system, (uow) =>
      sqlRows<{ n: number }>(uow, 'select count(*)::int as n from calendar_versions'),
    );
    expect(versions[0]?.n).toBe(2);
  });

  it('counts each metric by what happened to it', async () => {
    const { sums, tickets } = await ask(policy('Gold', rules.gold, 15, 120));
    for (const sum of sums) {
      const all = tickets.flatMap((ticket) => ticket.metrics).filter((one) => one.metric === sum.metric);
      expect(sum.breached + sum.saved + sum.unchanged).toBe(all.length);
      expect(sum.breachedAfter - sum.breachedBefore).toBe(sum.breached - sum.saved);
    }
  });

  it('leaves tickets out that nothing happened to in the days it looks back on', async () => {
    desk.clock.now = until;
    const recent = await desk.withTenant(desk.one.id, system, (uow) =>
      whatIf(uow, { calendar: { id: rules.calendar, hours: longer } }, { days: 20 }),
    );
    expect(recent.tickets.length).toBeGreaterThan(0);
    expect(recent.tickets.length).toBeLessThan(45);
  });

  it('sees only the tenant’s own tickets, and refuses what saving would refuse', async () => {
    desk.clock.now = until;
    const stranger = (draft: RulesDraft) => desk.withTenant(desk.two.id, system, (uow) => whatIf(uow, draft, { days: 90 }));
    expect((await stranger({ calendar: { id: rules.calendar, hours: longer } })).tickets).toEqual([]);
    await expect(stranger(policy('Gold', rules.gold, 15, 120))).rejects.toMatchObject({ code: 'not_found' });
    await expect(ask({ calendar: { id: rules.calendar, hours: { ...plain, hours: {} } } })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});
