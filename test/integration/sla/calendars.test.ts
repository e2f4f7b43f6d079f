import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addCalendar } from '../../../domain/calendars/add-calendar.ts';
import { withHolidays } from '../../../domain/calendars/calendar-edit.rules.ts';
import { findCalendar } from '../../../domain/calendars/find-calendar.ts';
import { importHolidays } from '../../../domain/calendars/import-holidays.ts';
import { listCalendars } from '../../../domain/calendars/list-calendars.ts';
import { saveCalendar } from '../../../domain/calendars/save-calendar.ts';
import { setDefaultCalendar } from '../../../domain/calendars/set-default-calendar.ts';
import { newId } from '../../../domain/ids.types.ts';
import { loadSlaRules } from '../../../domain/sla/load-sla-rules.ts';
import type { CalendarBook } from '../../../domain/sla/sla.types.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { openTicket } from '../../../domain/tickets/open-ticket.ts';
import { openTestDesk, system, type TestDesk } from '../../support/desk.ts';
import { plainTicket } from '../../support/plain-ticket.ts';
import { startLine, weekdays } from './service-level-kit.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
}, 120_000);
afterAll(() => desk.close());
beforeEach(() => {
  desk.clock.now = new Date('2026-11-21T12:00:00Z');
});

const inOne = <T>(work: (uow: TenantUnitOfWork) => Promise<T>) =>
  desk.withTenant(desk.one.id, { kind: 'staff', userId: desk.one.agent, name: 'Agent' }, work);
const inTwo = <T>(work: (uow: TenantUnitOfWork) => Promise<T>) => desk.withTenant(desk.two.id, system, work);
const office = weekdays('09:00', '17:00');
const later = weekdays('08:00', '18:00');
let counter = 0;

async function newCalendar(hours = office): Promise<{ id: string; name: string }> {
  counter += 1;
  const name = `Calendar ${counter}`;
  const { id } = await inOne((uow) => addCalendar(uow, { name, ...hours, holidays: [...hours.holidays] }));
  return { id, name };
}

const loadCalendarBook = async (uow: TenantUnitOfWork): Promise<CalendarBook> =>
  (await loadSlaRules(uow, { customerId: null, contractId: null })).book;

