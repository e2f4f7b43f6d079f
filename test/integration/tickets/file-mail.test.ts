import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BlockedSender } from '../../../domain/mailboxes/mailboxes.entity.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import type { Filed } from '../../../domain/tickets/file-mail.types.ts';
import { replyAddress } from '../../../domain/tickets/reply-address.rules.ts';
import { openTestDesk, system, type TestDesk } from '../../support/desk.ts';
import { deliveriesOf, mailFrom, messagesOf, receive, testKeys } from '../../support/mails.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
}, 120_000);
afterAll(() => desk.close());

const opened = (filed: Filed): Extract<Filed, { kind: 'opened' }> => {
  if (filed.kind !== 'opened') throw new Error(`expected a new ticket, got ${filed.kind}`);
  return filed;
};
const acknowledgementTo = async (address: string) =>
  (await deliveriesOf(desk, desk.one)).findLast((row) => row.mail.to[0]?.address === address);
const statusOf = async (ticketId: string) =>
  (
    await desk.withTenant(desk.one.id, system, (uow) =>
      sqlRows<{ status: string; reopened: number }>(uow, 'select status, reopened from tickets where id = ?', [ticketId]),
    )
  )[0];

describe('a first mail', () => {
  it('opens a numbered ticket of the known customer with triage and one acknowledgement in the same thread', async () => {
    const mail = mailFrom('jane@acme.example', { subject: 'Re: Printer' });
    const filed = opened(await receive(desk, desk.one, mail));
    expect(filed).toMatchObject({ number: expect.stringMatching(/^TKT-\d{6}-00001$/), acknowledged: true });
    const [ticket] = await desk.withTenant(desk.one.id, system, (uow) =>
      sqlRows(uow, 'select * from tickets where id = ?', [filed.ticketId]),
    );
    expect(ticket).toMatchObject({
      subject: 'Printer',
      priority: 'high',
      type: 'technical',
      customer_id: desk.one.customerId,
      requester_name: 'Jane Doe',
    });
    const delivery = await acknowledgementTo('jane@acme.example');
    expect(delivery).toMatchObject({ state: 'queued', purpose: 'acknowledgement', mail: { inReplyTo: mail.messageId } });
    expect(delivery?.mail_message_id).toMatch(/^<dh\.[0-9a-f-]{36}\.[a-z2-9]{28}\.k1@one\.example>$/);
    expect(delivery?.mail.replyTo?.address).toMatch(/^support\+[a-z2-9]{28}\.k1@one\.example$/);
  });

  it('makes everybody it names a participant, but never staff or our own mailboxes', async () => {
    const people = [
      { name: '', address: 'support@one.example' },
      { name: '', address: 'colleague@acme.example' },
      { name: '', address: 'agent@one.example' },
    ];
    const filed = opened(
      await receive(desk, desk.one, mailFrom('writer@acme.example', { to: people, cc: [{ name: '', address: 'boss@acme.example' }] })),
    );
    const rows = await desk.withTenant(desk.one.id, system, (uow) =>
      sqlRows(uow, 'select address, role from ticket_participants where ticket_id = ? order by address', [filed.ticketId]),
    );
    expect(rows).toEqual([
      { address: 'boss@acme.example', role: 'cc' },
      { address: 'colleague@acme.example', role: 'cc' },
      { address: 'writer@acme.example', role: 'requester' },
    ]);
  });

  it('gets the customer by verified domain when the address is unknown', async () => {
    const filed = opened(await receive(desk, desk.one, mailFrom('new.person@acme.example')));
    const [ticket] = await desk.withTenant(desk.one.id, system, (uow) =>
      sqlRows(uow, 'select customer_id, contact_id from tickets where id = ?', [filed.ticketId]),
    );
    expect(ticket).toEqual({ customer_id: desk.one.customerId, contact_id: null });
  });

  it('is acknowledged once per address and day, however many tickets it opens', async () => {
    const filed = [];
    for (let i = 0; i < 3; i += 1) filed.push(opened(await receive(desk, desk.one, mailFrom('storm@else.example'))).acknowledged);
    expect(filed).toEqual([true, false, false]);
    desk.clock.now = new Date(Date.now() + 86_400_000);
    expect(opened(await receive(desk, desk.one, mailFrom('storm@else.example'))).acknowledged).toBe(true);
    desk.clock.now = null;
  });

  it('is not acknowledged when it is automatic, has two senders, or comes from staff', async () => {
    const silent = [
      mailFrom('robot@else.example', { noAutoAnswerReason: 'Auto-Submitted: auto-generated' }),
      mailFrom('forged@else.example', { fromCount: 2 }),
      mailFrom('agent@one.example'),
    ];
    for (const mail of silent) expect(opened(await receive(desk, desk.one, mail)).acknowledged).toBe(false);
  });

  it('waits in quarantine when its sender is blocked or is one of our own mailboxes', async () => {
    await desk.withTenant(
      desk.one.id,
      system,
      async ({ em, tenantId }) => void (await em.insert(BlockedSender, { tenantId, address: 'bad@spam.example', blockedAt: new Date() })),
    );
    expect(await receive(desk, desk.one, mailFrom('bad@spam.example'))).toEqual({ kind: 'quarantined' });
    expect(await receive(desk, desk.one, mailFrom('support@one.example'))).toEqual({ kind: 'quarantined' });
    expect((await receive(desk, desk.two, mailFrom('bad@spam.example'))).kind).toBe('opened');
  });
});

