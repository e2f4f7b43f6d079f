import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../../../bots/commands/person.types.ts';
import { addCalendar } from '../../../domain/calendars/add-calendar.ts';
import type { TicketId } from '../../../domain/ids.types.ts';
import { addPolicy } from '../../../domain/sla/add-policy.ts';
import { attendTicket } from '../../../domain/tickets/attend-ticket.ts';
import { system } from '../../support/desk.ts';
import { testSatisfaction } from '../../support/satisfaction.ts';
import { button, type CommandDesk, fieldOf, noticesOf, openCommandDesk, textOf } from './command-desk.ts';

let c: CommandDesk;
let viewer: Person;
let number: string;
const office: [string, string][] = [['09:00', '17:00']];

beforeAll(async () => {
  c = await openCommandDesk();
  at('2026-11-02T09:00:00Z');
  viewer = await c.addPerson(c.desk.one, 'viewer@one.example', 'viewer');
  for (const tenant of [c.desk.one, c.desk.two]) {
    await c.desk.withTenant(tenant.id, system, async (uow) => {
      const hours = { '1': office, '2': office, '3': office, '4': office, '5': office };
      const calendar = await addCalendar(uow, { name: 'London', timeZone: 'Europe/London', hours, isDefault: true });
      const pausing = { firstResponse: ['resolved', 'closed'], nextReply: ['resolved', 'closed'], resolution: ['waiting_customer'] };
      await addPolicy(uow, {
        name: 'Standard',
        isDefault: true,
        promise: {
          calendarId: calendar.id,
          targets: { firstResponse: { default: 60 }, nextReply: { default: 60 }, resolution: { default: 480 } },
          pausing: pausing as never,
          warningPercent: 80,
          criticalPercent: null,
          conditions: {},
          steps: [],
        },
      });
    });
  }
  at('2026-11-20T16:30:00Z');
  number = await c.mail('jane@acme.example', { subject: 'The printer is dead' });
  at('2026-11-23T10:00:00Z');
  await attend();
}, 120_000);
afterAll(() => c.desk.close());

function at(instant: string): void {
  c.desk.clock.now = new Date(instant);
}

async function attend(): Promise<void> {
  const [row] = await c.rows<{ id: TicketId }>('select id from tickets where number = ?', [number]);
  await c.desk.withTenant(c.desk.one.id, { kind: 'system', name: 'ticket clock' }, (uow) =>
    attendTicket(uow, row?.id as TicketId, testSatisfaction),
  );
}

describe('why', () => {
  it('says by which policy a ticket is measured, and every stretch that was counted', async () => {
    const card = await c.say(`why ${number}`);
    expect(card.kind).toBe('clocks');
    expect([fieldOf(card, 'Policy'), fieldOf(card, 'Because')]).toEqual(['Standard (version 1)', 'Standard is the default policy']);
    expect(noticesOf(card)).toBe('A promise of this ticket is broken and still open.');
    const text = textOf(card);
    expect(text).toMatch(/First response.*23 Nov 2026 09:30/);
    expect(text).toMatch(/Fri 20 Nov 2026 16:30–17:00 counted 30 min/);
    expect(text).toMatch(/Resolution.*due Mon 23 Nov 2026 16:30/);
  });

  it('is answered to a viewer too, without the form they may not use', async () => {
    const card = await c.say(`why ${number}`, viewer);
    expect(card.kind).toBe('clocks');
    expect(card.form).toBeNull();
    expect((await c.say(`why ${number}`)).form?.action.op).toBe('sla.acknowledge');
  });

  it('finds no ticket of another tenant', async () => {
    expect((await c.say(`why ${number}`, c.stranger)).error?.code).toBe('not_found');
  });

  it('says that nothing is due where no service level applies', async () => {
    await c.desk.withTenant(c.desk.one.id, system, (uow) =>
      uow.em.execute("update sla_policies set is_active = false, is_default = false where name = 'Standard'"),
    );
    const bare = await c.mail('bare@else.example');
    const card = await c.say(`why ${bare}`);
    expect([fieldOf(card, 'Policy'), noticesOf(card)]).toEqual(['none', 'No service level applies to this ticket, so nothing is due.']);
    await c.desk.withTenant(c.desk.one.id, system, (uow) =>
      uow.em.execute("update sla_policies set is_active = true, is_default = true where name = 'Standard'"),
    );
  });
});

