import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Card } from '../../../bots/cards/card.types.ts';
import type { Person } from '../../../bots/commands/person.types.ts';
import { addCalendar } from '../../../domain/calendars/add-calendar.ts';
import { addPolicyFromTemplate } from '../../../domain/sla/add-policy-from-template.ts';
import { system } from '../../support/desk.ts';
import { button, type CommandDesk, fieldOf, noticesOf, openCommandDesk, textOf } from './command-desk.ts';

const office: [string, string][] = [['09:00', '17:00']];
const hours = { '1': office, '2': office, '3': office, '4': office, '5': office };
const wednesday = new Date('2026-11-18T10:00:00Z');
const friday = new Date('2026-11-20T16:00:00Z');

let c: CommandDesk;
let admin: Person;
let number: string;
beforeAll(async () => {
  c = await openCommandDesk();
  admin = await c.addPerson(c.desk.one, 'admin@one.example', 'admin');
  c.desk.clock.now = new Date('2026-11-02T10:00:00Z');
  for (const tenant of [c.desk.one, c.desk.two]) {
    await c.desk.withTenant(tenant.id, system, async (uow) => {
      const { id } = await addCalendar(uow, { name: 'London', timeZone: 'Europe/London', hours, isDefault: true });
      await addPolicyFromTemplate(uow, { template: 'standard_business', calendarId: id, isDefault: true });
    });
  }
  c.desk.clock.now = wednesday;
  number = await c.mail('jane@acme.example');
  c.desk.clock.now = friday;
}, 120_000);
afterAll(() => c.desk.close());

const as = (person: Person) => (text: string) => c.say(text, person);
const say = (text: string) => as(admin)(text);
const pressSave = (card: Card) => c.press(button(card, 'Save'), admin);

describe('a change of a calendar', () => {
  it('is tried out first, changes nothing until Save is pressed, and then is a version', async () => {
    const card = await say('calendar London hours mon-fri 11:00-13:00');
    expect(card.kind).toBe('what_if');
    expect(noticesOf(card)).toContain('Nothing is saved yet. Replayed: 1 ticket of the last 90 days');
    expect(fieldOf(card, 'Hours')).toBe('Mon–Fri 11:00–13:00; Sat, Sun closed');
    // High: 2 h to the first response (Wednesday 12:00, by the draft 13:00), 8 h to the resolution (Thursday 10:00, by the draft Monday 13:00).
    expect(fieldOf(card, 'First response')).toBe('0 would have been missed, 0 saved, 1 as before (missed: 1 → 1)');
    expect(fieldOf(card, 'Resolution')).toBe('0 would have been missed, 1 saved, 0 as before (missed: 1 → 0)');
    expect(textOf(card)).toContain(number);
    expect(fieldOf(await say('calendar London'), 'Hours')).toContain('09:00–17:00');
    const saved = await pressSave(card);
    expect(noticesOf(saved)).toContain('Saved as version 2');
    expect(fieldOf(saved, 'Hours')).toBe('Mon–Fri 11:00–13:00; Sat, Sun closed');
    expect(textOf(saved)).toContain(', by admin: Mon–Fri 11:00–13:00');
    expect((await pressSave(await say('calendar London hours mon-fri 9-17'))).error).toBeNull();
  });

  it('is refused when somebody else changed the calendar meanwhile', async () => {
    const [one, other] = [await say('calendar London holiday 2026-12-25 "Christmas"'), await say('calendar London holiday 2026-12-28')];
    expect((await pressSave(one)).error).toBeNull();
    const late = await pressSave(other);
    expect(late.error?.code).toBe('conflict');
    expect(noticesOf(late)).toContain('was changed after you saw it (by admin)');
    const now = await say('calendar London');
    expect(textOf(now)).toContain('2026-12-25 Christmas');
    expect(textOf(now)).not.toContain('2026-12-28');
  });

  it('takes holidays with hours of their own, takes them out again, and waits for a later day', async () => {
    await pressSave(await say('calendar London holiday 2026-12-24 9:00-13:00 "Christmas Eve"'));
    expect(textOf(await say('calendar London'))).toContain('2026-12-24 Christmas Eve (open 09:00–13:00)');
    await pressSave(await say('calendar London no holiday 2026-12-24'));
    expect(textOf(await say('calendar London'))).not.toContain('Christmas Eve');
    expect((await say('calendar London no holiday 2026-12-24')).error?.code).toBe('not_found');
    const future = await say('calendar London hours sat 10-14 from 2027-01-01');
    expect(fieldOf(future, 'In force')).toBe('from 2027-01-01, when that day begins in Europe/London');
    const saved = await pressSave(future);
    expect(fieldOf(saved, 'Hours')).toBe('Mon–Fri 09:00–17:00; Sat, Sun closed');
    expect(textOf(saved)).toContain('Sat 10:00–14:00');
  });

  it('that cannot be is refused before there is anything to save', async () => {
    expect(noticesOf(await say('calendar London hours daily closed'))).toContain('at least one open interval');
    expect(noticesOf(await say('calendar London hours mon 9-17 from 2020-01-01'))).toContain('cannot change what has been');
    expect(noticesOf(await say('calendar London zone Europe/Nowhere'))).toContain('must be a time zone');
    expect(noticesOf(await say('calendar Paris'))).toContain('There is no calendar “Paris”. There are: “London”');
  });

  it('shows lists with what is open now, adds calendars, and makes one the default', async () => {
    expect(textOf(await say('calendars'))).toContain('Open, closes ');
    expect(noticesOf(await say('calendar new "Berlin" mon-fri 8-17 zone Europe/Berlin'))).toContain('Added');
    const card = await c.press(button(await say('calendar Berlin'), 'Make it the default'), admin);
    expect(noticesOf(card)).toContain('Berlin is the default calendar');
    await say('calendar London default');
  });
});

