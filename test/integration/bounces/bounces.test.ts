import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BouncedRecipient } from '../../../domain/deliveries/bounced-recipient.types.ts';
import { claimDelivery } from '../../../domain/deliveries/claim-delivery.ts';
import { settleDelivery } from '../../../domain/deliveries/settle-delivery.ts';
import type { DeliveryId } from '../../../domain/ids.types.ts';
import { system } from '../../support/desk.ts';
import { mailFrom } from '../../support/mails.ts';
import { button, type CommandDesk, noticesOf, openCommandDesk, statusOf, textOf } from '../commands/command-desk.ts';
import { answer, arrive, full, repliedTo, report, reported } from './bounce-desk.ts';

let c: CommandDesk;
beforeAll(async () => {
  c = await openCommandDesk();
}, 120_000);
afterAll(async () => {
  await c.desk.close();
});

const bouncesOf = async (messageId: string): Promise<BouncedRecipient[]> =>
  (await c.rows<{ bounces: BouncedRecipient[] }>('select bounces from deliveries where mail_message_id = ?', [messageId]))[0]?.bounces ??
  [];
const healthOf = (address: string) =>
  c.rows<{ state: string; reason: string }>('select state, reason from address_health where address = ?', [address]);
const eventsOf = (number: string, type: string) =>
  c.rows<{ data: Record<string, unknown> }>(
    'select e.data from ticket_events e join tickets t on t.id = e.ticket_id where t.number = ? and e.type = ? order by e.at, e.id',
    [number, type],
  );
const toldOf = (number: string) =>
  c.rows<{ facts: Record<string, unknown> }>(
    "select n.facts from notifications n join tickets t on t.id = n.ticket_id where t.number = ? and n.kind = 'delivery_failed' and n.surface = 'console'",
    [number],
  );

describe('a refusal in our own talk with a server', () => {
  const refuse = async (sent: { messageId: string }, reason: string): Promise<void> => {
    const [row] = await c.rows<{ id: DeliveryId }>('select id from deliveries where mail_message_id = ?', [sent.messageId]);
    await c.desk.withTenant(c.desk.one.id, system, async (uow) => {
      const claimed = await claimDelivery(uow, row?.id as DeliveryId);
      if (claimed === null || claimed === 'uncertain') throw new Error('the delivery could not be claimed');
      await settleDelivery(uow, claimed, { kind: 'refused', permanent: true, code: 550, reason });
    });
  };

  it('that names an unknown user ends automatic mail to them like a bounce, and says so on the ticket', async () => {
    const sent = await repliedTo(c, 'never@hard.example');
    await refuse(sent, '550 5.1.1 <never@hard.example>: user unknown');
    expect(await healthOf('never@hard.example')).toEqual([{ state: 'undeliverable', reason: 'userunknown' }]);
    expect((await eventsOf(sent.number, 'address_unreachable')).map((row) => row.data.address)).toEqual(['never@hard.example']);
  });

  it('for another cause, or of a mail to several, says nothing of an address', async () => {
    await refuse(await repliedTo(c, 'strict@hard.example'), '554 5.7.1 message looks like spam');
    await refuse(await repliedTo(c, 'pair@hard.example', ['other@hard.example']), '550 5.1.1 user unknown');
    for (const address of ['strict@hard.example', 'pair@hard.example', 'other@hard.example']) expect(await healthOf(address)).toEqual([]);
  });
});

