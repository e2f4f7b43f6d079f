import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Card } from '../../../bots/cards/card.types.ts';
import type { MailAddress } from '../../../domain/mailboxes/parsed-mail.types.ts';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import { readReplyAddress, replyAddress } from '../../../domain/tickets/reply-address.rules.ts';
import { markerLine } from '../../../mail/templates/marker.rules.ts';
import { system } from '../../support/desk.ts';
import { testKeys } from '../../support/mails.ts';
import { button, type CommandDesk, fieldOf, mailsOf, noticesOf, openCommandDesk, statusOf } from './command-desk.ts';

let c: CommandDesk;
beforeAll(async () => {
  c = await openCommandDesk();
}, 120_000);
afterAll(() => c.desk.close());

const person = (address: string, name = ''): MailAddress => ({ name, address });
const addresses = (people: MailAddress[]) => people.map((one) => one.address);
const draftOf = (card: Card) => String(button(card, 'Cancel').args.draft);

describe('a reply', () => {
  it('goes to the sender and the others of the message answered, without us and staff, threaded, with its own reply address', async () => {
    const to = [person('support@one.example'), person('agent@one.example'), person('colleague@acme.example', 'Col League')];
    const number = await c.mail('jane@acme.example', {
      subject: 'Toner',
      messageId: '<first@mail.example>',
      to,
      cc: [person('chief@acme.example'), person('jane@acme.example')],
      text: 'Low.\n\nVery low.',
    });
    const preview = await c.say(`reply ${number} We bring some.\n\n  Today.`);
    expect(preview.kind).toBe('draft');
    expect(fieldOf(preview, 'To')).toBe('jane@acme.example');
    expect(fieldOf(preview, 'Cc')).toBe('Col League <colleague@acme.example>, chief@acme.example');
    expect(fieldOf(preview, 'From')).toBe('boss (Company one) <support@one.example>');
    expect(noticesOf(preview)).toContain(
      'Who will see this: jane@acme.example, colleague@acme.example, chief@acme.example by mail, and staff.',
    );
    expect(await mailsOf(c, number, 'reply')).toEqual([]);

    const sent = await c.press(button(preview, 'Send'));
    expect(noticesOf(sent)).toBe(
      `On its way to jane@acme.example, colleague@acme.example, chief@acme.example. ${number} is waiting for the customer.`,
    );
    const [delivery] = await mailsOf(c, number, 'reply');
    const [acknowledgement] = await mailsOf(c, number, 'acknowledgement');
    expect(delivery).toMatchObject({ state: 'queued', effect_key: `reply:${draftOf(preview)}` });
    const mail = delivery?.mail;
    expect([addresses(mail?.to ?? []), addresses(mail?.cc ?? [])]).toEqual([
      ['jane@acme.example'],
      ['colleague@acme.example', 'chief@acme.example'],
    ]);
    expect(mail).toMatchObject({
      subject: `Re: Toner [${number}]`,
      inReplyTo: '<first@mail.example>',
      references: ['<first@mail.example>'],
      autoSubmitted: 'no',
      attachmentIds: [],
    });
    expect(acknowledgement === undefined || !mail?.references.includes(acknowledgement.mail_message_id)).toBe(true);
    const lines = mail?.text.split('\n') ?? [];
    expect(lines.slice(0, 5)).toEqual(['We bring some.', '', '  Today.', '', markerLine('en')]);
    expect(lines.slice(-3)).toEqual(['> Low.', '>', '> Very low.']);
    const [participant] = await c.rows<{ reply_ref: string }>(
      "select reply_ref from ticket_participants where address = 'jane@acme.example' and ticket_id = (select id from tickets where number = ?)",
      [number],
    );
    expect(readReplyAddress(mail?.replyTo?.address ?? '', c.desk.one.id, testKeys)).toBe(participant?.reply_ref);
    const [message] = await c.rows(
      "select text, is_public, kind, mail_message_id, full_text from ticket_messages where kind = 'reply' and ticket_id = (select id from tickets where number = ?)",
      [number],
    );
    expect(message).toEqual({
      text: 'We bring some.\n\n  Today.',
      is_public: true,
      kind: 'reply',
      mail_message_id: delivery?.mail_message_id,
      full_text: mail?.text,
    });
    expect(c.desk.wakes).toContainEqual(expect.objectContaining({ kind: 'delivery', tenantId: c.desk.one.id }));
  });

  it('shows in the preview exactly the text that is sent', async () => {
    const number = await c.mail('exact@else.example', { text: '<b>& "quotes"' });
    const preview = await c.say(`reply ${number} Exactly this.`);
    const shown = preview.sections.find((section) => section.tone === 'preview')?.paragraphs[0]?.[0]?.text;
    await c.press(button(preview, 'Send'));
    expect((await mailsOf(c, number, 'reply'))[0]?.mail.text).toBe(shown);
  });

  it('answers the last public message alone: who was on an earlier one is not written to', async () => {
    const number = await c.mail('jane@acme.example', { messageId: '<a1@mail.example>', cc: [person('early@acme.example')] });
    await c.mail('jane@acme.example', {
      inReplyTo: '<a1@mail.example>',
      messageId: '<a2@mail.example>',
      cc: [person('late@acme.example')],
    });
    const preview = await c.say(`reply ${number} Hello`);
    expect(fieldOf(preview, 'Cc')).toBe('late@acme.example');
    await c.press(button(preview, 'Send'));
    expect((await mailsOf(c, number, 'reply'))[0]?.mail).toMatchObject({
      inReplyTo: '<a2@mail.example>',
      references: expect.arrayContaining(['<a1@mail.example>']),
    });
  });

  it('goes to the Cc person who wrote last, never to an unverified stranger', async () => {
    const number = await c.mail('jane@acme.example', { messageId: '<b1@mail.example>', cc: [person('friend@acme.example')] });
    await c.mail('friend@acme.example', {
      inReplyTo: '<b1@mail.example>',
      to: [person('support@one.example')],
      cc: [person('jane@acme.example')],
    });
    expect([fieldOf(await c.say(`reply ${number} x`), 'To'), fieldOf(await c.say(`reply ${number} x`), 'Cc')]).toEqual([
      'friend@acme.example',
      'jane@acme.example',
    ]);
    const [jane] = await c.rows<{ reply_ref: string }>(
      "select reply_ref from ticket_participants where address = 'jane@acme.example' and ticket_id = (select id from tickets where number = ?)",
      [number],
    );
    await c.mail(
      'evil@bad.example',
      { text: 'send it to me' },
      replyAddress('support@one.example', c.desk.one.id, jane?.reply_ref ?? '', testKeys),
    );
    expect(fieldOf(await c.say(`reply ${number} x`), 'To')).toBe('friend@acme.example');
  });

  it('lets Cc be edited by words, by buttons and by the form, refuses staff in it, and warns of who is new', async () => {
    const number = await c.mail('jane@acme.example', { cc: [person('one@acme.example'), person('two@acme.example')] });
    const preview = await c.say(`reply ${number} cc:-one@acme.example cc:+new@else.example Hello`);
    expect(fieldOf(preview, 'Cc')).toBe('two@acme.example, new@else.example');
    expect(noticesOf(preview)).toContain('new@else.example is new on this ticket');
    const without = await c.press(button(preview, 'Without two@acme.example'));
    expect(fieldOf(without, 'Cc')).toBe('new@else.example');
    const form = without.form?.action ?? button(without, 'no form');
    const added = await c.press({ op: form.op, args: { ...form.args, addCc: 'Three@acme.example, four@acme.example' } });
    expect(fieldOf(added, 'Cc')).toBe('new@else.example, three@acme.example, four@acme.example');
    expect((await c.press({ op: form.op, args: { ...form.args, addCc: 'agent@one.example' } })).error?.code).toBe('conflict');
    expect((await c.press({ op: form.op, args: { ...form.args, addCc: 'no address' } })).error?.code).toBe('invalid_input');
    await c.press(button(added, 'Send'));
    expect(addresses((await mailsOf(c, number, 'reply'))[0]?.mail.cc ?? [])).toEqual([
      'new@else.example',
      'three@acme.example',
      'four@acme.example',
    ]);
    expect((await c.say(`reply ${number} cc:+agent@one.example x`)).error?.code).toBe('conflict');
  });

  it.each([
    ['', 'Send', 'waiting_customer'],
    ['--keep ', 'Send, keep status', 'in_progress'],
    ['--resolve ', 'Send and resolve', 'resolved'],
    ['', 'Send and resolve', 'resolved'],
    ['', 'Send, keep status', 'in_progress'],
  ])('said with “%s” and pressed “%s” leaves the ticket %s', async (flag, label, status) => {
    const number = await c.mail('after@else.example');
    await c.say(`start ${number}`);
    await c.press(button(await c.say(`reply ${number} ${flag}Hello`), label));
    expect(await statusOf(c, number)).toBe(status);
  });

  it('sent by words takes the status that was said when it was written', async () => {
    const number = await c.mail('words@else.example');
    const writer = await c.addPerson(c.desk.one, 'words@one.example', 'support');
    await c.say(`reply ${number} --resolve Hello`, writer);
    expect((await c.say('send', writer)).kind).toBe('done');
    expect(await statusOf(c, number)).toBe('resolved');
    expect(noticesOf(await c.say('send', writer))).toContain('No mail of yours waits');
  });

  it('does not reopen what is over, and says that an answer opens a new ticket', async () => {
    const number = await c.mail('closed@else.example');
    await c.say(`close ${number}`);
    const preview = await c.say(`reply ${number} Goodbye`);
    expect(noticesOf(preview)).toContain('This ticket is over');
    await c.press(button(preview, 'Send'));
    expect(await statusOf(c, number)).toBe('closed');
  });

  it('warns that the sender is not verified and that a mail to them failed before', async () => {
    const number = await c.mail('odd@else.example', { fromCount: 2 });
    await c.press(button(await c.say(`reply ${number} One`), 'Send'));
    await c.desk.withTenant(c.desk.one.id, system, (uow) =>
      sqlRun(
        uow,
        "update deliveries set state = 'failed', last_result = '550 no such user' where mail->'to'->0->>'address' = 'odd@else.example' and purpose = 'reply'",
      ),
    );
    const preview = await c.say(`reply ${number} Two`);
    expect(noticesOf(preview)).toContain('is not verified: odd@else.example');
    expect(noticesOf(preview)).toContain('A mail of this ticket to odd@else.example failed before: 550 no such user');
  });

  it('has nobody to go to on a ticket without an outside requester, or from spam', async () => {
    const inner = await c.say('open "Inner work"');
    expect((await c.say(`reply ${inner.ticket} x`)).error?.code).toBe('conflict');
    const number = await c.mail('spammer@else.example');
    await c.say(`spam ${number}`);
    expect(noticesOf(await c.say(`reply ${number} x`))).toContain('marked as spam');
  });

  it('writes to the requester of a ticket that staff opened', async () => {
    const opened = await c.say('open "By phone" for caller@else.example: internal remark');
    await c.press(button(await c.say(`reply ${opened.ticket} Hello`), 'Send'));
    const [delivery] = await mailsOf(c, opened.ticket, 'reply');
    expect(delivery?.mail).toMatchObject({ text: 'Hello', inReplyTo: null, references: [], to: [{ address: 'caller@else.example' }] });
  });
});
