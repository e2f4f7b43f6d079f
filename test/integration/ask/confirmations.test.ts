import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Card } from '../../../bots/cards/card.types.ts';
import { newId } from '../../../domain/ids.types.ts';
import { button, type CommandDesk, noticesOf, openCommandDesk, statusOf } from '../commands/command-desk.ts';

let c: CommandDesk;
beforeAll(async () => {
  c = await openCommandDesk();
});
afterAll(() => c.desk.close());

const wish = async (number: string): Promise<Card> => c.say(`could you please close ticket ${number}`);
const words = (card: Card): string => JSON.stringify(card);

describe('a change that was understood from free words', () => {
  it('is shown as a difference and not done before it is confirmed, and then once', async () => {
    const number = await c.mail('wish@else.example', { subject: 'Wish' });
    const card = await wish(number);
    expect(card).toMatchObject({
      kind: 'confirmation',
      ticket: number,
      plan: { op: 'ticket.status', args: { ticket: number, status: 'closed' } },
    });
    expect(words(card)).toContain('Wish');
    expect(await statusOf(c, number)).toBe('open');
    const confirm = button(card, 'Confirm');
    expect((await c.press(confirm)).kind).toBe('done');
    expect(await statusOf(c, number)).toBe('closed');
    expect(await c.press(confirm)).toMatchObject({ kind: 'error', error: { code: 'conflict' } });
  });

  it('is refused to another person, of this company and of another', async () => {
    const number = await c.mail('other@else.example');
    const confirm = button(await wish(number), 'Confirm');
    expect(await c.press(confirm, c.agent)).toMatchObject({ kind: 'error', error: { code: 'not_permitted' } });
    const foreign = await c.press(confirm, c.stranger);
    const unknown = newId<string>();
    const missing = await c.press({ op: 'plan.confirm', args: { confirmation: unknown } }, c.stranger);
    expect(foreign.error?.code).toBe('not_found');
    expect(noticesOf(foreign).replace(String(confirm.args.confirmation), 'X')).toBe(noticesOf(missing).replace(unknown, 'X'));
    expect(noticesOf(missing)).toContain(unknown);
    expect(await statusOf(c, number)).toBe('open');
  });

  it('is refused late', async () => {
    const number = await c.mail('late@else.example');
    const confirm = button(await wish(number), 'Confirm');
    c.desk.clock.now = new Date(Date.now() + 11 * 60_000);
    const late = await c.press(confirm);
    c.desk.clock.now = null;
    expect(late).toMatchObject({ kind: 'error', error: { code: 'conflict' } });
    expect(await statusOf(c, number)).toBe('open');
  });

  it('does what its row says, whatever else the button carries', async () => {
    const number = await c.mail('altered@else.example');
    const confirm = button(await wish(number), 'Confirm');
    expect((await c.press({ ...confirm, args: { ...confirm.args, status: 'cancelled', ticket: '1' } })).kind).toBe('error');
    await c.rows('update plan_confirmations set args = args || \'{"status":"cancelled"}\' where used_at is null');
    expect(await c.press(confirm)).toMatchObject({ kind: 'error', error: { code: 'conflict' } });
    expect(await statusOf(c, number)).toBe('open');
  });

  it('is refused after the right was lost', async () => {
    const number = await c.mail('rights@else.example');
    const person = await c.addPerson(c.desk.one, 'loses@one.example', 'support');
    const confirm = button(await c.say(`could you close ticket ${number}`, person), 'Confirm');
    await c.rows("update staff_users set role = 'viewer' where id = ?", [person.userId]);
    expect(await c.press(confirm, person)).toMatchObject({ kind: 'error', error: { code: 'not_permitted' } });
    expect(await statusOf(c, number)).toBe('open');
  });

  it('is asked again when the ticket changed in between, with the new state', async () => {
    const number = await c.mail('changed@else.example');
    const confirm = button(await wish(number), 'Confirm');
    await c.say(`start ${number}`);
    const again = await c.press(confirm);
    expect(again.kind).toBe('confirmation');
    expect(words(again)).toContain('in progress');
    expect(await statusOf(c, number)).toBe('in_progress');
    expect((await c.press(button(again, 'Confirm'))).kind).toBe('done');
  });

  it('is not offered to those who may not do it, nor on a ticket of another company', async () => {
    const number = await c.mail('mayNot@else.example');
    const viewer = await c.addPerson(c.desk.one, 'viewer.ask@one.example', 'viewer');
    expect((await c.say(`could you close ticket ${number}`, viewer)).error?.code).toBe('not_permitted');
    const foreign = await c.say(`could you close ticket ${number}`, c.stranger);
    expect(foreign.error?.code).toBe('not_found');
    expect(noticesOf(foreign).replace(number, 'X')).toBe(
      noticesOf(await c.say('could you close ticket TKT-209901-00009', c.stranger)).replace('TKT-209901-00009', 'X'),
    );
  });
});

describe('questions', () => {
  it('run at once as the person, and say what was understood', async () => {
    await c.mail('jane@acme.example', { subject: 'Toner' });
    const card = await c.say('which tickets does nobody own?');
    expect(card).toMatchObject({ kind: 'ticket_list', plan: { op: 'tickets.list', args: { filter: 'assignee:nobody' } } });
    expect(noticesOf(card)).toContain('I understood: tickets assignee:nobody');
    expect((await c.say('are we getting more tickets than before?')).kind).toBe('report');
    expect((await c.say('how many tickets per customer?')).kind).toBe('ticket_counts');
  });

  it('never show a row of another company, whatever is asked', async () => {
    await c.mail('secret@else.example', { subject: 'Zanzibar-canary' });
    const parts = [
      'which',
      'tickets',
      'all',
      'open',
      'late',
      'customers',
      'for',
      'Acme',
      'about',
      'Zanzibar',
      'canary',
      'of',
      'how many',
      'everything',
      'ever',
      'mine',
      'show me',
      'per customer',
      'this week',
      'from',
      'secret',
      'unassigned',
      '?',
      'ticket 1',
      'why',
      'who',
      'alle',
      'offene',
      'article',
    ];
    let seed = 7;
    const next = (): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    };
    let plans = 0;
    for (let at = 0; at < 500; at += 1) {
      const text = Array.from({ length: 2 + Math.floor(next() * 5) }, () => parts[Math.floor(next() * parts.length)]).join(' ');
      const card = await c.runner.say(c.stranger, text);
      plans += card.plan === undefined ? 0 : 1;
      const shown = JSON.stringify({ ...card, plan: null, title: null, notices: null, actions: null });
      expect(shown).not.toContain('Zanzibar-canary');
    }
    expect(plans).toBeGreaterThan(50);
  }, 120_000);
});
