import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TicketId } from '../../../domain/ids.types.ts';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import type { Filed } from '../../../domain/tickets/file-mail.types.ts';
import { system } from '../../support/desk.ts';
import { type MailWay, mailWay } from '../../support/mail-way.ts';
import { deliveriesOf, messagesOf } from '../../support/mails.ts';
import { rawMail, senderDomain, signed } from '../../support/signed-mail.ts';
import { button, type CommandDesk, fieldOf, mailsOf, openCommandDesk, textOf } from '../commands/command-desk.ts';
import { type TempBlobs, tempBlobs } from '../doors/door-kit.ts';

// The rows of the security list that came by mail; every attack is a whole mail on its whole way.
const acme = senderDomain('acme.example', 'reject');
const house = senderDomain('one.example', 'reject');
const plain = senderDomain('plain.example', null);
const evil = senderDomain('evil.example', 'reject');

let c: CommandDesk;
let files: TempBlobs;
let deliver: MailWay;
beforeAll(async () => {
  c = await openCommandDesk();
  files = await tempBlobs();
  deliver = mailWay(c.desk, files.blobs, { ...acme.records, ...house.records, ...plain.records, ...evil.records });
}, 120_000);
afterAll(async () => {
  await c.desk.close();
  await files.remove();
});

let counter = 0;
const mail = (from: string, headers: Record<string, string | string[]> = {}, body?: string): Buffer => {
  counter += 1;
  const id = { 'Message-ID': `<m${counter}@mail.example>`, Date: 'Sat, 21 Nov 2026 10:00:00 +0000' };
  return rawMail({ From: from, To: 'support@one.example', Subject: `Matter ${counter}`, ...id, ...headers }, body);
};
const opened = (filed: Filed): Extract<Filed, { kind: 'opened' }> => {
  if (filed.kind !== 'opened') throw new Error(`expected a new ticket, got ${filed.kind}`);
  return filed;
};
const ackTo = async (address: string) => (await deliveriesOf(c.desk, c.desk.one)).findLast((row) => row.mail.to[0]?.address === address);
const participants = (id: TicketId) =>
  c.rows<{ address: string; role: string }>(
    'select address, role from ticket_participants where ticket_id = ? and removed_at is null order by address',
    [id],
  );
const ticketOf = async (id: TicketId) =>
  (
    await c.rows<{ status: string; follows: string | null; customer: string | null; requester: string | null; subject: string }>(
      'select status, follows_ticket_id as follows, customer_id as customer, requester_address as requester, subject from tickets where id = ?',
      [id],
    )
  )[0];
const lastParked = async () =>
  (
    await c.rows<{ state: string; reason: string; trust: { verdict: string } }>(
      'select state, last_error as reason, trust from inbound_mails order by received_at desc, id desc limit 1',
    )
  )[0];

/** A ticket of a customer whose domain signs, with our acknowledgement on its way. */
async function customerTicket(address = `jane${counter}@acme.example`) {
  const first = opened(await deliver(await signed(mail(address), acme)));
  const ours = await ackTo(address);
  return { ...first, address, ours: ours?.mail_message_id ?? '', token: ours?.mail.replyTo?.address ?? '' };
}

