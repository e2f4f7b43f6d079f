import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TicketId } from '../../../domain/ids.types.ts';
import type { ParsedMail } from '../../../domain/mailboxes/parsed-mail.types.ts';
import { askSatisfaction } from '../../../domain/satisfaction/ask-satisfaction.ts';
import { switchSatisfaction } from '../../../domain/satisfaction/switch-satisfaction.ts';
import { addPolicyFromTemplate } from '../../../domain/sla/add-policy-from-template.ts';
import { refreshClock } from '../../../domain/tickets/refresh-clock.ts';
import { system } from '../../support/desk.ts';
import { mailFrom } from '../../support/mails.ts';
import { testSatisfaction } from '../../support/satisfaction.ts';
import { type CommandDesk, mailsOf, noticesOf, openCommandDesk, statusOf, textOf } from '../commands/command-desk.ts';
import { arrive, repliedTo, report, reported, type SentReply } from './bounce-desk.ts';

let c: CommandDesk;
beforeAll(async () => {
  c = await openCommandDesk();
}, 120_000);
afterAll(async () => {
  await c.desk.close();
});

const noted = (kind: string) =>
  c.rows<{ user_id: string; facts: Record<string, unknown> }>(
    "select user_id, facts from notifications where kind = ? and surface = 'console' order by created_at",
    [kind],
  );
const acknowledged = async (): Promise<number> =>
  Number((await c.rows<{ n: string }>("select count(*) as n from deliveries where purpose = 'acknowledgement'"))[0]?.n);

describe('an address that floods', () => {
  it('opens as many tickets an hour as the company takes; the rest wait in the list, and managers are told once', async () => {
    await c.rows('update tenants set tickets_per_address_hour = 3 returning id');
    const kinds: string[] = [];
    for (let i = 0; i < 6; i += 1)
      kinds.push((await arrive(c, mailFrom('loud@flood.example', { subject: `Flood ${i}` }), c.desk.one.mailboxAddress)).kind);
    expect(kinds).toEqual(['opened', 'opened', 'opened', 'quarantined', 'quarantined', 'quarantined']);
    expect((await arrive(c, mailFrom('calm@flood.example'), c.desk.one.mailboxAddress)).kind).toBe('opened');
    const list = await c.say('quarantine');
    expect(JSON.stringify(list.rows)).toContain('more than 3 new tickets within an hour from this address');
    expect(list.rows).toHaveLength(3);
    expect(await noted('sender_held')).toMatchObject([{ user_id: c.boss.userId, facts: { by: 'loud@flood.example', limit: 3 } }]);
    expect(textOf(await c.say('notifications', c.boss))).toContain('An address floods us');
  });

  it('is still heard on its tickets, is heard again an hour later, and told of again the next day', async () => {
    const start = Date.now();
    const [first] = await c.rows<{ id: string }>(
      "select mail_message_id as id from deliveries where purpose = 'acknowledgement' order by first_queued_at limit 1",
    );
    const reply = mailFrom('loud@flood.example', { inReplyTo: first?.id ?? null, subject: 'More' });
    expect((await arrive(c, reply, c.desk.one.mailboxAddress)).kind).toBe('extended');
    c.desk.clock.now = new Date(start + 25 * 3_600_000);
    try {
      for (let i = 0; i < 4; i += 1) await arrive(c, mailFrom('loud@flood.example', { subject: `Again ${i}` }), c.desk.one.mailboxAddress);
    } finally {
      c.desk.clock.now = null;
    }
    expect(await c.rows("select 1 from tickets where subject like 'Again %'")).toHaveLength(3);
    expect(await noted('sender_held')).toHaveLength(2);
  });

  it('is let in, mail by mail, by staff', async () => {
    const [held] = await c.rows<{ id: string }>("select id from inbound_mails where subject = 'Flood 5'");
    expect(noticesOf(await c.say(`release m-${held?.id.slice(-8)}`))).toContain('released');
  });
});

describe('automatic mail of a company', () => {
  it('is held for an hour when an hour brought too much of it; tickets still open, people still write, managers hear once, and it begins again', async () => {
    const start = Date.now() + 48 * 3_600_000;
    c.desk.clock.now = new Date(start);
    await c.rows('update tenants set automatic_mails_per_hour = 4, tickets_per_address_hour = 100 returning id');
    const before = await acknowledged();
    try {
      const numbers: string[] = [];
      for (let i = 0; i < 8; i += 1) numbers.push(await c.mail(`person${i}@many.example`, { subject: `Many ${i}` }));
      expect((await acknowledged()) - before).toBe(4);
      expect(await noted('automatic_mail_held')).toMatchObject([{ user_id: c.boss.userId, facts: { limit: 4 } }]);
      const last = numbers.at(-1) ?? '';
      expect(textOf(await c.say(`show ${last}`))).toContain(
        'automatic mail to person7@many.example was not sent: more than 4 automatic mails in an hour',
      );
      const sent = await repliedTo(c, 'person8@many.example');
      expect(await mailsOf(c, sent.number, 'reply')).toMatchObject([{ state: 'queued' }]);
      c.desk.clock.now = new Date(start + 61 * 60_000);
      await c.mail('person9@many.example', { subject: 'Later' });
      expect((await acknowledged()) - before).toBe(5);
      expect(await noted('automatic_mail_held')).toHaveLength(1);
    } finally {
      c.desk.clock.now = null;
    }
    expect(await c.rows('select 1 from tenants where automatic_mail_held_until is not null', [], c.desk.two)).toEqual([]);
  });
});

