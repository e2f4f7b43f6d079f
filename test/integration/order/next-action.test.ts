import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addCalendar } from '../../../domain/calendars/add-calendar.ts';
import type { TicketId } from '../../../domain/ids.types.ts';
import { dueNextAction } from '../../../domain/tickets/due-next-action.ts';
import { loadNextAction } from '../../../domain/tickets/load-next-action.ts';
import { system } from '../../support/desk.ts';
import { button, type CommandDesk, fieldOf, noticesOf, openCommandDesk, textOf } from '../commands/command-desk.ts';

let c: CommandDesk;
// A Monday, ten in the morning in London.
const monday = new Date('2026-11-16T10:00:00Z');
const at = (iso: string): void => {
  c.desk.clock.now = new Date(iso);
};
beforeAll(async () => {
  c = await openCommandDesk();
  const hours = Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [['09:00', '17:00']]]));
  for (const tenant of [c.desk.one, c.desk.two])
    await c.desk.withTenant(tenant.id, system, (uow) =>
      addCalendar(uow, { name: 'Office', timeZone: 'Europe/London', hours, holidays: [], isDefault: true }),
    );
}, 120_000);
afterAll(() => c.desk.close());

const idOf = async (number: string): Promise<TicketId> =>
  (await c.rows<{ id: TicketId }>('select id from tickets where number = ?', [number]))[0]?.id ?? ('' as TicketId);
const nextOf = async (number: string) => {
  const id = await idOf(number);
  return c.desk.withTenant(c.desk.one.id, system, (uow) => loadNextAction(uow, id));
};
const historyOf = (number: string) =>
  c.rows(
    'select h.text, h.state, h.ended_how as how, h.answer from next_action_history h join tickets t on t.id = h.ticket_id where t.number = ? order by h.ended_at, h.id',
    [number],
  );
const marksOf = async (number: string) =>
  (
    await c.rows<{ data: Record<string, unknown> }>(
      "select e.data from ticket_events e join tickets t on t.id = e.ticket_id where t.number = ? and e.type = 'next_action_set' order by e.seq",
      [number],
    )
  ).map(({ data }) => ({ state: data.state, excluded: data.excluded }));
const open = async (rest: string): Promise<string> => {
  c.desk.clock.now = monday;
  return (await c.say(`open ${rest}`)).ticket ?? '';
};

describe('the next point of action of a ticket', () => {
  it('is there from the start without being stored, due in working time by priority', async () => {
    const number = await open('"Default" priority:low');
    expect(await nextOf(number)).toMatchObject({
      isDefault: true,
      state: 'investigation',
      ownerId: null,
      dueAt: new Date('2026-11-24T10:00:00Z'),
    });
    expect(fieldOf(await c.say(`show ${number}`), 'Next')).toContain('Assign the ticket');
    await c.say(`priority ${number} urgent`);
    expect((await nextOf(number))?.dueAt).toEqual(new Date('2026-11-16T12:00:00Z'));
    await c.say(`take ${number}`);
    expect(await nextOf(number)).toMatchObject({ owner: 'boss', dueAt: new Date('2026-11-16T12:00:00Z') });
    at('2026-11-16T16:00:00Z');
    await c.say(`start ${number}`);
    expect(await nextOf(number)).toMatchObject({ state: 'implementation', dueAt: new Date('2026-11-17T10:00:00Z') });
    expect(await historyOf(number)).toEqual([]);
  });

  it('is set with state, owner and due time, which then stays; another text puts the old one into the history', async () => {
    const number = await open('"Set"');
    await c.say(`next ${number} : Ask the supplier state:waiting_vendor owner:agent due:tomorrow 14:00`);
    expect(await nextOf(number)).toMatchObject({
      text: 'Ask the supplier',
      state: 'waiting_vendor',
      owner: 'agent',
      dueAt: new Date('2026-11-17T14:00:00Z'),
      dueIsManual: true,
      isDefault: false,
    });
    await c.say(`priority ${number} urgent`);
    expect((await nextOf(number))?.dueAt).toEqual(new Date('2026-11-17T14:00:00Z'));
    await c.say(`next ${number} state:testing --public`);
    expect(await historyOf(number)).toEqual([]);
    expect(await nextOf(number)).toMatchObject({ text: 'Ask the supplier', state: 'testing', isPublic: true });
    await c.say(`next ${number} : Install it`);
    expect(await historyOf(number)).toEqual([{ text: 'Ask the supplier', state: 'testing', how: 'replaced', answer: null }]);
    expect(await nextOf(number)).toMatchObject({
      state: 'other',
      isPublic: false,
      dueIsManual: false,
      dueAt: new Date('2026-11-16T12:00:00Z'),
    });
    await c.say(`next done ${number} It runs.`);
    expect((await historyOf(number)).at(-1)).toEqual({ text: 'Install it', state: 'other', how: 'done', answer: 'It runs.' });
    expect(await nextOf(number)).toMatchObject({ isDefault: true });
    expect(textOf(await c.say(`next history ${number}`))).toContain('It runs.');
  });

  it('tells the clocks when its state or exclusion begins and ends, and never its text', async () => {
    const number = await open('"Clocks"');
    await c.say(`next ${number} : Confidential supplier matter state:waiting_parts`);
    await c.say(`next ${number} owner:me`);
    await c.say(`next ${number} --uncounted`);
    await c.say(`next ${number} owner:agent`);
    await c.say(`next done ${number}`);
    expect(await marksOf(number)).toEqual([
      { state: 'waiting_parts', excluded: false },
      { state: 'waiting_parts', excluded: false },
      { state: 'waiting_parts', excluded: true },
      { state: 'waiting_parts', excluded: true },
      { state: null, excluded: false },
    ]);
    expect(JSON.stringify(await c.rows('select data from ticket_events'))).not.toContain('Confidential');
  });

  it('ends with the ticket and into the history, and a finished one takes none', async () => {
    const number = await open('"Ends"');
    await c.say(`next ${number} : Wait for parts state:waiting_parts`);
    await c.say(`resolve ${number}`);
    expect(await nextOf(number)).toBeNull();
    expect(await historyOf(number)).toEqual([{ text: 'Wait for parts', state: 'waiting_parts', how: 'ticket_ended', answer: null }]);
    expect((await marksOf(number)).at(-1)).toEqual({ state: null, excluded: false });
    expect(noticesOf(await c.say(`next ${number} : More`))).toContain(`reopen ${number}`);
    await c.say(`reopen ${number}`);
    expect(await nextOf(number)).toMatchObject({ isDefault: true });
    await c.say(`next ${number} : Again`);
    await c.say(`spam ${number}`);
    expect((await historyOf(number)).at(-1)).toMatchObject({ text: 'Again', how: 'ticket_ended' });
  });

  it('that waits for the customer is done when they write', async () => {
    const mail = { subject: 'Asked', messageId: '<asked@mail.example>' };
    c.desk.clock.now = monday;
    const number = await c.mail('jane@acme.example', mail);
    await c.say(`next ${number} : Jane sends the log state:waiting_customer`);
    await c.mail('jane@acme.example', { inReplyTo: mail.messageId, text: 'Here it is.' });
    expect(await historyOf(number)).toEqual([
      { text: 'Jane sends the log', state: 'waiting_customer', how: 'done', answer: 'The customer answered.' },
    ]);
    expect((await marksOf(number)).at(-1)).toEqual({ state: null, excluded: false });
  });

  it('refuses the past, an unknown state, nobody, and a ticket that was changed since', async () => {
    const number = await open('"Refused"');
    const tomorrow = button(await c.say(`next ${number} : Call`), 'Tomorrow');
    const before = await c.footprint();
    expect(noticesOf(await c.say(`next ${number} due:2020-01-01`))).toContain('in the future');
    expect(noticesOf(await c.say(`next ${number} state:dreaming`))).toContain('is no state');
    expect(noticesOf(await c.say(`next ${number} owner:zoe`))).toContain('Nobody active');
    expect((await c.say(`next ${number} : x`, c.stranger)).error?.code).toBe('not_found');
    expect(await c.footprint()).toEqual(before);
    await c.say(`type ${number} bug`, c.agent);
    expect((await c.press(tomorrow)).error?.code).toBe('conflict');
  });
});