describe('a hard bounce that comes back to the return address', () => {
  it('is kept with the delivery, tells the writer, brings the ticket back and stands on the cards, though the report names no mail', async () => {
    const sent = await repliedTo(c, 'gone@hard.example');
    expect(await statusOf(c, sent.number)).toBe('waiting_customer');
    expect((await arrive(c, report([reported('gone@hard.example')]), sent.returnTo)).kind).toBe('bounce');
    expect(await bouncesOf(sent.messageId)).toMatchObject([
      { address: 'gone@hard.example', outcome: 'hard', status: '5.1.1', reply: '550', reason: 'userunknown' },
    ]);
    expect(await statusOf(c, sent.number)).toBe('in_progress');
    expect((await eventsOf(sent.number, 'status_changed')).at(-1)?.data).toMatchObject({
      because: 'the mail to gone@hard.example did not arrive: user unknown',
    });
    expect((await toldOf(sent.number)).map((row) => row.facts)).toEqual([
      { state: 'bounced', to: 'gone@hard.example', why: 'user unknown' },
    ]);
    const card = await c.say(`show ${sent.number}`);
    expect(noticesOf(card)).toMatch(/Mail to gone@hard\.example bounced on \d{4}-\d\d-\d\d: user unknown \(5\.1\.1\)/);
    expect(textOf(card)).toContain('did not reach gone@hard.example: user unknown (550 5.1.1)');
    expect(textOf(await c.say('deliveries all'))).toContain('a mail of ours did not reach gone@hard.example: user unknown (550 5.1.1)');
    const draft = await c.say(`reply ${sent.number} Once more.`);
    expect(noticesOf(draft)).toMatch(/Mail to gone@hard\.example bounced on .*user unknown.* You may send all the same\./);
    expect(draft.actions.map((one) => one.label)).toContain('Send');
  });

  it('says the same twice when the server reports twice, and counts once', async () => {
    const sent = await repliedTo(c, 'twice@hard.example');
    await arrive(c, report([reported('twice@hard.example')]), sent.returnTo);
    await arrive(c, report([reported('twice@hard.example')]), sent.returnTo);
    expect(await bouncesOf(sent.messageId)).toHaveLength(1);
    expect(await toldOf(sent.number)).toHaveLength(1);
    expect(await eventsOf(sent.number, 'address_unreachable')).toHaveLength(1);
  });

  it('opens a resolved ticket again, and leaves a closed one closed', async () => {
    const sent = await repliedTo(c, 'solved@hard.example');
    await c.say(`resolve ${sent.number}`);
    await arrive(c, report([reported('solved@hard.example')]), sent.returnTo);
    expect(await statusOf(c, sent.number)).toBe('open');
    const over = await repliedTo(c, 'over@hard.example');
    await c.say(`close ${over.number}`);
    expect(await statusOf(c, over.number)).toBe('closed');
    expect((await arrive(c, report([reported('over@hard.example')]), over.returnTo)).kind).toBe('bounce');
    expect(await statusOf(c, over.number)).toBe('closed');
  });

  it('of a Cc alone tells staff and leaves the ticket waiting', async () => {
    const sent = await repliedTo(c, 'fine@hard.example', ['copy@hard.example']);
    await arrive(c, report([reported('copy@hard.example')]), sent.returnTo);
    expect(await statusOf(c, sent.number)).toBe('waiting_customer');
    expect((await toldOf(sent.number)).map((row) => row.facts.to)).toEqual(['copy@hard.example']);
  });

  it('is about the only recipient when it names none', async () => {
    const sent = await repliedTo(c, 'unnamed@hard.example');
    await arrive(c, report([reported(null)]), sent.returnTo);
    expect(await healthOf('unnamed@hard.example')).toEqual([{ state: 'undeliverable', reason: 'userunknown' }]);
  });
});