describe('a reply address of ours', () => {
  it('speaks for its participant, proven or unknown, but not when the sender’s domain disowns the mail', async () => {
    const t = await customerTicket();
    expect(await deliver(await signed(mail(t.address), acme), { envelopeTo: t.token })).toMatchObject({
      kind: 'extended',
      isVerified: true,
    });
    expect(await deliver(mail(t.address), { envelopeTo: t.token })).toMatchObject({
      kind: 'extended',
      ticketId: t.ticketId,
      isVerified: false,
    });
    const p = opened(await deliver(mail('jo@plain.example')));
    const token = (await ackTo('jo@plain.example'))?.mail.replyTo?.address ?? '';
    expect(await deliver(mail('jo@plain.example'), { envelopeTo: token })).toEqual({
      kind: 'extended',
      ticketId: p.ticketId,
      isVerified: true,
    });
  });

  it('in other hands shows the mail to staff, without rights: nobody joins, nothing reopens, nothing is public (GHSA-j49f-9g94-3wh4)', async () => {
    const t = await customerTicket();
    await c.desk.withTenant(c.desk.one.id, system, (uow) =>
      sqlRun(uow, "update tickets set status = 'waiting_customer' where id = ?", [t.ticketId]),
    );
    const before = await participants(t.ticketId);
    const forwarded = await signed(mail('mallory@evil.example', { Cc: 'friend@evil.example', 'Reply-To': 'drop@evil.example' }), evil);
    expect(await deliver(forwarded, { envelopeTo: t.token })).toMatchObject({ kind: 'extended', isVerified: false });
    expect((await messagesOf(c.desk, c.desk.one, t.ticketId)).at(-1)).toMatchObject({ is_public: false, is_verified: false });
    expect(await participants(t.ticketId)).toEqual(before);
    expect(await ticketOf(t.ticketId)).toMatchObject({ status: 'waiting_customer', requester: t.address });
    expect(textOf(await c.say(`show ${t.number}`))).toContain('Unverified');
  });

  it('lets another participant speak only when their own domain vouches for them', async () => {
    const t = await customerTicket();
    await c.say(`invite ${t.number} boss@acme.example`);
    expect(await deliver(mail('boss@acme.example'), { envelopeTo: t.token })).toMatchObject({ isVerified: false });
    expect(await deliver(await signed(mail('boss@acme.example'), acme), { envelopeTo: t.token })).toMatchObject({ isVerified: true });
    await c.say(`invite ${t.number} pat@plain.example`);
    expect(await deliver(mail('pat@plain.example'), { envelopeTo: t.token })).toMatchObject({ isVerified: false });
  });

  it('survives in our Message-ID where the mail program dropped the address, for its participant alone', async () => {
    const p = opened(await deliver(mail('drop@plain.example')));
    const ours = (await ackTo('drop@plain.example'))?.mail_message_id ?? '';
    const refs = { 'In-Reply-To': ours, References: `<x@plain.example> ${ours}` };
    expect(await deliver(mail('drop@plain.example', refs))).toEqual({ kind: 'extended', ticketId: p.ticketId, isVerified: true });
    const other = opened(await deliver(mail('else@plain.example', refs)));
    expect(await ticketOf(other.ticketId)).toMatchObject({ follows: p.ticketId });
    const forged = ours.replace(
      /\.([a-z2-9])([a-z2-9]{27})\.k1@/,
      (_all, first: string, rest: string) => `.${first === 'a' ? 'b' : 'a'}${rest}.k1@`,
    );
    expect(forged).not.toBe(ours);
    expect((await deliver(mail('drop@plain.example', { 'In-Reply-To': forged }))).kind).toBe('opened');
  });
});

describe('an unverified mail on a ticket', () => {
  it('is taken for real by a person’s word: public, its sender takes part, the ticket goes on', async () => {
    const t = await customerTicket();
    await c.desk.withTenant(c.desk.one.id, system, (uow) =>
      sqlRun(uow, "update tickets set status = 'waiting_customer' where id = ?", [t.ticketId]),
    );
    await deliver(mail('sam@plain.example', {}, 'I answer for Jane.'), { envelopeTo: t.token });
    const ordinal = (await messagesOf(c.desk, c.desk.one, t.ticketId)).length;
    expect((await c.say(`admit #${ordinal} of ${t.number}`, c.stranger)).error?.code).toBe('not_found');
    expect(textOf(await c.press(button(await c.say(`show ${t.number}`), 'Admit')))).toContain('sam@plain.example');
    expect((await messagesOf(c.desk, c.desk.one, t.ticketId)).at(-1)).toMatchObject({ is_public: true, is_verified: true });
    expect(await ticketOf(t.ticketId)).toMatchObject({ status: 'in_progress', requester: t.address });
    expect(await participants(t.ticketId)).toContainEqual({ address: 'sam@plain.example', role: 'cc' });
    expect((await c.say(`admit #1 of ${t.number}`)).error?.code).toBe('conflict');
  });
});