describe('ack', () => {
  it('is refused to a viewer and changes nothing', async () => {
    const before = await c.footprint();
    const card = await c.say(`ack ${number} : nobody was there`, viewer);
    expect(card.error?.code).toBe('not_permitted');
    expect(await c.footprint()).toEqual(before);
    expect(await c.rows('select 1 from sla_alerts where acknowledged_at is not null')).toEqual([]);
  });

  it('asks for the reason when none was given', async () => {
    expect(textOf(await c.say(`ack ${number}`))).toContain('Why was the promise broken?');
    expect(await c.rows('select 1 from sla_alerts where acknowledged_at is not null')).toEqual([]);
  });

  it('finds no breach of another tenant', async () => {
    expect((await c.say(`ack ${number} : not mine`, c.stranger)).error?.code).toBe('not_found');
  });

  it('keeps the reason and the person, once, and the breach stays in the figures', async () => {
    const card = await c.say(`ack ${number} : the part was not in stock`);
    expect([card.kind, noticesOf(card)]).toEqual(['done', `Acknowledged on ${number}: first response. The breach stays in the figures.`]);
    const kept = 'select acknowledged_by as by, acknowledged_reason as reason from sla_alerts where acknowledged_at is not null';
    expect(await c.rows(kept)).toEqual([{ by: c.boss.userId, reason: 'the part was not in stock' }]);
    expect((await c.say(`ack ${number} : again`, c.agent)).error?.code).toBe('conflict');
    expect(fieldOf(await c.say('sla'), 'First response')).toMatch(/^0\.0 % · red \(0 of 1\)/);
  });

  it('is refused when the ticket was changed after it was seen', async () => {
    at('2026-11-23T16:30:00Z');
    await attend();
    const [seen] = await c.rows<{ version: number }>('select version from tickets where number = ?', [number]);
    await c.say(`priority ${number} low`);
    const args = { ticket: number, reason: 'late', version: seen?.version ?? 0 };
    expect((await c.press({ op: 'sla.acknowledge', args })).error?.code).toBe('conflict');
    expect(await c.rows('select 1 from sla_alerts where acknowledged_at is not null')).toHaveLength(1);
  });
});

describe('sla', () => {
  it('shows what was kept and what was not, what nobody judged as n/a, and the breaches that wait with their buttons', async () => {
    at('2026-11-23T16:40:00Z');
    const card = await c.say('sla 7d', viewer);
    expect(card.title[0]?.text).toBe('Service levels, last 7 days');
    expect(fieldOf(card, 'Kept overall')).toBe('0.0 % · red (0 of 2)');
    expect(fieldOf(card, 'Next reply')).toMatch(/^n\/a \(0 of 0\)/);
    expect(fieldOf(card, 'Breaches nobody has acknowledged')).toBe('1');
    expect(card.rows.map((row) => row.title.map((span) => span.text).join(''))).toEqual([`${number} The printer is dead`]);
    expect((await c.press(button(card, 'Why'), viewer)).kind).toBe('clocks');
    expect((await c.press(button(card, '30 days'), viewer)).title[0]?.text).toBe('Service levels, last 30 days');
  });

  it('shows another tenant nothing of it', async () => {
    const card = await c.say('sla', c.stranger);
    expect([fieldOf(card, 'Kept overall'), fieldOf(card, 'Breaches nobody has acknowledged'), card.rows]).toEqual([
      'n/a (0 of 0)',
      '0',
      [],
    ]);
  });
});

describe('stats', () => {
  it('shows how the helpdesk stands and what moved, to a viewer too', async () => {
    const card = await c.say('stats 30d', viewer);
    expect(card.title[0]?.text).toBe('Helpdesk, last 30 days');
    expect([fieldOf(card, 'Tickets'), fieldOf(card, 'Unfinished')]).toEqual(['2', '2 open, 0 in progress, 0 waiting for the customer']);
    expect(fieldOf(card, 'Unfinished with a broken promise')).toBe('1');
    expect(fieldOf(card, 'In the period')).toBe('2 opened, 0 resolved, 0 closed, 0 reopened');
    expect(fieldOf(card, 'Backlog')).toBe('0 before, 2 now');
    expect((await c.press(button(card, 'Service levels'), viewer)).kind).toBe('report');
  });

  it('counts nothing of another tenant', async () => {
    expect(fieldOf(await c.say('stats', c.stranger), 'Tickets')).toBe('0');
  });

  it('refuses a period it cannot count', async () => {
    expect((await c.press({ op: 'helpdesk.stats', args: { days: 9999 } })).error?.code).toBe('invalid_input');
  });
});
