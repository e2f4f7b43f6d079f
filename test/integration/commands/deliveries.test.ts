import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DeliveryState } from '../../../domain/deliveries/deliveries.types.ts';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import { system } from '../../support/desk.ts';
import { button, type CommandDesk, noticesOf, openCommandDesk, race, textOf } from './command-desk.ts';

let c: CommandDesk;
beforeAll(async () => {
  c = await openCommandDesk();
}, 120_000);
afterAll(() => c.desk.close());

type Row = { id: string; state: DeliveryState; attempts: number; mail_message_id: string; last_result: string | null };
const rowOf = async (id: string) =>
  (await c.rows<Row>('select id, state, attempts, mail_message_id, last_result from deliveries where id = ?', [id]))[0];

/** A reply whose delivery stands as given. */
async function replyThatIs(state: DeliveryState, address: string): Promise<{ id: string; number: string }> {
  const number = await c.mail(address);
  await c.press(button(await c.say(`reply ${number} Hello`), 'Send'));
  const [row] = await c.rows<{ id: string }>(
    "select d.id from deliveries d join tickets t on t.id = d.ticket_id where t.number = ? and d.purpose = 'reply'",
    [number],
  );
  await c.desk.withTenant(c.desk.one.id, system, (uow) =>
    sqlRun(uow, "update deliveries set state = ?, attempts = 4, last_result = 'the line was cut', settled_at = now() where id = ?", [
      state,
      row?.id,
    ]),
  );
  return { id: row?.id ?? '', number };
}

describe('an uncertain mail', () => {
  it('asks for a decision in the list and on its ticket', async () => {
    const { id, number } = await replyThatIs('uncertain', 'ask@else.example');
    const list = await c.say('uncertain');
    expect(list.title[0]?.text).toBe('1 mail is uncertain: decide whether it went out');
    expect(textOf(list)).toContain(`d-${id.slice(-8)}`);
    expect(button(list, 'Send again').confirm).toContain('may see it twice');
    const card = await c.say(`show ${number}`);
    expect(noticesOf(card)).toContain('Nobody knows whether the mail to ask@else.example went out');
    expect(button(card, 'It was sent').args).toEqual({ delivery: id, decision: 'sent' });
    await c.press(button(card, 'It was sent'));
    expect(await rowOf(id)).toMatchObject({ state: 'sent', last_result: 'Taken as sent: decided by boss.' });
    expect(noticesOf(await c.say(`show ${number}`))).toBe('');
    expect(
      await c.rows(
        "select actor->>'name' as who, data->>'state' as state from ticket_events where type = 'delivery_settled' and ticket_id = (select id from tickets where number = ?)",
        [number],
      ),
    ).toEqual([{ who: 'boss', state: 'sent' }]);
  });

  it('is sent again under the same Message-ID', async () => {
    const { id } = await replyThatIs('uncertain', 'again@else.example');
    const before = await rowOf(id);
    c.desk.wakes.length = 0;
    expect(noticesOf(await c.say(`resend d-${id.slice(-8)}`))).toContain('once more to again@else.example, under the same Message-ID');
    expect(await rowOf(id)).toMatchObject({ state: 'queued', attempts: 0, mail_message_id: before?.mail_message_id });
    expect(c.desk.wakes).toContainEqual(expect.objectContaining({ kind: 'delivery' }));
  });

  it('is decided once: the second person is told how it stands, whatever they wanted', async () => {
    const { id } = await replyThatIs('uncertain', 'two@else.example');
    const other = await c.addPerson(c.desk.one, 'second@one.example', 'manager');
    const lock = { sql: 'select 1 from deliveries where id = ? for update', params: [id] };
    const cards = await race(c, lock, [() => c.say(`sent ${id}`), () => c.say(`resend ${id}`, other)]);
    expect(cards.map((card) => card.kind).toSorted()).toEqual(['done', 'error']);
    const loser = cards.find((card) => card.kind === 'error');
    expect(loser?.error?.code).toBe('refused_transition');
    expect(loser === undefined ? '' : noticesOf(loser)).toMatch(/this mail is (sent|queued) by now \(.*decided by (boss|second)/);
  });

  it('is decided by those who may: support only sees it', async () => {
    const { id, number } = await replyThatIs('uncertain', 'rights@else.example');
    expect((await c.say(`sent ${id}`, c.agent)).error?.code).toBe('not_permitted');
    expect(JSON.stringify((await c.say(`show ${number}`, c.agent)).sections)).not.toContain('delivery.decide');
    expect(await rowOf(id)).toMatchObject({ state: 'uncertain' });
  });

  it('of another tenant is not there', async () => {
    const { id } = await replyThatIs('uncertain', 'foreign@else.example');
    const foreignBoss = await c.addPerson(c.desk.two, 'boss@two.example', 'manager');
    expect((await c.say(`resend ${id}`, foreignBoss)).error?.code).toBe('not_found');
    expect((await c.say('uncertain', foreignBoss)).rows).toEqual([]);
    expect(await rowOf(id)).toMatchObject({ state: 'uncertain' });
  });
});

describe('other mails', () => {
  it('a failed one may be sent again, but nobody can say that it arrived', async () => {
    const { id } = await replyThatIs('failed', 'failed@else.example');
    expect((await c.say(`sent ${id}`)).error?.code).toBe('refused_transition');
    expect((await c.say(`resend ${id}`)).kind).toBe('done');
    expect(await rowOf(id)).toMatchObject({ state: 'queued' });
  });

  it.each(['sent', 'sending', 'queued', 'cancelled'] as const)('a %s one is never sent again', async (state) => {
    const { id } = await replyThatIs(state, `${state}@else.example`);
    expect((await c.say(`resend ${id}`)).error?.code).toBe('refused_transition');
    expect(await rowOf(id)).toMatchObject({ state });
  });

  it('are listed page by page, by state', async () => {
    const seen = new Set<string>();
    let card = await c.say('deliveries all');
    for (;;) {
      for (const row of card.rows) seen.add(row.title[0]?.text ?? '');
      if (card.paging?.next == null) break;
      card = await c.press(card.paging.next);
    }
    const all = await c.rows<{ id: string }>('select id from deliveries');
    expect([...seen].toSorted()).toEqual(all.map((row) => `d-${row.id.slice(-8)}`).toSorted());
    expect((await c.say('deliveries sent')).rows.length).toBeGreaterThan(0);
  });
});
