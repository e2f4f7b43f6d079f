import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { claimDelivery } from '../../../domain/deliveries/claim-delivery.ts';
import { queueDelivery } from '../../../domain/deliveries/queue-delivery.ts';
import { settleDelivery } from '../../../domain/deliveries/settle-delivery.ts';
import { type Actor, type DeliveryId, newId, type StaffUserId, type TicketId } from '../../../domain/ids.types.ts';
import type { NotificationKind } from '../../../domain/notifications/notifications.types.ts';
import { queueNotice } from '../../../domain/notifications/queue-notice.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import { addNote } from '../../../domain/tickets/add-note.ts';
import { assignTicket } from '../../../domain/tickets/assign-ticket.ts';
import { changeStatus } from '../../../domain/tickets/change-status.ts';
import { renderNotice } from '../../../mail/templates/notice.ts';
import { addStaffRow, openTestDesk, system, type TestDesk } from '../../support/desk.ts';
import { mailFrom, receive } from '../../support/mails.ts';

let desk: TestDesk;
let sam: StaffUserId;
let ticket: TicketId;
let firstMail: string;
beforeAll(async () => {
  desk = await openTestDesk();
  sam = newId<StaffUserId>();
  await addStaffRow(desk.withTenant, desk.one.id, sam, 'sam@one.example', 'support');
}, 120_000);
afterAll(() => desk.close());
beforeEach(async () => {
  const opened = mailFrom('jane@acme.example');
  firstMail = opened.messageId ?? '';
  const filed = await receive(desk, desk.one, opened);
  if (filed.kind !== 'opened') throw new Error('a first mail opens a ticket');
  ticket = filed.ticketId;
  await run('delete from notifications');
});

const agent = (): Actor => ({ kind: 'staff', userId: desk.one.agent, name: 'agent' });
const run = (sql: string, params: unknown[] = []): Promise<number> =>
  desk.withTenant(desk.one.id, system, (uow) => sqlRun(uow, sql, params));
type Told = { user: StaffUserId; kind: NotificationKind; facts: Record<string, unknown> };
const told = async (): Promise<[StaffUserId, NotificationKind][]> => (await all()).map(({ user, kind }) => [user, kind]);
const all = (): Promise<Told[]> =>
  desk.withTenant(desk.one.id, system, (uow) =>
    sqlRows<Told>(uow, `select user_id as "user", kind, facts from notifications where surface = 'console' order by id`),
  );
const giveTo = (to: StaffUserId | null, actor: Actor = system) =>
  desk.withTenant(desk.one.id, actor, (uow) => assignTicket(uow, ticket, to));
const reply = (from = 'jane@acme.example', over = {}) =>
  receive(desk, desk.one, mailFrom(from, { inReplyTo: firstMail, references: [firstMail], ...over }));

describe('what tells people', () => {
  it('tells a new assignee unless they took it themselves, and nobody when it is put back', async () => {
    await giveTo(desk.one.agent, agent());
    expect(await told()).toEqual([]);
    await giveTo(sam, agent());
    expect(await all()).toEqual([{ user: sam, kind: 'ticket_assigned', facts: { by: 'agent' } }]);
    await giveTo(sam, agent());
    await giveTo(null, agent());
    expect(await told()).toEqual([[sam, 'ticket_assigned']]);
  });

  it('tells the assignee and the watchers of a customer’s reply, once however often the mail is filed', async () => {
    await giveTo(desk.one.agent, agent());
    await run('insert into ticket_watchers (tenant_id, ticket_id, user_id, added_at) values (?, ?, ?, now())', [desk.one.id, ticket, sam]);
    await reply();
    expect(await told()).toEqual(
      [
        [desk.one.agent, 'customer_replied'],
        [sam, 'customer_replied'],
      ].toSorted(),
    );
  });

  it('tells the team while nobody has the ticket, and nobody when it has no team', async () => {
    await reply();
    expect(await told()).toEqual([]);
    const team = newId<string>();
    await run('insert into teams (tenant_id, id, name, created_at) values (?, ?, ?, now())', [desk.one.id, team, `Team ${team}`]);
    await run('insert into team_members (tenant_id, team_id, user_id, added_at) values (?, ?, ?, now())', [desk.one.id, team, sam]);
    await run('update tickets set team_id = ? where id = ?', [team, ticket]);
    await reply();
    expect(await told()).toEqual([[sam, 'customer_replied']]);
  });

  it('tells nobody of the customer’s automatic answer', async () => {
    await giveTo(desk.one.agent, agent());
    await reply('jane@acme.example', { kind: 'vacation', noAutoAnswerReason: 'a vacation notice by its subject' });
    expect(await told()).toEqual([]);
  });

  it('tells of a reply that opens a resolved ticket again, and of a person who does', async () => {
    await giveTo(sam, agent());
    await run('delete from notifications');
    await desk.withTenant(desk.one.id, agent(), (uow) => changeStatus(uow, ticket, 'resolved'));
    await reply();
    expect(await told()).toEqual([[sam, 'reopened']]);
    await desk.withTenant(desk.one.id, agent(), (uow) => changeStatus(uow, ticket, 'resolved'));
    await desk.withTenant(desk.one.id, agent(), (uow) => changeStatus(uow, ticket, 'open'));
    expect(await told()).toEqual([
      [sam, 'reopened'],
      [sam, 'reopened'],
    ]);
  });

  it('tells who a note names once, and assignee and watchers that there is one', async () => {
    await giveTo(desk.one.agent, agent());
    const note = (text: string, actor: Actor) => desk.withTenant(desk.one.id, actor, (uow) => addNote(uow, ticket, text));
    await note('@sam please look', agent());
    expect(await told()).toEqual([[sam, 'mentioned']]);
    await note('done, @agent', { kind: 'staff', userId: sam, name: 'sam' });
    await note('and more', { kind: 'staff', userId: sam, name: 'sam' });
    expect(await told()).toEqual([
      [sam, 'mentioned'],
      [desk.one.agent, 'mentioned'],
      [desk.one.agent, 'note_added'],
    ]);
  });

  it.each([
    ['failed', { kind: 'refused', permanent: true, code: 550, reason: 'no such user' }],
    ['uncertain', { kind: 'uncertain', reason: 'cut off' }],
  ] as const)('tells the assignee of a reply that is %s', async (state, outcome) => {
    await giveTo(desk.one.agent);
    await run('delete from notifications');
    await settle('reply', outcome);
    expect(await all()).toEqual([{ user: desk.one.agent, kind: 'delivery_failed', facts: { state, to: 'jane@acme.example' } }]);
  });

  it('tells nobody of an automatic mail that failed', async () => {
    await giveTo(desk.one.agent);
    await run('delete from notifications');
    await settle('acknowledgement', { kind: 'refused', permanent: true, code: 550, reason: 'no such user' });
    expect(await told()).toEqual([]);
  });
});