describe('a change of a policy', () => {
  it('is tried out first, and Save makes it a version', async () => {
    const card = await say('policy Standard target resolution high 80h');
    expect(fieldOf(card, 'Resolution')).toContain('high 80 h');
    expect(card.fields.map((one) => one.value.map((span) => span.text).join(''))).toContain(
      '0 would have been missed, 1 saved, 0 as before (missed: 1 → 0)',
    );
    const saved = await pressSave(card);
    expect(noticesOf(saved)).toContain('Saved as version 2');
    expect(fieldOf(saved, 'Resolution')).toBe('24 h (urgent 4 h, high 80 h, low 48 h)');
  });

  it('is refused when somebody else changed it meanwhile, and when it cannot be', async () => {
    const [one, other] = [await say('policy Standard warn 60 critical 90'), await say('policy Standard pause resolution nothing')];
    expect(fieldOf(await pressSave(one), 'Warning, critical')).toBe('60 %, 90 %');
    expect((await pressSave(other)).error?.code).toBe('conflict');
    expect(noticesOf(await say('policy Standard warn 95'))).toContain('must be below the critical one');
    expect(noticesOf(await pressSave(await say('policy Standard off')))).toContain('cannot be switched off');
  });

  it('adds one from a template with its calendar, gives it conditions, makes it the default and switches the other off', async () => {
    const fresh = await say('policy new "Acme Gold" from Gold');
    expect(fieldOf(fresh, 'Calendar')).toBe('Mon–Sat 08:00–20:00 (added with it)');
    const added = await pressSave(fresh);
    expect([fieldOf(added, 'Calendar'), fieldOf(added, 'For')]).toEqual(['Mon–Sat 08:00–20:00', 'only tickets it is set on by hand']);
    expect(textOf(added)).toContain('Breach: tell the assignee, the escalation person, who is on call');
    const bound = await pressSave(await say('policy "Acme Gold" for customer:Acme type:technical'));
    expect(fieldOf(bound, 'For')).toBe('tickets of customer Acme, type technical');
    await pressSave(await say('policy Acme Gold for everybody'));
    expect(noticesOf(await pressSave(await say('policy Acme Gold default')))).toContain('Acme Gold is the default policy');
    const off = await pressSave(await c.press(button(await say('policy Standard'), 'Switch off'), admin));
    expect(noticesOf(off)).toContain('switched off');
    expect(textOf(await say('policies'))).toMatch(/Standard business\s+· off · London/);
    await pressSave(await say('policy Standard on'));
    await pressSave(await say('policy Standard default'));
  });
});

describe('contracts and tickets', () => {
  it('a contract is added, changes its policy, is linked to a ticket and ends', async () => {
    const card = await say('contract new Acme "Gold support" policy "Acme Gold" type:managed_services from:2026-01-01');
    expect([fieldOf(card, 'Policy'), fieldOf(card, 'State')]).toEqual(['Acme Gold', 'active, from 2026-01-01 without an end']);
    expect(noticesOf(await say(`contract ${number} SC-2026-00001`))).toContain(`${number} is served under SC-2026-00001.`);
    expect(noticesOf(await say(`contract ${number} SC-2026-00001`))).toContain('already. Nothing was changed');
    expect(noticesOf(await say('contract SC-2026-00001 policy none'))).toContain('promises no policy');
    expect(textOf(await say('contracts Acme'))).toContain('Gold support');
    expect(noticesOf(await say(`policy ${number} Acme Gold`))).toContain('is measured by Acme Gold from now on');
    expect(noticesOf(await say(`policy ${number} auto`))).toContain('the policy that the rules choose');
    const ended = await c.press(button(await say('contract SC-2026-00001'), 'End it now'), admin);
    expect(fieldOf(ended, 'State')).toBe('cancelled, from 2026-01-01 until 2026-11-20');
  });
});

describe('who may', () => {
  it('everybody of the staff looks, only who may edit settings changes, and nobody sees another company', async () => {
    for (const person of [c.agent, c.boss]) {
      expect((await as(person)('calendar London')).error).toBeNull();
      expect((await as(person)('policies')).error).toBeNull();
      const before = await c.footprint();
      expect((await as(person)('calendar London holiday 2026-12-31')).error?.code).toBe('not_permitted');
      expect((await as(person)('policy Standard warn 50')).error?.code).toBe('not_permitted');
      expect(await c.footprint()).toEqual(before);
    }
    expect((await as(c.agent)('contract new Acme "X"')).error?.code).toBe('not_permitted');
    expect((await as(c.stranger)('policy Acme Gold')).error?.code).toBe('not_found');
    expect((await as(c.stranger)('calendar Berlin')).error?.code).toBe('not_found');
    expect((await as(c.stranger)('contract SC-2026-00001')).error?.code).toBe('not_found');
    const [ours] = await c.rows<{ id: string }>("select id from calendars where name = 'London'");
    const theirs = await c.addPerson(c.desk.two, 'admin@two.example', 'admin');
    const stolen = await c.press({ op: 'calendar.save', args: { calendar: ours?.id ?? '', version: 1, days: 'mon 9-10' } }, theirs);
    expect(stolen.error?.code).toBe('not_found');
  });
});