describe('a calendar', () => {
  it('begins with a version that counts from ever, and each change is a further one from its instant on', async () => {
    const { id, name } = await newCalendar();
    desk.clock.now = new Date('2026-11-22T12:00:00Z');
    expect(await inOne((uow) => saveCalendar(uow, id, { seenVersion: 1, hours: later }))).toEqual({
      version: 2,
      effectiveFrom: desk.clock.now,
    });
    const future = new Date('2027-01-01T00:00:00Z');
    await inOne((uow) => saveCalendar(uow, id, { seenVersion: 2, hours: weekdays('10:00', '12:00'), effectiveFrom: future }));
    const book = await inOne((uow) => loadCalendarBook(uow));
    expect(book[id]?.map((one) => [one.ref, one.from, one.hours.hours['1']])).toEqual([
      [`${name} v1`, Number.NEGATIVE_INFINITY, [['09:00', '17:00']]],
      [`${name} v2`, new Date('2026-11-22T12:00:00Z').getTime(), [['08:00', '18:00']]],
      [`${name} v3`, future.getTime(), [['10:00', '12:00']]],
    ]);
    const rows = await inOne((uow) => sqlRows(uow, 'select version, hours from calendars where id = ?', [id]));
    expect(rows).toEqual([{ version: 3, hours: later.hours }]);
    const view = await inOne((uow) => findCalendar(uow, name));
    expect([view.version, view.hours.hours['1'], view.versions.map((one) => [one.version, one.by])]).toEqual([
      3,
      [['08:00', '18:00']],
      [
        [3, 'agent'],
        [2, 'agent'],
        [1, 'agent'],
      ],
    ]);
    desk.clock.now = future;
    expect((await inOne((uow) => findCalendar(uow, id))).hours.hours['1']).toEqual([['10:00', '12:00']]);
  });

  it('has versions that nobody can rewrite or take away', async () => {
    const { id } = await newCalendar();
    for (const statement of [
      "update calendar_versions set hours = '{}' where calendar_id = ?",
      'delete from calendar_versions where calendar_id = ?',
    ]) {
      await expect(inOne((uow) => sqlRows(uow, statement, [id]))).rejects.toThrow(/permission denied/);
    }
  });

  it('counts the last saved of two versions that take effect at one instant', async () => {
    const { id } = await newCalendar();
    const effectiveFrom = new Date('2027-01-01T00:00:00Z');
    await inOne((uow) => saveCalendar(uow, id, { seenVersion: 1, hours: later, effectiveFrom }));
    await inOne((uow) => saveCalendar(uow, id, { seenVersion: 2, hours: office, effectiveFrom }));
    const book = await inOne((uow) => loadCalendarBook(uow));
    expect(book[id]?.map((one) => one.ref.slice(-2))).toEqual(['v1', 'v3']);
  });

  it('tells the second of two people who change it at once, and overwrites nothing', async () => {
    const { id } = await newCalendar();
    const begin = startLine(2);
    const wishes = [later, weekdays('07:00', '15:00')].map((hours) =>
      inOne(async (uow) => {
        await begin(uow);
        return saveCalendar(uow, id, { seenVersion: 1, hours });
      }),
    );
    const results = await Promise.allSettled(wishes);
    expect(results.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const refusal = results.find((one) => one.status === 'rejected');
    expect(refusal?.reason).toMatchObject({
      code: 'conflict',
      userMessage: expect.stringContaining('was changed after you saw it (by agent)'),
    });
    expect((await inOne((uow) => findCalendar(uow, id))).version).toBe(2);
  });

  it.each([
    ['no open time', { ...office, hours: {} }, 'at least one open interval'],
    [
      'holidays over all of it',
      {
        ...office,
        hours: { '1': [['09:00', '10:00']] as [string, string][] },
        holidays: Array.from({ length: 110 }, (_, n) => new Date(Date.UTC(2026, 10, 23) + n * 7 * 86_400_000).toISOString().slice(0, 10)),
      },
      'no open time',
    ],
    ['a zone there is not', { ...office, timeZone: 'Europe/Nowhere' }, 'must be a time zone'],
    [
      'overlapping intervals',
      {
        ...office,
        hours: {
          '1': [
            ['09:00', '12:00'],
            ['11:00', '14:00'],
          ] as [string, string][],
        },
      },
      'overlap',
    ],
    ['a date that does not exist', { ...office, holidays: ['2026-02-30'] }, 'must be a date'],
    ['a holiday twice', { ...office, holidays: ['2026-12-25', { date: '2026-12-25', name: 'Christmas' }] }, 'each date once'],
  ])('is refused with %s, when added and when changed', async (_what, hours, message) => {
    const refusal = { code: 'invalid_input', userMessage: expect.stringContaining(message) };
    await expect(inOne((uow) => addCalendar(uow, { name: 'Refused', ...hours, holidays: [...hours.holidays] }))).rejects.toMatchObject(
      refusal,
    );
    const { id } = await newCalendar();
    await expect(inOne((uow) => saveCalendar(uow, id, { seenVersion: 1, hours }))).rejects.toMatchObject(refusal);
    expect((await inOne((uow) => findCalendar(uow, id))).version).toBe(1);
  });

  it('does not change what has been', async () => {
    const { id } = await newCalendar();
    const effectiveFrom = new Date('2026-11-20T00:00:00Z');
    await expect(inOne((uow) => saveCalendar(uow, id, { seenVersion: 1, hours: later, effectiveFrom }))).rejects.toMatchObject({
      userMessage: expect.stringContaining('cannot change what has been'),
    });
  });

  it('has a name once, whatever the case, and is found by a part of it that fits one only', async () => {
    const { id, name } = await newCalendar();
    await expect(inOne((uow) => addCalendar(uow, { name: name.toUpperCase(), ...office, holidays: [] }))).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await inOne((uow) => findCalendar(uow, name.toUpperCase()))).id).toBe(id);
    await expect(inOne((uow) => findCalendar(uow, 'calendar'))).rejects.toMatchObject({
      code: 'not_found',
      userMessage: expect.stringContaining('Several calendars'),
    });
  });

  it('is the default one alone', async () => {
    const [first, second] = [await newCalendar(), await newCalendar()];
    for (const { id } of [first, second]) await inOne((uow) => setDefaultCalendar(uow, id));
    expect((await inOne(listCalendars)).filter((one) => one.isDefault).map((one) => one.id)).toEqual([second.id]);
  });

  it('has every unfinished ticket looked at again when it changes', async () => {
    const { id } = await newCalendar();
    const wanted = plainTicket('x');
    await inOne((uow) => openTicket(uow, wanted));
    await inOne((uow) => sqlRows(uow, 'delete from ticket_wakeups returning ticket_id'));
    desk.wakes.length = 0;
    await inOne((uow) => saveCalendar(uow, id, { seenVersion: 1, hours: later }));
    expect(await inOne((uow) => sqlRows(uow, 'select ticket_id from ticket_wakeups'))).toHaveLength(1);
    expect(desk.wakes.map((one) => [one.kind, one.tenantId])).toEqual([['ticket', desk.one.id]]);
  });

  it('looks to another company as if it were not there', async () => {
    const { id, name } = await newCalendar();
    for (const ref of [id, name]) await expect(inTwo((uow) => findCalendar(uow, ref))).rejects.toMatchObject({ code: 'not_found' });
    await expect(inTwo((uow) => saveCalendar(uow, id, { seenVersion: 1, hours: later }))).rejects.toMatchObject({ code: 'not_found' });
    await expect(inTwo((uow) => setDefaultCalendar(uow, id))).rejects.toMatchObject({ code: 'not_found' });
    expect(await inTwo((uow) => loadCalendarBook(uow))).toEqual({});
    expect(await inTwo(listCalendars)).toEqual([]);
    await expect(
      inTwo((uow) =>
        sqlRows(
          uow,
          "insert into calendar_versions (tenant_id, id, calendar_id, version, effective_from, time_zone, hours, created_at) values (?, ?, ?, 9, now(), 'UTC', '{}', now())",
          [desk.one.id, newId<string>(), id],
        ),
      ),
    ).rejects.toThrow(/row-level security/);
  });
});