describe('what a report must prove', () => {
  it('is known by our Message-ID where it came to the plain address', async () => {
    const sent = await repliedTo(c, 'byid@proof.example');
    expect((await arrive(c, report([reported('byid@proof.example')], { about: sent.messageId }), c.desk.one.mailboxAddress)).kind).toBe(
      'bounce',
    );
    expect(await healthOf('byid@proof.example')).toHaveLength(1);
  });

  it('changes no address when it is forged: it waits in quarantine and says why', async () => {
    const sent = await repliedTo(c, 'victim@proof.example');
    const forgedMac = sent.returnTo.replace(/.(\.k1@)/, (all) => `${all.startsWith('a') ? 'b' : 'a'}.k1@`);
    const forged = report([reported('victim@proof.example')], { about: '<dh.made-up@one.example>', subject: `Forged ${sent.number}` });
    expect((await arrive(c, forged, forgedMac)).kind).toBe('quarantined');
    expect(await healthOf('victim@proof.example')).toEqual([]);
    expect(await bouncesOf(sent.messageId)).toEqual([]);
    expect(await statusOf(c, sent.number)).toBe('waiting_customer');
    const parked = (await c.say('quarantine')).rows.find((row) => JSON.stringify(row).includes('Forged'));
    expect(JSON.stringify(parked)).toContain('bounce about no mail of ours');
  });

  it('says nothing of an address the mail was not sent to', async () => {
    const sent = await repliedTo(c, 'real@proof.example');
    expect((await arrive(c, report([reported('boss@other.example')]), sent.returnTo)).kind).toBe('bounce');
    expect(await healthOf('boss@other.example')).toEqual([]);
    expect(await healthOf('real@proof.example')).toEqual([]);
    expect(await statusOf(c, sent.number)).toBe('waiting_customer');
    expect((await eventsOf(sent.number, 'bounce_received')).at(-1)?.data).toMatchObject({ others: ['boss@other.example'] });
  });

  it('means nothing to the other tenant, whose addresses stay as they are', async () => {
    const sent = await repliedTo(c, 'shared@proof.example');
    const foreign = report([reported('shared@proof.example')], { about: sent.messageId });
    expect((await arrive(c, foreign, sent.returnTo.replace('one.example', 'two.example'), c.desk.two)).kind).toBe('quarantined');
    expect(await healthOf('shared@proof.example')).toEqual([]);
    await arrive(c, foreign, sent.returnTo);
    expect(await healthOf('shared@proof.example')).toHaveLength(1);
    expect(await c.rows('select 1 from address_health', [], c.desk.two)).toEqual([]);
    expect((await c.say('unreachable', c.stranger)).rows).toEqual([]);
    await c.say('reachable shared@proof.example', c.stranger);
    expect(await healthOf('shared@proof.example')).toHaveLength(1);
  });
});

describe('what passes by itself', () => {
  it('is not remembered when the mail is only delayed', async () => {
    const sent = await repliedTo(c, 'late@soft.example');
    await arrive(c, report([reported('late@soft.example', { ...full, action: 'delayed' })]), sent.returnTo);
    expect(await healthOf('late@soft.example')).toEqual([]);
    expect(await statusOf(c, sent.number)).toBe('waiting_customer');
    expect(await toldOf(sent.number)).toEqual([]);
    expect(textOf(await c.say(`show ${sent.number}`))).toContain('is delayed on its way to late@soft.example: mailbox full');
  });

  it('is counted once for a mail, however often the server reports it', async () => {
    const sent = await repliedTo(c, 'again@soft.example');
    for (let i = 0; i < 6; i += 1) await arrive(c, report([reported('again@soft.example', full)]), sent.returnTo);
    expect(await healthOf('again@soft.example')).toEqual([{ state: 'watched', reason: 'mailboxfull' }]);
  });

  it('is counted: five soft bounces in seven days hold automatic mail back for seven, an answer between begins anew', async () => {
    const start = new Date();
    const soft = async (day: number, number: string): Promise<void> => {
      c.desk.clock.now = new Date(start.getTime() + day * 86_400_000);
      const again = await answer(c, number);
      await arrive(c, report([reported('full@soft.example', full)]), again.returnTo);
    };
    const { number } = await repliedTo(c, 'full@soft.example');
    try {
      for (const day of [0, 1, 2, 3]) await soft(day, number);
      expect(await healthOf('full@soft.example')).toEqual([{ state: 'watched', reason: 'mailboxfull' }]);
      await arrive(c, mailFrom('full@soft.example', { subject: 'I am back' }), c.desk.one.mailboxAddress);
      expect(await healthOf('full@soft.example')).toEqual([]);
      for (const day of [4, 5, 6, 7]) await soft(day, number);
      expect(await healthOf('full@soft.example')).toMatchObject([{ state: 'watched' }]);
      await soft(8, number);
      expect(await healthOf('full@soft.example')).toMatchObject([{ state: 'undeliverable' }]);
      expect(textOf(await c.say('unreachable'))).toContain('full@soft.example');
      c.desk.clock.now = new Date(start.getTime() + 15.5 * 86_400_000);
      expect(textOf(await c.say('unreachable'))).not.toContain('full@soft.example');
    } finally {
      c.desk.clock.now = null;
    }
  });
});

