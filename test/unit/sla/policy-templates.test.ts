import { describe, expect, it } from '@jest/globals';
import { assertCalendar } from '../../../domain/calendars/calendar.rules.ts';
import { hoursText } from '../../../domain/calendars/hours-text.rules.ts';
import { parseInput } from '../../../domain/input.rules.ts';
import { defaultPausing } from '../../../domain/sla/default-pausing.rules.ts';
import { policyPromiseSchema } from '../../../domain/sla/policy-input.rules.ts';
import { findTemplate, policyTemplates } from '../../../domain/sla/policy-templates.rules.ts';
import type { Metric } from '../../../domain/sla/sla.types.ts';
import { termsOf } from '../../../domain/sla/terms-of.rules.ts';

const id = '019abcde-0000-7000-8000-000000000000';
const now = Date.parse('2026-11-21T00:00:00Z');

/** The table of the reference in hours: first response default; u/h/m/l, resolution likewise, hours, warning/critical, escalates, condition. */
const table: [
  name: string,
  fr: string,
  res: string,
  hours: string,
  zone: string | null,
  percents: string,
  escalates: boolean,
  conditions: object,
][] = [
  ['Standard business', '4; 1/2/4/8', '24; 4/8/24/48', 'Mon–Fri 09:00–17:00; Sat, Sun closed', null, '80/95', true, {}],
  ['Extended business', '2; 1/1/2/4', '16; 2/4/16/32', 'Mon–Fri 08:00–18:00; Sat, Sun closed', null, '80/95', true, {}],
  ['24/7', '1; 0.5/0.5/1/2', '8; 2/4/8/16', 'daily 00:00–24:00', 'UTC', '75/90', true, {}],
  ['Premium (Gold)', '0.5; 0.25/0.25/0.5/1', '4; 1/2/4/8', 'Mon–Sat 08:00–20:00; Sun closed', null, '70/85', true, {}],
  ['Standard (Silver)', '4; 1/2/4/8', '24; 4/8/24/48', 'Mon–Fri 09:00–17:00; Sat, Sun closed', null, '80/95', true, {}],
  ['Basic (Bronze)', '8; 2/4/8/16', '48; 8/16/48/72', 'Mon–Fri 09:00–17:00; Sat, Sun closed', null, '80/95', false, {}],
  ['Urgent only', '0.5; 0.5/0.5/0.5/0.5', '2; 2/2/2/2', 'daily 00:00–24:00', 'UTC', '70/85', true, { priority: 'urgent' }],
  ['Technical', '2; 0.5/1/2/4', '12; 2/4/12/24', 'Mon–Fri 09:00–17:00; Sat, Sun closed', null, '80/95', true, { type: 'technical' }],
];

describe('the built-in policies', () => {
  it.each(table)('%s is as the reference has it', (name, fr, res, hours, zone, percents, escalates, conditions) => {
    const template = policyTemplates.find((one) => one.name === name);
    if (template === undefined) throw new Error('no such template');
    const { targets } = termsOf({ ...template, id, version: 1, calendarId: id, pausing: {} });
    const shown = (metric: Metric): string => {
      const inHours = (minutes: number | null | undefined): string => String((minutes ?? Number.NaN) / 60);
      const own = ['urgent', 'high', 'medium', 'low'].map((priority) => inHours(targets[priority]?.[metric]));
      return `${inHours(template.targets[metric]?.default)}; ${own.join('/')}`;
    };
    expect([shown('firstResponse'), shown('nextReply'), shown('resolution')]).toEqual([fr, fr, res]);
    expect([hoursText(template.hours.hours), template.hours.timeZone, `${template.warningPercent}/${template.criticalPercent}`]).toEqual([
      hours,
      zone,
      percents,
    ]);
    expect(template.steps.some((step) => step.act !== 'notify')).toBe(escalates);
    expect(template.conditions).toEqual(conditions);
  });

  it('are all of the reference’s and no more, and each may be saved', () => {
    expect(policyTemplates.map((one) => one.name)).toEqual(table.map(([name]) => name));
    for (const { targets, warningPercent, criticalPercent, steps, conditions, hours } of policyTemplates) {
      const promise = { calendarId: id, targets, pausing: defaultPausing, warningPercent, criticalPercent, steps, conditions };
      expect(parseInput(policyPromiseSchema, promise)).toEqual(promise);
      expect(() => assertCalendar({ timeZone: hours.timeZone ?? 'Europe/London', hours: hours.hours, holidays: [] }, now)).not.toThrow();
    }
  });

  it('are found by key, name or a part of it that fits one', () => {
    expect([
      findTemplate('gold')?.name,
      findTemplate('SILVER')?.key,
      findTemplate('24/7')?.key,
      findTemplate('business'),
      findTemplate(''),
    ]).toEqual(['Premium (Gold)', 'silver', 'around_the_clock', null, null]);
  });
});

describe('what a policy may promise', () => {
  const good = {
    calendarId: id,
    targets: { resolution: { default: 60 } },
    pausing: {},
    warningPercent: 80,
    criticalPercent: 95,
    conditions: {},
    steps: [],
  };
  it.each([
    ['nothing at all', { targets: {} }, 'targets must have a time for at least one'],
    ['only null targets', { targets: { resolution: { default: null } } }, 'targets must have a time for at least one'],
    ['no minutes', { targets: { resolution: { default: 0 } } }, 'targets resolution default must be at least a minute'],
    ['half a minute', { targets: { resolution: { default: 0.5 } } }, 'must be whole minutes'],
    ['a warning behind the critical level', { warningPercent: 95, criticalPercent: 90 }, 'warning percent must be below the critical one'],
    ['a hundred percent', { criticalPercent: 100 }, 'critical percent must be 1 to 99'],
    ['a type there is not', { conditions: { type: 'rumour' } }, 'conditions type'],
    ['an empty list of customers', { conditions: { customerIds: [] } }, 'must name a customer'],
    ['a step there is not', { steps: [{ level: 'breach', act: 'dismiss', afterMinutes: 0 }] }, 'steps 1 act'],
    ['a step that tells nobody', { steps: [{ level: 'breach', act: 'notify', whom: [], afterMinutes: 0 }] }, 'must name somebody'],
    ['a pause for a status there is not', { pausing: { resolution: ['asleep'] } }, 'pausing resolution 1'],
  ])('%s is refused', (_what, change, message) => {
    expect(() => parseInput(policyPromiseSchema, { ...good, ...change })).toThrow(
      expect.objectContaining({ userMessage: expect.stringContaining(message) }),
    );
    expect(parseInput(policyPromiseSchema, good)).toEqual(good);
  });
});
