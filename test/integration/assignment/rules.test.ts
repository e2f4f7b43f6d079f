import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addRule } from '../../../domain/assignment/add-rule.ts';
import { applyRules } from '../../../domain/assignment/apply-rules.ts';
import { changeRule } from '../../../domain/assignment/change-rule.ts';
import { dropRule } from '../../../domain/assignment/drop-rule.ts';
import { listRules } from '../../../domain/assignment/list-rules.ts';
import { testRules } from '../../../domain/assignment/test-rules.ts';
import { addCalendar } from '../../../domain/calendars/add-calendar.ts';
import type { TicketId } from '../../../domain/ids.types.ts';
import { changeTeam } from '../../../domain/people/change-team.ts';
import { openStaffTicket } from '../../../domain/tickets/open-staff-ticket.ts';
import { tagTicket } from '../../../domain/tickets/tag-ticket.ts';
import { mailFrom, receive } from '../../support/mails.ts';
import { openPeopleDesk, type PeopleDesk } from './people-desk.ts';

let p: PeopleDesk;
beforeAll(async () => {
  p = await openPeopleDesk();
}, 120_000);
afterAll(() => p.desk.close());
beforeEach(async () => {
  for (const rule of await p.run((uow) => listRules(uow))) await p.run((uow) => dropRule(uow, rule.id));
});

const mailTicket = async (text = 'The printer is broken.'): Promise<TicketId> => {
  const filed = await receive(p.desk, p.desk.one, mailFrom('jane@acme.example', { text }));
  if (!('ticketId' in filed) || filed.ticketId === null) throw new Error('a ticket must come of it');
  return filed.ticketId;
};

describe('rules for new tickets', () => {
  it('give a ticket that came by mail to whom the first matching rule means, in the same commit', async () => {
    const [ann, ben] = [await p.person('r-ann'), await p.person('r-ben')];
    await p.run((uow) => addRule(uow, { name: 'Billing', conditions: { types: ['billing'] }, result: { to: 'person', userId: ben } }));
    await p.run((uow) =>
      addRule(uow, { name: 'Urgent or high', conditions: { priorities: ['high', 'urgent'] }, result: { to: 'person', userId: ann } }),
    );
    await p.run((uow) => addRule(uow, { name: 'Rest', conditions: {}, result: { to: 'person', userId: ben } }));
    const ticket = await mailTicket();
    expect(await p.assigneeOf(ticket)).toBe(ann);
    expect(await p.eventsOf(ticket, 'assigned')).toEqual([expect.objectContaining({ to: 'r-ann', via: 'person', rule: 'Urgent or high' })]);
  });

  it('look at columns of the ticket only: no text of a mail can choose', async () => {
    const ann = await p.person('text-ann');
    await p.run((uow) => addRule(uow, { name: 'Tagged', conditions: { tags: ['vip'] }, result: { to: 'person', userId: ann } }));
    expect(await p.assigneeOf(await mailTicket('tag:vip #vip priority: urgent assign to text-ann'))).toBeNull();
  });

  it('see the priority and type that staff gave when they opened it', async () => {
    const ann = await p.person('staff-ann');
    await p.run((uow) =>
      addRule(uow, { name: 'Bugs', conditions: { types: ['bug'], channels: ['console'] }, result: { to: 'person', userId: ann } }),
    );
    const ticket = await p.run((uow) =>
      openStaffTicket(uow, { subject: 'It crashes', requester: null, customerId: null, text: '', type: 'bug' }),
    );
    expect(await p.assigneeOf(ticket.id)).toBe(ann);
  });

  it('leave the tickets of another company alone', async () => {
    const ann = await p.person('lone-ann');
    await p.run((uow) => addRule(uow, { name: 'All', conditions: {}, result: { to: 'person', userId: ann } }));
    expect(await p.run((uow) => listRules(uow), p.desk.two)).toEqual([]);
    const filed = await receive(p.desk, p.desk.two, mailFrom('jane@acme.example'));
    const [row] = await p.rows<{ assignee_id: string | null }>(
      'select assignee_id from tickets where id = ?',
      ['ticketId' in filed ? filed.ticketId : null],
      p.desk.two,
    );
    expect(row).toEqual({ assignee_id: null });
  });

  it('file the mail all the same when nobody can get it, and give to the stand-in of somebody away', async () => {
    const [ann, ben] = [await p.person('away-ann'), await p.person('away-ben')];
    const { id } = await p.run((uow) => addRule(uow, { name: 'Ann', conditions: {}, result: { to: 'person', userId: ann } }));
    await p.rows('update staff_users set active = false where id = ?', [ann]);
    expect(await p.assigneeOf(await mailTicket())).toBeNull();
    await p.rows('update staff_users set active = true where id = ?', [ann]);
    await p.away(ann, ben);
    expect(await p.assigneeOf(await mailTicket())).toBe(ben);
    const team = await p.team('Rule team', [ann]);
    await p.run((uow) => changeRule(uow, id, { result: { to: 'strategy', strategy: 'round_robin', teamId: team } }));
    const waiting = await mailTicket();
    expect(await p.assigneeOf(waiting)).toBeNull();
    expect(await p.eventsOf(waiting, 'team_assigned')).toEqual([expect.objectContaining({ to: 'Rule team', rule: 'Ann' })]);
    await p.run((uow) => changeTeam(uow, team, { active: false }));
    const ticket = await mailTicket();
    expect(await p.run((uow) => applyRules(uow, ticket))).toMatchObject({ kind: 'waits', rule: { name: 'Ann' } });
  });
});

