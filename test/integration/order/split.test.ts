import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mailFrom } from '../../support/mails.ts';
import { type CommandDesk, fieldOf, mailsOf, noticesOf, openCommandDesk, race, textOf } from '../commands/command-desk.ts';

let c: CommandDesk;
beforeAll(async () => {
  c = await openCommandDesk();
}, 120_000);
afterAll(() => c.desk.close());

const messagesOf = (number: string | null) =>
  c.rows(
    `select m.kind, m.is_public, m.is_verified, m.author, m.text, m.full_text, m.mail_message_id, m.recipients, m.created_at
     from ticket_messages m join tickets t on t.id = m.ticket_id where t.number = ? order by m.created_at, m.id`,
    [number],
  );
const filesOf = (number: string | null) =>
  c.rows(
    'select a.filename, a.size, a.sha256, a.blob_key, a.created_at from attachments a join tickets t on t.id = a.ticket_id where t.number = ? order by 1',
    [number],
  );
const photo = {
  filename: 'photo.jpg',
  contentType: 'image/jpeg',
  size: 24,
  sha256: 'a'.repeat(64),
  contentId: null,
  inline: false,
  blobKey: 'k/photo',
};

/** Jane's mail, Bob's mail with a file a day later, and a note. */
async function threeMessages(): Promise<string> {
  const mail = mailFrom('jane@acme.example', { subject: 'Two matters', text: 'The printer is broken.', noAutoAnswerReason: 'test' });
  c.desk.clock.now = new Date('2026-11-02T10:00:00Z');
  const number = await c.mail('jane@acme.example', { ...mail, cc: [{ name: '', address: 'bob@acme.example' }] });
  c.desk.clock.now = new Date('2026-11-03T11:00:00Z');
  await c.mail('bob@acme.example', {
    text: 'And the invoice is wrong.',
    from: { name: 'Bob', address: 'bob@acme.example' },
    inReplyTo: mail.messageId,
    attachments: [photo],
  });
  c.desk.clock.now = new Date('2026-11-03T12:00:00Z');
  await c.say(`note ${number} Look at the invoice`);
  c.desk.clock.now = null;
  return number;
}

describe('splitting messages off', () => {
  it('keeps author, time, files and ids of each, leaves the old ticket whole, and sends nothing', async () => {
    const number = await threeMessages();
    await c.say(`priority ${number} urgent`);
    const [was, files, footprint] = [await messagesOf(number), await filesOf(number), await c.rows('select count(*) from deliveries')];
    const card = await c.say(`split ${number} messages 2,3 as "Wrong invoice"`);
    expect(noticesOf(card)).toContain(`has 2 messages of ${number}`);
    expect(card.title.at(-1)?.text).toBe('Wrong invoice');
    expect(await messagesOf(card.ticket)).toEqual(was.slice(1));
    expect(await messagesOf(number)).toEqual(was);
    expect(await filesOf(card.ticket)).toEqual(files);
    expect(files).toHaveLength(1);
    expect(fieldOf(card, 'Requester')).toBe('Bob <bob@acme.example>');
    expect(fieldOf(card, 'Customer')).toBe('Acme');
    expect(fieldOf(card, 'Priority')).toBe('urgent');
    expect(fieldOf(card, 'Follows')).toContain(number);
    expect(textOf(card)).toContain(`from ${number}`);
    const old = await c.say(`show ${number}`);
    expect(fieldOf(old, 'Followed by')).toContain(card.ticket);
    expect(textOf(old)).toContain(`split off to ${card.ticket}`);
    expect(await c.rows('select count(*) from deliveries')).toEqual(footprint);
    expect(await mailsOf(c, card.ticket, 'reply')).toEqual([]);
  });

  it('answers the split-off message to its writer in its thread, and the answer comes to the new ticket', async () => {
    const number = await threeMessages();
    const card = await c.say(`split ${number} messages 2`);
    const [message] = (await messagesOf(card.ticket)) as { mail_message_id: string }[];
    const preview = await c.say(`reply ${card.ticket} We correct it.`);
    await c.say('send');
    const [sent] = await mailsOf(c, card.ticket, 'reply');
    expect(sent?.mail).toMatchObject({ to: [{ address: 'bob@acme.example' }], inReplyTo: message?.mail_message_id });
    expect(preview.kind).toBe('draft');
    expect(await c.mail('bob@acme.example', { inReplyTo: sent?.mail_message_id ?? null })).toBe(card.ticket);
    expect(await c.mail('bob@acme.example', { inReplyTo: message?.mail_message_id ?? null })).toBe(card.ticket);
  });

  it('keeps what was unverified unverified, and a stranger is not made the requester', async () => {
    const number = await c.mail('jane@acme.example', {
      subject: 'Forged',
      fromCount: 2,
      from: { name: 'Jane', address: 'jane@acme.example' },
    });
    const card = await c.say(`split ${number} messages 1`);
    expect(await messagesOf(card.ticket)).toEqual([expect.objectContaining({ is_verified: false })]);
    expect(textOf(card)).toContain('Unverified');
  });

  it('is refused for a message twice, for one the ticket does not have, and writes nothing then', async () => {
    const number = await threeMessages();
    const other = await c.say(`split ${number} messages 2`);
    const before = await c.footprint();
    expect(noticesOf(await c.say(`split ${number} messages 1,2`))).toContain(`split off to ${other.ticket}`);
    expect(noticesOf(await c.say(`split ${number} messages 9`))).toContain('There is no message 9: the ticket has 3');
    expect((await c.say(`split ${number} messages 1`, c.stranger)).error?.code).toBe('not_found');
    expect(await c.footprint()).toEqual(before);
  });

  it('twice at once gives one new ticket', async () => {
    const number = await threeMessages();
    const cards = await race(c, { sql: 'select 1 from tickets where number = ? for update', params: [number] }, [
      () => c.say(`split ${number} messages 2`),
      () => c.say(`split ${number} messages 2`, c.agent),
    ]);
    expect(cards.map((card) => card.kind).toSorted()).toEqual(['error', 'ticket']);
    expect(
      await c.rows('select 1 from ticket_splits s join tickets t on t.id = s.source_ticket_id where t.number = ?', [number]),
    ).toHaveLength(1);
  });

  it('can take messages of a ticket that was merged in', async () => {
    const source = await c.mail('bob@acme.example', { subject: 'Merged', text: 'from the merged one', noAutoAnswerReason: 'test' });
    const target = await c.mail('jane@acme.example', { subject: 'Target', text: 'own', noAutoAnswerReason: 'test' });
    await c.say(`merge ${source} into ${target}`);
    const card = await c.say(`split ${target} messages 1`);
    expect(await messagesOf(card.ticket)).toEqual([expect.objectContaining({ text: 'from the merged one' })]);
    expect(await c.rows('select 1 from ticket_splits', [], c.desk.two)).toEqual([]);
  });
});