describe('known Message-IDs without a token', () => {
  it('let a proven participant go on, and give everybody else a ticket of their own with a link (CVE-2026-47123, GHSA-8vm3-wwq4-ggfx)', async () => {
    const t = await customerTicket();
    const [first] = await c.rows<{ id: string }>('select mail_message_id as id from ticket_messages where ticket_id = ? and kind = ?', [
      t.ticketId,
      'mail',
    ]);
    const refs = { 'In-Reply-To': first?.id ?? '' };
    expect(await deliver(await signed(mail(t.address, refs), acme))).toEqual({ kind: 'extended', ticketId: t.ticketId, isVerified: true });
    for (const raw of [
      mail(t.address, refs),
      await signed(mail('mallory@evil.example', refs), evil),
      await signed(mail(t.address, refs), evil),
    ]) {
      const stray = opened(await deliver(raw));
      expect(await ticketOf(stray.ticketId)).toMatchObject({ follows: t.ticketId });
    }
  });

  it('and two From headers, or two senders, are nobody’s', async () => {
    const t = await customerTicket();
    for (const from of [{ From: [t.address, 'mallory@evil.example'] }, { From: `${t.address}, mallory@evil.example` }]) {
      const raw = await signed(mail(t.address, { ...from, 'In-Reply-To': t.ours }), acme);
      const stray = opened(await deliver(raw, { envelopeTo: 'support@one.example' }));
      expect(stray.acknowledged).toBe(false);
      expect((await messagesOf(c.desk, c.desk.one, stray.ticketId))[0]).toMatchObject({ is_verified: false });
      expect(await deliver(raw, { envelopeTo: t.token })).not.toMatchObject({ isVerified: true });
    }
  });
});

describe('a subject number', () => {
  it('never authorises: not the participant’s own, not a stranger’s (Libredesk, March 2026)', async () => {
    const t = await customerTicket();
    for (const raw of [
      mail('jo@plain.example', { Subject: `Re: [${t.number}]` }),
      await signed(mail('x@evil.example', { Subject: `Re: ${t.number}` }), evil),
    ]) {
      const other = opened(await deliver(raw));
      expect(other.ticketId).not.toBe(t.ticketId);
    }
  });
});

describe('a mail in a colleague’s name', () => {
  it('that refers to a ticket and is not proven makes nothing but a quarantined entry, whoever signed it (CVE-2026-47123)', async () => {
    const t = await customerTicket();
    const before = await messagesOf(c.desk, c.desk.one, t.ticketId);
    for (const raw of [
      mail('agent@one.example', { 'In-Reply-To': t.ours }),
      await signed(mail('agent@one.example', { 'In-Reply-To': t.ours }), evil),
    ]) {
      expect(await deliver(raw)).toEqual({ kind: 'quarantined' });
      expect(await lastParked()).toMatchObject({
        state: 'quarantined',
        reason: expect.stringContaining("colleague's name"),
        trust: { verdict: 'fail' },
      });
    }
    expect(await deliver(mail('agent@one.example'), { envelopeTo: t.token })).toEqual({ kind: 'quarantined' });
    expect(await messagesOf(c.desk, c.desk.one, t.ticketId)).toEqual(before);
  });

  it('gives no command and speaks to no customer, even when it is proven (GHSA-83xx-8c27-gq78)', async () => {
    const t = await customerTicket();
    const before = (await deliveriesOf(c.desk, c.desk.one)).length;
    const raw = await signed(mail('agent@one.example', { 'In-Reply-To': t.ours }, 'close 1\r\nresolve this ticket'), house);
    const filed = opened(await deliver(raw));
    expect(filed.ticketId).not.toBe(t.ticketId);
    expect((await deliveriesOf(c.desk, c.desk.one)).length).toBe(before);
    expect(await ticketOf(t.ticketId)).toMatchObject({ status: 'open' });
  });
});