describe('an answer', () => {
  it('joins the ticket by its keyed reply address, whatever the subject and headers say', async () => {
    const first = opened(await receive(desk, desk.one, mailFrom('token@else.example')));
    const reply = (await acknowledgementTo('token@else.example'))?.mail.replyTo?.address ?? '';
    const answer = await receive(desk, desk.one, mailFrom('token@else.example', { subject: 'completely new' }), reply.toUpperCase());
    expect(answer).toEqual({ kind: 'extended', ticketId: first.ticketId, isVerified: true });
  });

  it('joins by our own Message-ID when its sender takes part', async () => {
    const first = opened(await receive(desk, desk.one, mailFrom('header@else.example')));
    const ours = (await acknowledgementTo('header@else.example'))?.mail_message_id ?? '';
    const answer = await receive(desk, desk.one, mailFrom('header@else.example', { inReplyTo: ours, references: [ours] }));
    expect(answer).toEqual({ kind: 'extended', ticketId: first.ticketId, isVerified: true });
  });

  it('opens a linked ticket when a stranger quotes our Message-ID, and gets nothing of the old one', async () => {
    const first = opened(await receive(desk, desk.one, mailFrom('victim@else.example')));
    const ours = (await acknowledgementTo('victim@else.example'))?.mail_message_id ?? '';
    const answer = opened(await receive(desk, desk.one, mailFrom('mallory@evil.example', { inReplyTo: ours })));
    expect(answer.ticketId).not.toBe(first.ticketId);
    const [row] = await desk.withTenant(desk.one.id, system, (uow) =>
      sqlRows(uow, 'select follows_ticket_id from tickets where id = ?', [answer.ticketId]),
    );
    expect(row).toEqual({ follows_ticket_id: first.ticketId });
    expect(await messagesOf(desk, desk.one, first.ticketId)).toHaveLength(2);
  });

  it('from a stranger who holds somebody’s reply address is internal, unverified and changes nothing', async () => {
    const first = opened(await receive(desk, desk.one, mailFrom('owner@else.example')));
    await desk.withTenant(desk.one.id, system, (uow) =>
      sqlRun(uow, "update tickets set status = 'waiting_customer' where id = ?", [first.ticketId]),
    );
    const reply = (await acknowledgementTo('owner@else.example'))?.mail.replyTo?.address ?? '';
    expect(await receive(desk, desk.one, mailFrom('mallory@evil.example'), reply)).toEqual({
      kind: 'extended',
      ticketId: first.ticketId,
      isVerified: false,
    });
    expect((await messagesOf(desk, desk.one, first.ticketId)).at(-1)).toMatchObject({ is_public: false, is_verified: false });
    expect(await statusOf(first.ticketId)).toMatchObject({ status: 'waiting_customer' });
  });

  it('is never threaded by a subject number alone, nor by a reply address of another tenant or with a changed letter', async () => {
    const first = opened(await receive(desk, desk.one, mailFrom('subject@else.example')));
    const reply = (await acknowledgementTo('subject@else.example'))?.mail.replyTo?.address ?? '';
    const changed = reply.replace(/\+(.{27})(.)/, (_all, head: string, last: string) => `+${head}${last === 'a' ? 'b' : 'a'}`);
    expect(changed).not.toBe(reply);
    const others = [
      await receive(desk, desk.one, mailFrom('subject@else.example', { subject: `Re: [${first.number}]` })),
      await receive(desk, desk.one, mailFrom('subject@else.example'), changed),
      await receive(desk, desk.two, mailFrom('subject@else.example'), reply),
      await receive(
        desk,
        desk.one,
        mailFrom('subject@else.example'),
        replyAddress('support@one.example', desk.two.id, reply.slice(8, 20), testKeys),
      ),
    ];
    expect(others.map((filed) => filed.kind)).toEqual(Array(4).fill('opened'));
  });

  it('takes a waiting ticket up again, reopens a resolved one within the window, and follows a closed one', async () => {
    const first = opened(await receive(desk, desk.one, mailFrom('life@else.example')));
    const reply = (await acknowledgementTo('life@else.example'))?.mail.replyTo?.address ?? '';
    const set = (sql: string) =>
      desk.withTenant(desk.one.id, system, (uow) => sqlRun(uow, `update tickets set ${sql} where id = ?`, [first.ticketId]));
    await set("status = 'waiting_customer'");
    await receive(desk, desk.one, mailFrom('life@else.example'), reply);
    expect(await statusOf(first.ticketId)).toEqual({ status: 'in_progress', reopened: 0 });
    await set("status = 'resolved', resolved_at = now()");
    await receive(desk, desk.one, mailFrom('life@else.example', { noAutoAnswerReason: 'vacation', kind: 'vacation' }), reply);
    expect(await statusOf(first.ticketId)).toEqual({ status: 'resolved', reopened: 0 });
    await receive(desk, desk.one, mailFrom('life@else.example'), reply);
    expect(await statusOf(first.ticketId)).toEqual({ status: 'open', reopened: 1 });
    await set("status = 'closed'");
    const next = opened(await receive(desk, desk.one, mailFrom('life@else.example'), reply));
    const [row] = await desk.withTenant(desk.one.id, system, (uow) =>
      sqlRows(uow, 'select follows_ticket_id from tickets where id = ?', [next.ticketId]),
    );
    expect(row).toEqual({ follows_ticket_id: first.ticketId });
  });
});

describe('a bounce', () => {
  it('joins the ticket of the mail it is about as an internal line, and waits in quarantine when it is about none', async () => {
    const first = opened(await receive(desk, desk.one, mailFrom('gone@else.example')));
    const ours = (await acknowledgementTo('gone@else.example'))?.mail_message_id ?? '';
    const bounce = { kind: 'bounce' as const, noAutoAnswerReason: 'delivery report', inReplyTo: ours };
    expect(await receive(desk, desk.one, mailFrom('mailer-daemon@else.example', bounce))).toEqual({
      kind: 'bounce',
      ticketId: first.ticketId,
    });
    expect((await messagesOf(desk, desk.one, first.ticketId)).at(-1)).toMatchObject({ is_public: false });
    expect(await receive(desk, desk.one, mailFrom('mailer-daemon@else.example', { ...bounce, inReplyTo: null }))).toEqual({
      kind: 'quarantined',
    });
  });
});