describe('testing the rules', () => {
  it('says which one decides and why the others do not, and changes nothing', async () => {
    const ann = await p.person('why-ann');
    const result = { to: 'person', userId: ann } as const;
    await p.run((uow) => addRule(uow, { name: 'a', conditions: { types: ['billing', 'feature_request'] }, result }));
    await p.run((uow) => addRule(uow, { name: 'b', conditions: { customerIds: [p.desk.one.customerId], tags: ['vip'] }, result }));
    await p.run((uow) => addRule(uow, { name: 'c', conditions: { languages: ['de'] }, result }));
    await p.run((uow) => addRule(uow, { name: 'd', conditions: { mailboxIds: [p.desk.one.mailboxId] }, result }));
    await p.run((uow) => addRule(uow, { name: 'e', conditions: {}, result }));
    const off = await p.run((uow) => addRule(uow, { name: 'f', conditions: {}, result }));
    await p.run((uow) => changeRule(uow, off.id, { active: false }));
    await p.rows('update assignment_rules set active = false');
    const ticket = await mailTicket();
    await p.rows("update assignment_rules set active = true where name <> 'f'");
    const before = await p.rows('select version from tickets where id = ?', [ticket]);
    const tested = await p.run((uow) => testRules(uow, ticket));
    expect(tested.map(({ name, why, decides }) => [name, why, decides])).toEqual([
      ['a', 'its type is technical, not billing or feature request', false],
      ['b', 'it has no tag vip', false],
      ['c', 'its language is en, not de', false],
      ['d', null, true],
      ['e', null, false],
      ['f', 'it is switched off', false],
    ]);
    expect(await p.rows('select version from tickets where id = ?', [ticket])).toEqual(before);
    await p.run((uow) => tagTicket(uow, ticket, { add: ['VIP'] }));
    expect((await p.run((uow) => testRules(uow, ticket))).find((rule) => rule.decides)?.name).toBe('b');
  });

  it('knows working hours by the default calendar and by a named one, holidays too', async () => {
    const ann = await p.person('hours-ann');
    const weekday: [string, string][] = [['09:00', '17:00']];
    const hours = { '1': weekday, '2': weekday, '3': weekday, '4': weekday, '5': weekday };
    await p.run((uow) => addCalendar(uow, { name: 'Office', timeZone: 'Europe/London', hours, holidays: ['2026-12-25'], isDefault: true }));
    const night = await p.run((uow) =>
      addCalendar(uow, { name: 'Night', timeZone: 'Europe/London', hours: { '3': [['18:00', '23:00']] }, holidays: [], isDefault: false }),
    );
    const result = { to: 'person', userId: ann } as const;
    await p.run((uow) => addRule(uow, { name: 'night shift', conditions: { hours: { is: 'open', calendarId: night.id } }, result }));
    await p.run((uow) => addRule(uow, { name: 'closed', conditions: { hours: { is: 'closed', calendarId: null } }, result }));
    await p.run((uow) => addRule(uow, { name: 'open', conditions: { hours: { is: 'open', calendarId: null } }, result }));
    const ticket = await p.ticket();
    const at = async (instant: string) => {
      p.desk.clock.now = new Date(instant);
      return (await p.run((uow) => testRules(uow, ticket))).find((rule) => rule.decides)?.name;
    };
    expect(await at('2026-11-25T12:00:00Z')).toBe('open');
    expect(await at('2026-11-25T08:59:59Z')).toBe('closed');
    expect(await at('2026-11-25T17:00:00Z')).toBe('closed');
    expect(await at('2026-11-25T18:00:00Z')).toBe('night shift');
    expect(await at('2026-12-25T12:00:00Z')).toBe('closed');
    p.desk.clock.now = new Date('2026-11-25T12:00:00Z');
  });
});

describe('the list of rules', () => {
  it('refuses a condition it does not know, and anything of another company', async () => {
    const [ann, stranger] = [await p.person('list-ann'), await p.person('list-stranger', 'support', p.desk.two)];
    const add = (conditions: object, userId = ann) =>
      p.run((uow) => addRule(uow, { name: 'x', conditions, result: { to: 'person', userId } } as never));
    await expect(add({ subject: ['urgent'] })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(add({}, stranger)).rejects.toMatchObject({ code: 'not_found' });
    await expect(add({ customerIds: [p.desk.two.customerId] })).rejects.toMatchObject({ code: 'not_found' });
    await expect(add({ mailboxIds: [p.desk.two.mailboxId] })).rejects.toMatchObject({ code: 'not_found' });
    expect(await p.run((uow) => listRules(uow))).toEqual([]);
  });

  it('keeps its places when two are added at once, one is moved and one is removed', async () => {
    const ann = await p.person('place-ann');
    const add = (name: string) => p.run((uow) => addRule(uow, { name, conditions: {}, result: { to: 'person', userId: ann } }));
    await Promise.all(['a', 'b', 'c', 'd'].map(add));
    const rules = await p.run((uow) => listRules(uow));
    expect(rules.map((rule) => rule.position)).toEqual([1, 2, 3, 4]);
    const [first, , third] = rules;
    await p.run((uow) => changeRule(uow, third?.id ?? '', { position: 1 }));
    await p.run((uow) => dropRule(uow, first?.id ?? ''));
    const after = await p.run((uow) => listRules(uow));
    expect(after.map((rule) => rule.position)).toEqual([1, 2, 3]);
    expect(after[0]?.name).toBe(third?.name);
    await expect(p.run((uow) => dropRule(uow, third?.id ?? ''), p.desk.two)).rejects.toMatchObject({ code: 'not_found' });
  });
});
