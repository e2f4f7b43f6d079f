import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { StaffUserId } from '../../../domain/ids.types.ts';
import { loadTicketWork } from '../../../domain/tickets/load-ticket-work.ts';
import { changeTime } from '../../../domain/time/change-time.ts';
import { dropTime } from '../../../domain/time/drop-time.ts';
import { listTime } from '../../../domain/time/list-time.ts';
import { recordTime } from '../../../domain/time/record-time.ts';
import { openPeopleDesk, type PeopleDesk } from './people-desk.ts';

let p: PeopleDesk;
beforeAll(async () => {
  p = await openPeopleDesk();
}, 120_000);
afterAll(() => p.desk.close());
beforeEach(() => {
  p.desk.clock.now = new Date('2026-11-25T12:00:00Z');
});

const agentOf = (userId: StaffUserId, role: 'support' | 'manager' = 'support') => ({ userId, role, timeZone: 'Europe/London' });
const everything = { ticketId: null, userId: null, from: null, to: null };

describe('time entries', () => {
  it('add up per ticket and person, billable apart, and leave the ticket’s version alone', async () => {
    const [one, two, ann, ben] = [await p.ticket(), await p.ticket(), await p.person('t-ann'), await p.person('t-ben')];
    await p.run((uow) => recordTime(uow, one, ann, { minutes: 30, note: ' called them ' }));
    await p.run((uow) => recordTime(uow, one, ben, { minutes: 45, billable: false, activity: 'research' }));
    await p.run((uow) => recordTime(uow, two, ann, { minutes: 90 }));
    const sheet = await p.run((uow) => listTime(uow, { ...everything, ticketId: one }));
    expect(sheet.totals).toEqual({ minutes: 75, billable: 30, entries: 2 });
    expect(sheet.byPerson.map(({ name, minutes }) => [name, minutes])).toEqual([
      ['t-ben', 45],
      ['t-ann', 30],
    ]);
    expect(sheet.entries.find((entry) => entry.name === 't-ann')).toMatchObject({
      note: 'called them',
      activity: 'work',
      billable: true,
      day: '2026-11-25',
    });
    expect((await p.run((uow) => listTime(uow, { ...everything, userId: ann }))).byTicket.map((line) => line.minutes)).toEqual([90, 30]);
    expect(await p.run((uow) => loadTicketWork(uow, one))).toMatchObject({ minutes: 75, billableMinutes: 30 });
    expect(await p.rows('select version from tickets where id = ?', [one])).toEqual([{ version: 1 }]);
    expect((await p.eventsOf(one, 'time_logged')).map((event) => event.minutes)).toEqual([30, 45]);
    expect((await p.run((uow) => listTime(uow, everything), p.desk.two)).totals.entries).toBe(0);
    await expect(p.run((uow) => recordTime(uow, one, p.desk.two.agent, { minutes: 5 }), p.desk.two)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it.each([0, -5, 1_441, 2.5])('refuse %s minutes', async (minutes) => {
    const [ticket, ann] = [await p.ticket(), await p.person(`bad-${minutes}`)];
    await expect(p.run((uow) => recordTime(uow, ticket, ann, { minutes }))).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('are of the person’s own day, never of a day to come, and at most 24 hours a day', async () => {
    const [ticket, ann] = [await p.ticket(), await p.person('zone-ann')];
    await p.rows("update staff_users set time_zone = 'Pacific/Auckland' where id = ?", [ann]);
    expect((await p.run((uow) => recordTime(uow, ticket, ann, { minutes: 1_000 }))).day).toBe('2026-11-26');
    await expect(p.run((uow) => recordTime(uow, ticket, ann, { minutes: 5, day: '2026-11-27' }))).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(p.run((uow) => recordTime(uow, ticket, ann, { minutes: 5, day: '2025-01-01' }))).rejects.toMatchObject({
      code: 'invalid_input',
    });
    const other = await p.ticket();
    const both = await p.race(
      ann,
      [ticket, other].map((one) => () => p.run((uow) => recordTime(uow, one, ann, { minutes: 300 }))),
    );
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('may be changed and removed by their owner for a month, by others never, by a manager always', async () => {
    const [ticket, ann, ben, boss] = [
      await p.ticket(),
      await p.person('own-ann'),
      await p.person('own-ben'),
      await p.person('own-boss', 'manager'),
    ];
    const { id } = await p.run((uow) => recordTime(uow, ticket, ann, { minutes: 30 }));
    const changed = await p.run((uow) => changeTime(uow, id, { minutes: 40, billable: false }, agentOf(ann)));
    expect([changed.before.minutes, changed.after.minutes]).toEqual([30, 40]);
    await expect(p.run((uow) => changeTime(uow, id, { minutes: 50 }, agentOf(ben)))).rejects.toMatchObject({ code: 'not_permitted' });
    await expect(p.run((uow) => dropTime(uow, id, agentOf(ann)), p.desk.two)).rejects.toMatchObject({ code: 'not_found' });
    p.desk.clock.now = new Date('2026-12-27T12:00:00Z');
    await expect(p.run((uow) => changeTime(uow, id, { minutes: 50 }, agentOf(ann)))).rejects.toMatchObject({ code: 'not_permitted' });
    await expect(p.run((uow) => changeTime(uow, id, { minutes: 1_441 }, agentOf(boss, 'manager')))).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await p.run((uow) => dropTime(uow, id, agentOf(boss, 'manager')));
    expect((await p.run((uow) => listTime(uow, { ...everything, ticketId: ticket }))).totals).toEqual({
      minutes: 0,
      billable: 0,
      entries: 0,
    });
    expect(await p.eventsOf(ticket, 'time_changed')).toEqual([expect.objectContaining({ from: 30, to: 40, billable: false })]);
    expect(await p.eventsOf(ticket, 'time_removed')).toEqual([expect.objectContaining({ minutes: 40, userId: ann })]);
    await expect(p.run((uow) => dropTime(uow, id, agentOf(boss, 'manager')))).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are found by the last eight letters of their id', async () => {
    const [ticket, ann] = [await p.ticket(), await p.person('short-ann')];
    const { id } = await p.run((uow) => recordTime(uow, ticket, ann, { minutes: 15 }));
    expect(await p.run((uow) => dropTime(uow, `t-${id.slice(-8)}`, agentOf(ann)))).toMatchObject({ minutes: 15 });
  });
});