describe('an address that mail does not reach', () => {
  it('is well again when it writes a proven mail on its ticket, and the ticket says so', async () => {
    const sent = await repliedTo(c, 'back@clear.example');
    await arrive(c, report([reported('back@clear.example')]), sent.returnTo);
    const mail = mailFrom('back@clear.example', { inReplyTo: sent.messageId, text: 'Here I am.' });
    expect((await arrive(c, mail, c.desk.one.mailboxAddress)).kind).toBe('extended');
    expect(await healthOf('back@clear.example')).toEqual([]);
    expect((await eventsOf(sent.number, 'address_cleared')).map((event) => event.data.because)).toEqual(['it wrote to us']);
  });

  it('is not made well by its own automatic answer', async () => {
    const sent = await repliedTo(c, 'robot@clear.example');
    await arrive(c, report([reported('robot@clear.example')]), sent.returnTo);
    const away = mailFrom('robot@clear.example', { inReplyTo: sent.messageId, kind: 'vacation', noAutoAnswerReason: 'a vacation notice' });
    expect((await arrive(c, away, c.desk.one.mailboxAddress)).kind).toBe('extended');
    expect(await healthOf('robot@clear.example')).toHaveLength(1);
  });

  it('is listed with what the server said and cleared by a person, from the list and from the ticket', async () => {
    const sent = await repliedTo(c, 'listed@clear.example');
    await arrive(c, report([reported('listed@clear.example')]), sent.returnTo);
    const list = await c.say('undeliverable');
    expect(textOf(list)).toMatch(/listed@clear\.example[\s\S]*user unknown \(5\.1\.1\)[\s\S]*550 no such user/);
    const press = button(await c.say(`show ${sent.number}`), 'listed@clear.example works again');
    expect(noticesOf(await c.press(press))).toContain('listed@clear.example gets automatic mail again');
    expect(await healthOf('listed@clear.example')).toEqual([]);
    expect(noticesOf(await c.say('reachable listed@clear.example'))).toContain('Nothing was held back');
  });

  it('may not be cleared by somebody who may only look', async () => {
    const viewer = await c.addPerson(c.desk.one, 'viewer@one.example', 'viewer');
    expect((await c.say('reachable listed@clear.example', viewer)).error?.code).toBe('not_permitted');
  });

  it('that complained gets no automatic mail either, and the complaint outlasts a bounce', async () => {
    const sent = await repliedTo(c, 'angry@clear.example');
    const complaint = report([reported('angry@clear.example', { reason: 'feedback', hard: false, status: '', reply: '' })], {
      kind: 'complaint',
    });
    expect((await arrive(c, complaint, sent.returnTo)).kind).toBe('bounce');
    await arrive(c, report([reported('angry@clear.example')]), sent.returnTo);
    expect(await healthOf('angry@clear.example')).toMatchObject([{ state: 'complained' }]);
    expect(noticesOf(await c.say(`show ${sent.number}`))).toContain('Mail to angry@clear.example was reported as unwanted');
  });
});