describe('an inbound Cc', () => {
  it('of a forged mail opens nothing of the past (Zendesk, October 2024)', async () => {
    const t = await customerTicket();
    const forged = await signed(mail(t.address, { Cc: 'spy@evil.example', 'In-Reply-To': t.ours }), evil);
    const stray = opened(await deliver(forged));
    expect(stray.ticketId).not.toBe(t.ticketId);
    expect((await participants(t.ticketId)).map((person) => person.address)).toEqual([t.address]);
    expect(await ticketOf(stray.ticketId)).toMatchObject({ customer: null });
  });

  it('of a real one joins for what comes, and our answer quotes the one message that it was copied on', async () => {
    const t = await customerTicket();
    await c.press(button(await c.say(`reply ${t.number} The secret plan is blue.`), 'Send'));
    await deliver(await signed(mail(t.address, { Cc: 'new@acme.example' }, 'Please add my colleague.'), acme), { envelopeTo: t.token });
    const preview = await c.say(`reply ${t.number} Welcome.`);
    expect(fieldOf(preview, 'Cc')).toContain('new@acme.example');
    await c.press(button(preview, 'Send'));
    const sent = (await mailsOf(c, t.number, 'reply')).at(-1)?.mail;
    expect(sent?.text).toContain('> Please add my colleague.');
    expect(sent?.text).not.toContain('secret plan');
  });
});

