import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Card } from '../../../bots/cards/card.types.ts';
import { newId } from '../../../domain/ids.types.ts';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import { system } from '../../support/desk.ts';
import { button, type CommandDesk, mailsOf, noticesOf, openCommandDesk, race, textOf } from './command-desk.ts';

let c: CommandDesk;
beforeAll(async () => {
  c = await openCommandDesk();
}, 120_000);
afterAll(() => c.desk.close());

const draftOf = (card: Card) => String(button(card, 'Cancel').args.draft);
const expire = (card: Card) =>
  c.desk.withTenant(c.desk.one.id, system, (uow) =>
    sqlRun(uow, "update drafts set expires_at = now() - interval '1 second' where id = ?", [draftOf(card)]),
  );

describe('a draft', () => {
  it('is sent once, however often and from however many places it is pressed', async () => {
    const number = await c.mail('once@else.example');
    const send = button(await c.say(`reply ${number} Hello`), 'Send');
    const id = '11111111-1111-4111-8111-111111111111';
    const lock = { sql: 'select 1 from drafts where id = ? for update', params: [send.args.draft] };
    const presses = [id, id, newId<string>(), newId<string>()].map((commandId) => () => c.press(send, c.boss, commandId));
    const answers = await race(c, lock, presses);
    expect(await mailsOf(c, number, 'reply')).toHaveLength(1);
    expect(
      await c.rows("select 1 from ticket_messages where kind = 'reply' and ticket_id = (select id from tickets where number = ?)", [
        number,
      ]),
    ).toHaveLength(1);
    expect(answers[0]).toEqual(answers[1]);
    expect(answers.filter((card) => card.kind === 'done').length).toBeGreaterThan(0);
    for (const card of answers.filter((one) => one.kind === 'error'))
      expect(noticesOf(card)).toMatch(/was sent by you at .*; nothing was sent twice/);
  });

  it('is its writer’s: a colleague cannot send, change or cancel it, and is told what became of it', async () => {
    const number = await c.mail('mine@else.example');
    const preview = await c.say(`reply ${number} Hello`);
    const both = await Promise.all([c.press(button(preview, 'Send'), c.agent), c.press(button(preview, 'Send'), c.boss)]);
    expect(both.map((card) => card.kind)).toEqual(['error', 'done']);
    expect(noticesOf(both[0])).toMatch(/only boss can send or change it|was sent by boss at/);
    expect(await mailsOf(c, number, 'reply')).toHaveLength(1);
    expect(noticesOf(await c.press(button(preview, 'Cancel'), c.agent))).toMatch(/was sent by boss at/);
    expect((await c.press(button(preview, 'Send'), c.stranger)).error?.code).toBe('not_found');
  });

  it('expires after an hour: nothing is sent, and the text is not lost', async () => {
    const number = await c.mail('late@else.example');
    const preview = await c.say(`reply ${number} --keep Precious words`);
    await expire(preview);
    const card = await c.press(button(preview, 'Send, keep status'));
    expect(card).toMatchObject({ kind: 'error', error: { code: 'expired' } });
    expect(textOf(card)).toContain('Precious words');
    expect(await mailsOf(c, number, 'reply')).toEqual([]);
    expect((await c.press(button(preview, 'Without the quoted message'))).error?.code).toBe('expired');
    const again = await c.press(button(card, 'Prepare it again'));
    await c.press(button(again, 'Send, keep status'));
    expect((await mailsOf(c, number, 'reply'))[0]?.mail.text).toContain('Precious words');
  });

  it('is cancelled for good', async () => {
    const number = await c.mail('cancel@else.example');
    const preview = await c.say(`reply ${number} Never mind`);
    expect(textOf(await c.press(button(preview, 'Cancel')))).toContain('Nothing was sent to cancel@else.example.');
    expect(noticesOf(await c.press(button(preview, 'Send')))).toMatch(/was cancelled by you at .*; nothing was sent\./);
    expect(await mailsOf(c, number, 'reply')).toEqual([]);
  });

  it('is held back when the customer or a colleague wrote meanwhile, shows that, and goes out at the second press', async () => {
    const number = await c.mail('meanwhile@else.example', { messageId: '<m1@mail.example>' });
    const preview = await c.say(`reply ${number} We come today`);
    await c.mail('meanwhile@else.example', { inReplyTo: '<m1@mail.example>', text: 'It works again, do not come!' });
    const held = await c.press(button(preview, 'Send'));
    expect(held.kind).toBe('draft');
    expect(noticesOf(held)).toContain('Nothing was sent yet');
    expect(textOf(held)).toContain('It works again, do not come!');
    expect(await mailsOf(c, number, 'reply')).toEqual([]);
    expect((await c.press(button(preview, 'Send'))).kind).toBe('draft');
    expect((await c.press(button(held, 'Send'))).kind).toBe('done');
    expect(await mailsOf(c, number, 'reply')).toHaveLength(1);
  });

  it('among several is chosen, and by its letters is found', async () => {
    const writer = await c.addPerson(c.desk.one, 'several@one.example', 'support');
    const [a, b] = [await c.mail('a@else.example'), await c.mail('b@else.example')];
    const first = await c.say(`reply ${a} To A`, writer);
    await c.say(`reply ${b} To B`, writer);
    const choice = await c.say('send', writer);
    expect(choice.rows.map((row) => row.title[0]?.text)).toEqual(['b@else.example', 'a@else.example']);
    expect((await c.say(`send ${draftOf(first).slice(-8)}`, writer)).kind).toBe('done');
    expect([await mailsOf(c, a, 'reply'), await mailsOf(c, b, 'reply')].map((mails) => mails.length)).toEqual([1, 0]);
    expect((await c.say('discard', writer)).kind).toBe('done');
    expect((await c.say('send 00000000', writer)).error?.code).toBe('not_found');
  });
});
