import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MailAddress } from '../../../domain/mailboxes/parsed-mail.types.ts';
import { button, type CommandDesk, fieldOf, mailsOf, noticesOf, openCommandDesk, race, statusOf } from './command-desk.ts';

let c: CommandDesk;
beforeAll(async () => {
  c = await openCommandDesk();
}, 120_000);
afterAll(() => c.desk.close());

const person = (address: string, name = ''): MailAddress => ({ name, address });

describe('a forward to a supplier', () => {
  it('is internal, brings the message and its files, and the answer comes back internal', async () => {
    const attachments = ['photo.jpg', 'logo.png'].map((filename) => ({
      filename,
      contentType: 'image/jpeg',
      size: 10,
      sha256: 'a'.repeat(64),
      contentId: null,
      inline: filename === 'logo.png',
      blobKey: 'k',
    }));
    const number = await c.mail('jane@acme.example', { text: 'Broken part 4711', attachments, messageId: '<f1@mail.example>' });
    const preview = await c.say(`forward ${number} to parts@supplier.example Do you have it?`);
    expect(noticesOf(preview)).toContain('The customer does not see it');
    expect(fieldOf(preview, 'Files')).toBe('photo.jpg (10 B)');
    await c.press(button(preview, 'Send'));
    const [delivery] = await mailsOf(c, number, 'forward');
    expect(delivery?.mail).toMatchObject({
      subject: expect.stringContaining('Fwd: '),
      inReplyTo: null,
      references: [],
      to: [{ address: 'parts@supplier.example' }],
    });
    expect(delivery?.mail.text).toContain('> Broken part 4711');
    expect(delivery?.mail.attachmentIds).toHaveLength(1);
    expect(await statusOf(c, number)).toBe('open');

    expect(
      await c.mail('parts@supplier.example', { text: 'Yes, 12 EUR', messageId: '<s1@mail.example>' }, delivery?.mail.replyTo?.address),
    ).toBe(number);
    const [answer] = await c.rows("select is_public, is_verified from ticket_messages where text = 'Yes, 12 EUR'");
    expect(answer).toEqual({ is_public: false, is_verified: true });
    const reply = await c.say(`reply ${number} We order it.`);
    expect([fieldOf(reply, 'To'), fieldOf(reply, 'Cc')]).toEqual(['jane@acme.example', 'nobody']);
    await c.press(button(await c.say(`forward ${number} to parts@supplier.example --no-quote --no-files Please send it.`), 'Send'));
    const second = (await mailsOf(c, number, 'forward'))[1]?.mail;
    expect(second).toMatchObject({ inReplyTo: '<s1@mail.example>', text: 'Please send it.', attachmentIds: [] });
    expect(second?.references).not.toContain('<f1@mail.example>');
  });

  it('is refused to the customer’s side, to staff and to ourselves', async () => {
    const number = await c.mail('jane@acme.example', { cc: [person('aside@acme.example')] });
    for (const address of ['jane@acme.example', 'aside@acme.example', 'agent@one.example', 'support@one.example']) {
      expect([address, (await c.say(`forward ${number} to ${address} hi`)).error?.code]).toEqual([address, 'conflict']);
    }
  });

  it('can leave the quoted message and the files behind by a button', async () => {
    const attachments = [
      { filename: 'a.pdf', contentType: 'application/pdf', size: 10, sha256: 'a'.repeat(64), contentId: null, inline: false, blobKey: 'k' },
    ];
    const number = await c.mail('jane@acme.example', { attachments, text: 'Private words' });
    const bare = await c.press(
      button(
        await c.press(button(await c.say(`forward ${number} to s@supplier.example hi`), 'Without files')),
        'Without the quoted message',
      ),
    );
    await c.press(button(bare, 'Send'));
    expect((await mailsOf(c, number, 'forward'))[0]?.mail).toMatchObject({ text: 'hi', attachmentIds: [] });
  });
});

describe('writing first', () => {
  it('opens a ticket of the known customer with our mail as its first public message, and the answer joins it', async () => {
    const preview = await c.say('write jane@acme.example subject "Your visit" cc:+helper@acme.example Shall we come on Monday?');
    expect(fieldOf(preview, 'Subject')).toBe('Your visit [number of the new ticket]');
    const before = await c.rows('select 1 from tickets');
    const sent = await c.press(button(preview, 'Send'));
    expect((await c.rows('select 1 from tickets')).length).toBe(before.length + 1);
    const [delivery] = await mailsOf(c, sent.ticket, 'outreach');
    expect(delivery?.mail).toMatchObject({
      subject: `Your visit [${sent.ticket}]`,
      inReplyTo: null,
      text: 'Shall we come on Monday?',
      from: { address: 'support@one.example' },
    });
    expect(await c.rows('select status, channel, requester_name, customer_id from tickets where number = ?', [sent.ticket])).toEqual([
      { status: 'waiting_customer', channel: 'email', requester_name: 'Jane Doe', customer_id: c.desk.one.customerId },
    ]);
    expect(await c.mail('jane@acme.example', { inReplyTo: delivery?.mail_message_id ?? null, text: 'Yes' })).toBe(sent.ticket);
    expect(await statusOf(c, sent.ticket ?? '')).toBe('in_progress');
  });

  it('is refused to staff and from a mailbox that is none of ours', async () => {
    expect((await c.say('write agent@one.example subject "x" y')).error?.code).toBe('conflict');
    expect((await c.say('write a@b.example subject "x" from:support@two.example y')).error?.code).toBe('not_found');
  });

  it('pressed twice at once opens one ticket', async () => {
    const send = button(await c.say('write twice@else.example subject "Only once" Hello'), 'Send');
    const lock = { sql: 'select 1 from drafts where id = ? for update', params: [send.args.draft] };
    const cards = await race(c, lock, [() => c.press(send), () => c.press(send), () => c.press(send)]);
    expect(cards.map((card) => card.kind).toSorted()).toEqual(['done', 'error', 'error']);
    expect(await c.rows("select 1 from tickets where subject = 'Only once'")).toHaveLength(1);
  });
});