const file = [
  'BEGIN:VCALENDAR',
  'BEGIN:VEVENT',
  'DTSTART;VALUE=DATE:20261225',
  'SUMMARY:Christmas',
  'RRULE:FREQ=YEARLY',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');
const span = { from: '2026-11-21', until: '2028-12-31' };

describe('importing holidays', () => {
  it('adds the dates that are new as one version, and the same file again changes nothing', async () => {
    const { id, name } = await newCalendar(withHolidays(office, [{ date: '2026-12-25', name: 'Own name' }]));
    expect(await inOne((uow) => importHolidays(uow, name, file, span))).toEqual({
      calendar: name,
      added: [
        { date: '2027-12-25', name: 'Christmas' },
        { date: '2028-12-25', name: 'Christmas' },
      ],
      unchanged: 1,
      version: 2,
    });
    expect(await inOne((uow) => importHolidays(uow, id, file, span))).toMatchObject({ added: [], unchanged: 3, version: 2 });
    const { hours } = await inOne((uow) => findCalendar(uow, id));
    expect(hours.holidays).toEqual([
      { date: '2026-12-25', name: 'Own name' },
      { date: '2027-12-25', name: 'Christmas' },
      { date: '2028-12-25', name: 'Christmas' },
    ]);
  });

  it('changes nothing for a file with something it does not read', async () => {
    const { id } = await newCalendar();
    const bad = file.replace('FREQ=YEARLY', 'FREQ=SECONDLY');
    await expect(inOne((uow) => importHolidays(uow, id, bad, span))).rejects.toMatchObject({ code: 'invalid_input' });
    expect((await inOne((uow) => findCalendar(uow, id))).version).toBe(1);
  });
});