describe('reminders and lists', () => {
  const due = async (number: string) => {
    const id = await idOf(number);
    return c.desk.withTenant(c.desk.one.id, system, (uow) => dueNextAction(uow, id));
  };

  it('remind once at the due time, again after a new one, and not while asleep or over', async () => {
    const number = await open('"Remind" priority:urgent');
    expect(await due(number)).toEqual({ remind: null, next: new Date('2026-11-16T12:00:00Z') });
    at('2026-11-16T12:00:00Z');
    const id = await idOf(number);
    expect(await c.desk.withTenant(c.desk.two.id, system, (uow) => dueNextAction(uow, id))).toEqual({ remind: null, next: null });
    expect((await due(number)).remind).toMatchObject({ text: expect.stringContaining('Assign'), dueAt: new Date('2026-11-16T12:00:00Z') });
    expect(await due(number)).toEqual({ remind: null, next: null });
    await c.say(`next snooze ${number} until tomorrow 9:00`);
    expect(await due(number)).toEqual({ remind: null, next: new Date('2026-11-17T09:00:00Z') });
    at('2026-11-17T09:00:00Z');
    await c.say(`snooze ${number} 3h`);
    expect(await due(number)).toEqual({ remind: null, next: null });
    await c.say(`unsnooze ${number}`);
    expect((await due(number)).remind).not.toBeNull();
    await c.say(`cancel ${number}`);
    expect(await due(number)).toEqual({ remind: null, next: null });
    expect(
      await c.rows("select 1 from ticket_events e join tickets t on t.id = e.ticket_id where t.number = ? and e.type = 'next_action_due'", [
        number,
      ]),
    ).toHaveLength(2);
  });

  it('list what is overdue, what nobody wrote, and what is mine, most urgent first', async () => {
    const [late, written, low] = [
      await open('"Late one" priority:urgent'),
      await open('"Written one"'),
      await open('"Low one" priority:low'),
    ];
    await c.say(`next ${written} : Call them owner:me due:"2026-11-17 09:30"`);
    await c.say(`take ${low}`);
    at('2026-11-17T10:00:00Z');
    const overdue = await c.say('next overdue');
    expect(textOf(overdue)).toContain(late);
    expect(textOf(overdue)).toContain(written);
    expect(textOf(overdue)).not.toContain(low);
    expect(textOf(overdue).indexOf(late)).toBeLessThan(textOf(overdue).indexOf(written));
    expect(textOf(await c.say('next missing'))).not.toContain(written);
    const mine = await c.say('next');
    expect(mine.rows.map((row) => row.title[0]?.text).filter((number) => [late, written, low].includes(number ?? ''))).toEqual([
      written,
      low,
    ]);
    expect((await c.say('next overdue', c.stranger)).rows).toEqual([]);
    await c.press(button({ ...mine, rows: mine.rows.filter((row) => row.title[0]?.text === written) }, 'Done'));
    expect(textOf(await c.say('next missing'))).toContain(written);
  });
});