describe('an automatic answer from the customer', () => {
  beforeAll(() => c.desk.withTenant(c.desk.one.id, system, (uow) => addPolicyFromTemplate(uow, { template: 'silver', isDefault: true })));
  const away = (inReplyTo: string, over: Partial<ParsedMail> = {}): ParsedMail =>
    mailFrom('away@quiet.example', {
      inReplyTo,
      kind: 'vacation',
      noAutoAnswerReason: 'a vacation notice',
      subject: 'Out of office',
      ...over,
    });
  const row = async (number: string) =>
    (
      await c.rows(
        'select status, snoozed_until, next_action, next_action_state, next_due_at, reopened, version from tickets where number = ?',
        [number],
      )
    )[0];
  /** The clocks as its log makes them now. */
  const clocks = async (number: string) => {
    const [ticket] = await c.rows<{ id: TicketId }>('select id from tickets where number = ?', [number]);
    const id = ticket?.id as TicketId;
    await c.desk.withTenant(c.desk.one.id, system, (uow) => refreshClock(uow, id));
    return c.rows<{ state: string }>(
      'select metric, cycle, state, met_at, consumed_ms from sla_clocks where ticket_id = ? order by metric, cycle',
      [id],
    );
  };

  it('joins its ticket and moves nothing: not the status, not a clock, not a snooze, not the next action', async () => {
    const sent = await repliedTo(c, 'away@quiet.example');
    await c.say(`next ${sent.number} : call them state:waiting_customer due:tomorrow 14:00`);
    await c.say(`snooze ${sent.number} until monday at 9:00`);
    const clocksBefore = await clocks(sent.number);
    const before = [await row(sent.number), clocksBefore];
    const [ticket, running] = before as [Record<string, unknown>, { state: string }[]];
    expect(ticket.snoozed_until).not.toBeNull();
    expect(ticket.next_action).toBe('call them');
    expect(running.map((clock) => clock.state)).toContain('paused');
    expect((await arrive(c, away(sent.messageId), c.desk.one.mailboxAddress)).kind).toBe('extended');
    const clocksAfter = await clocks(sent.number);
    expect([await row(sent.number), clocksAfter]).toEqual(before);
  });

  it('is known by the return address alone, where a program answers the envelope sender', async () => {
    const sent = await repliedTo(c, 'away@quiet.example');
    expect((await arrive(c, away('', { inReplyTo: null }), sent.returnTo)).kind).toBe('extended');
    expect(await statusOf(c, sent.number)).toBe('waiting_customer');
  });

  it('opens no resolved ticket again and no new one in its place', async () => {
    const sent = await repliedTo(c, 'away@quiet.example');
    await c.say(`resolve ${sent.number}`);
    const before = await row(sent.number);
    expect((await arrive(c, away(sent.messageId), c.desk.one.mailboxAddress)).kind).toBe('extended');
    expect(await row(sent.number)).toEqual(before);
  });
});

describe('a question about satisfaction', () => {
  it('is not asked of an address that mail does not reach, and the ticket says why', async () => {
    await c.desk.withTenant(c.desk.one.id, system, (uow) => switchSatisfaction(uow, { ask: true, afterHours: 1 }));
    const asked = await resolvedTicket('asked@quiet.example');
    const dead = await resolvedTicket('dead@quiet.example');
    await arrive(c, report([reported('dead@quiet.example')], { about: dead.messageId }), c.desk.one.mailboxAddress);
    await c.say(`resolve ${dead.number}`);
    c.desk.clock.now = new Date(Date.now() + 3 * 86_400_000);
    try {
      const outcomes = [];
      for (const { number } of [asked, dead]) {
        const [ticket] = await c.rows<{ id: TicketId }>('select id from tickets where number = ?', [number]);
        const id = ticket?.id as TicketId;
        outcomes.push(await c.desk.withTenant(c.desk.one.id, system, (uow) => askSatisfaction(uow, id, testSatisfaction)));
      }
      expect(outcomes).toEqual([{ kind: 'asked' }, { kind: 'not_asked', reason: 'automatic mail is held' }]);
    } finally {
      c.desk.clock.now = null;
    }
    expect(await mailsOf(c, dead.number, 'satisfaction')).toEqual([]);
    expect(textOf(await c.say(`show ${dead.number}`))).toMatch(/automatic mail to dead@quiet\.example was not sent: mail to it bounced on/);
  });
});

async function resolvedTicket(address: string): Promise<SentReply> {
  const sent = await repliedTo(c, address);
  await c.say(`resolve ${sent.number}`);
  return sent;
}