describe('an acknowledgement', () => {
  it('never goes to an address whose domain disowns the mail, and echoes nothing to one that nobody vouches for (Zendesk, October 2025)', async () => {
    const bomb = 'Click http://evil.example now';
    expect(opened(await deliver(mail('victim@acme.example', { Subject: bomb }))).acknowledged).toBe(false);
    expect(opened(await deliver(mail('victim@plain.example', { Subject: bomb }))).acknowledged).toBe(true);
    const sent = await ackTo('victim@plain.example');
    expect(JSON.stringify(sent?.mail)).not.toMatch(/Click|evil/);
    expect(opened(await deliver(mail('victim@plain.example', { Subject: bomb }))).acknowledged).toBe(false);
    const echoed = await signed(mail('real@acme.example', { Subject: 'Printer' }), acme);
    await deliver(echoed);
    expect((await ackTo('real@acme.example'))?.mail).toMatchObject({ subject: expect.stringMatching(/^Re: Printer \[TKT-/) });
  });
});

describe('headers that pretend to be ours', () => {
  it('neither raise trust nor lower it (CVE-2023-41259)', async () => {
    const claims = {
      'Authentication-Results': 'mx.one.example; dmarc=pass header.from=acme.example',
      'X-Deskhand-Trust': 'pass',
      'X-Deskhand-Verdict': 'pass',
      'Received-SPF': 'pass',
    };
    const t = await customerTicket();
    const stray = opened(await deliver(mail(t.address, { ...claims, 'In-Reply-To': t.ours })));
    expect(stray.ticketId).not.toBe(t.ticketId);
    expect(await lastParked()).toMatchObject({ trust: { verdict: 'fail' } });
  });

  it('count where the mailbox names the host and its header is on top', async () => {
    await c.desk.withTenant(c.desk.one.id, system, (uow) => sqlRun(uow, "update mailboxes set trusted_host = 'mx.one.example'"));
    const told = (result: string) =>
      mail('kim@plain.example', { 'Authentication-Results': `mx.one.example; dmarc=${result} header.from=plain.example` });
    await deliver(told('pass'));
    expect(await lastParked()).toMatchObject({ trust: { verdict: 'pass' } });
    await deliver(told('fail'));
    expect(await lastParked()).toMatchObject({ trust: { verdict: 'fail' } });
    await c.desk.withTenant(c.desk.one.id, system, (uow) => sqlRun(uow, 'update mailboxes set trusted_host = null'));
  });
});

describe('a forwarded mail', () => {
  const forward = [
    'Please look into this.',
    '',
    '---------- Forwarded message ---------',
    'From: Ann Lee <ann@acme.example>',
    'Date: Fri, Nov 20, 2026 at 9:12 AM',
    'Subject: Switch is down',
    'To: <agent@one.example>',
    '',
    '',
    'Our switch has no light.',
    '',
  ].join('\r\n');

  it('from a proven colleague becomes its first sender’s ticket, with the colleague’s words inside, and can be undone', async () => {
    const filed = opened(await deliver(await signed(mail('agent@one.example', { Subject: 'Fwd: Switch is down' }, forward), house)));
    expect(filed.acknowledged).toBe(false);
    expect(await ticketOf(filed.ticketId)).toMatchObject({
      requester: 'ann@acme.example',
      subject: 'Switch is down',
      customer: c.desk.one.customerId,
    });
    expect(await messagesOf(c.desk, c.desk.one, filed.ticketId)).toMatchObject([
      { kind: 'mail', is_public: true, is_verified: false, text: 'Our switch has no light.' },
      { kind: 'note', is_public: false, text: 'Please look into this.' },
    ]);
    const changed = await c.say(`requester ${filed.number} jo@plain.example`);
    expect(await ticketOf(filed.ticketId)).toMatchObject({ requester: 'jo@plain.example', customer: null });
    await c.press(button(changed, 'Undo'));
    expect(await ticketOf(filed.ticketId)).toMatchObject({ requester: 'ann@acme.example', customer: c.desk.one.customerId });
  });

  it('from anybody else stays theirs, whoever it names (freescout 2813)', async () => {
    for (const raw of [
      await signed(mail('fwd@evil.example', { Subject: 'Fwd: Switch is down' }, forward), evil),
      mail('fwd@plain.example', { Subject: 'Fwd: Switch is down' }, forward),
    ]) {
      const filed = opened(await deliver(raw));
      expect((await ticketOf(filed.ticketId))?.requester).toMatch(/^fwd@/);
      expect((await participants(filed.ticketId)).map((person) => person.address)).not.toContain('ann@acme.example');
    }
    expect(await deliver(await signed(mail('agent@one.example', { Subject: 'Fwd: Switch is down' }, forward), evil))).toEqual({
      kind: 'quarantined',
    });
  });
});

describe('Reply-To', () => {
  it('of a proven sender is where the answer goes, shown before it is sent', async () => {
    const raw = await signed(mail('form@acme.example', { 'Reply-To': 'Visitor <visitor@else.example>' }), acme);
    const { number } = opened(await deliver(raw));
    const preview = await c.say(`reply ${number} Hello`);
    expect(fieldOf(preview, 'To')).toContain('visitor@else.example');
    expect(textOf(preview)).toContain('form@acme.example wrote the message you answer');
    await c.press(button(preview, 'Send'));
    expect((await mailsOf(c, number, 'reply'))[0]?.mail.to).toEqual([{ name: 'Visitor', address: 'visitor@else.example' }]);
  });

  it('of an unproven sender leads nowhere but to their own domain', async () => {
    const stolen = opened(await deliver(mail('kay@plain.example', { 'Reply-To': 'drop@evil.example' })));
    expect(fieldOf(await c.say(`reply ${stolen.number} Hello`), 'To')).toContain('kay@plain.example');
    const own = opened(await deliver(mail('kay@plain.example', { 'Reply-To': 'team@plain.example' })));
    expect(fieldOf(await c.say(`reply ${own.number} Hello`), 'To')).toContain('team@plain.example');
  });
});