async function settle(purpose: 'reply' | 'acknowledgement', outcome: Parameters<typeof settleDelivery>[2]): Promise<void> {
  const address = (text: string) => ({ name: '', address: text });
  const rest = { cc: [], replyTo: null, subject: 'Re: Printer', text: 'Soon.', inReplyTo: null, references: [], attachmentIds: [] };
  const queued = await desk.withTenant(desk.one.id, system, (uow) =>
    queueDelivery(uow, {
      effectKey: newId<string>(),
      purpose,
      ticketId: ticket,
      messageId: null,
      mailboxId: desk.one.mailboxId,
      mail: { ...rest, from: address(desk.one.mailboxAddress), to: [address('jane@acme.example')], autoSubmitted: 'no' },
    }),
  );
  await desk.withTenant(desk.one.id, system, async (uow) => {
    const claimed = await claimDelivery(uow, queued?.id as DeliveryId);
    if (claimed === null || claimed === 'uncertain') throw new Error('nothing to claim');
    await settleDelivery(uow, claimed, outcome);
  });
}

describe('no loop', () => {
  const noticeMail = async (): Promise<string> => {
    await giveTo(sam, agent());
    return desk.withTenant(desk.one.id, system, async (uow) => {
      const [notice] = await sqlRows<{ id: string }>(uow, "select id from notifications where surface = 'mail' and state = 'waiting'");
      await queueNotice(uow, notice?.id ?? '', renderNotice);
      const [row] = await sqlRows<{ id: string }>(
        uow,
        'select d.mail_message_id as id from deliveries d join notifications n on n.delivery_id = d.id where n.id = ?',
        [notice?.id],
      );
      return row?.id ?? '';
    });
  };
  const tickets = async (): Promise<number> =>
    (await desk.withTenant(desk.one.id, system, (uow) => sqlRows<{ n: number }>(uow, 'select count(*)::integer as n from tickets')))[0]
      ?.n ?? 0;

  it('comes of a bounce, a vacation notice or an automatic answer to a notice: no ticket, no message, nobody told', async () => {
    const id = await noticeMail();
    expect(id).toContain('@');
    const [before, known] = [await tickets(), await told()];
    const answers = [
      ['sam@one.example', 'vacation', null],
      ['sam@one.example', 'auto-reply', id],
      ['sam-private@else.example', 'auto-reply', id],
      ['mailer-daemon@one.example', 'bounce', id],
    ] as const;
    for (const [from, kind, inReplyTo] of answers) {
      const filed = await receive(desk, desk.one, mailFrom(from, { kind, inReplyTo, noAutoAnswerReason: 'automatic' }));
      expect(filed).toEqual({ kind: 'quarantined' });
    }
    expect(await tickets()).toBe(before);
    expect(await told()).toEqual(known);
  });

  it('keeps a person’s own answer to a notice: it opens a ticket of its own and joins none', async () => {
    const id = await noticeMail();
    const filed = await receive(desk, desk.one, mailFrom('sam@one.example', { inReplyTo: id, references: [id] }));
    expect(filed.kind).toBe('opened');
  });
});
