import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Delivery } from '../../../domain/deliveries/deliveries.entity.ts';
import { type MailboxId, newId, type StaffUserId } from '../../../domain/ids.types.ts';
import type { HealthOutcome, RenderMailboxNotice } from '../../../domain/mailboxes/mailbox-sync.types.ts';
import { Mailbox } from '../../../domain/mailboxes/mailboxes.entity.ts';
import { recordMailboxHealth } from '../../../domain/mailboxes/record-mailbox-health.ts';
import { updateMailbox } from '../../../domain/mailboxes/update-mailbox.ts';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import { addStaffRow, openTestDesk, system, type TestDesk } from '../../support/desk.ts';

let desk: TestDesk;
let mailboxId: MailboxId;
const start = Date.parse('2026-11-20T09:00:00Z');
const smtp = { host: 'mail.one.example', port: 465, secure: true, user: 'u' };
const render: RenderMailboxNotice = (notice) => ({
  subject: `${notice.kind} ${notice.address} ${notice.minutes}`,
  text: `${notice.reason} ${notice.failingSince.toISOString()} ${notice.language} ${notice.timeZone} ${notice.companyName}`,
});

beforeAll(async () => {
  desk = await openTestDesk();
  await addStaffRow(desk.withTenant, desk.one.id, newId<StaffUserId>(), 'owner@one.example', 'owner');
  await addStaffRow(desk.withTenant, desk.one.id, newId<StaffUserId>(), 'admin@one.example', 'admin');
  await addStaffRow(desk.withTenant, desk.two.id, newId<StaffUserId>(), 'owner@two.example', 'owner');
  const gone = newId<StaffUserId>();
  await addStaffRow(desk.withTenant, desk.one.id, gone, 'gone@one.example', 'owner');
  await desk.withTenant(desk.one.id, system, (uow) => sqlRun(uow, 'update staff_users set active = false where id = ?', [gone]));
}, 120_000);
afterAll(() => desk.close());

beforeEach(async () => {
  mailboxId = newId<MailboxId>();
  const row = {
    tenantId: desk.one.id,
    id: mailboxId,
    address: `${mailboxId}@one.example`,
    name: 'Sales',
    smtp,
    createdAt: new Date(start),
  };
  await desk.withTenant(desk.one.id, system, async (uow) => {
    await sqlRun(uow, 'delete from deliveries');
    await sqlRun(uow, "update mailboxes set health = 'unknown', failing_since = null, down_notice_at = null, smtp = null");
    await uow.em.insert(Mailbox, row);
  });
});

/** Records an outcome so many minutes after the start. */
function at(minutes: number, outcome: HealthOutcome): Promise<'down' | 'back' | null> {
  desk.clock.now = new Date(start + minutes * 60_000);
  return desk.withTenant(desk.one.id, system, (uow) => recordMailboxHealth(uow, mailboxId, outcome, render));
}
const down: HealthOutcome = { ok: false, reason: 'Enter the password again.' };
const notices = () => desk.withTenant(desk.one.id, system, ({ em }) => em.find(Delivery, {}, { orderBy: { id: 'asc' } }));
const state = () => desk.withTenant(desk.one.id, system, ({ em }) => em.findOneOrFail(Mailbox, { id: mailboxId }));

test('a mailbox that fails for less than ten minutes tells nobody', async () => {
  expect([await at(0, down), await at(9.9, down), await at(9.95, { ok: true })]).toEqual([null, null, null]);
  expect(await notices()).toEqual([]);
  expect(await state()).toMatchObject({ health: 'ok', failingSince: null, lastError: null, enabled: true });
});

test('after ten minutes every owner and admin is told once, however often it fails on', async () => {
  expect([await at(0, down), await at(10, down), await at(11, down), await at(900, down)]).toEqual([null, 'down', null, null]);
  const queued = await notices();
  expect(queued.map((one) => one.mail.to[0]?.address).sort()).toEqual(['admin@one.example', 'owner@one.example']);
  expect(queued.map((one) => [one.purpose, one.mail.subject, one.mail.autoSubmitted])).toEqual(
    Array(2).fill(['notice', `down ${mailboxId}@one.example 10`, 'auto-generated']),
  );
  expect(queued[0]?.mail.text).toBe('Enter the password again. 2026-11-20T09:00:00.000Z en Europe/London Company one');
  expect(await state()).toMatchObject({ health: 'failing', enabled: true, lastError: 'Enter the password again.' });
});

test('when it works again the same people are told once, and the next trouble starts anew', async () => {
  await at(0, down);
  await at(10, down);
  expect([await at(20, { ok: true }), await at(21, { ok: true })]).toEqual(['back', null]);
  expect((await notices()).map((one) => one.mail.subject.split(' ')[0])).toEqual(['down', 'down', 'back', 'back']);
  expect([await at(30, down), await at(41, down)]).toEqual([null, 'down']);
  expect(await notices()).toHaveLength(6);
});

test('people who were told of the trouble also hear of its end when new settings cured it', async () => {
  await at(0, down);
  await at(10, down);
  await desk.withTenant(desk.one.id, system, (uow) =>
    updateMailbox(uow, `${mailboxId}@one.example`, { name: 'Renamed' }, { seal: (plain) => plain }),
  );
  expect(await state()).toMatchObject({ health: 'unknown', failingSince: null });
  expect([await at(20, { ok: true }), await at(21, { ok: true })]).toEqual(['back', null]);
});

test('two processes that record the same failure at once queue one notice a person', async () => {
  await at(0, down);
  await Promise.all([at(10, down), at(10, down), at(10, down)]);
  expect(await notices()).toHaveLength(2);
});

test('another mailbox that can send carries the notice; without one the failing mailbox must do', async () => {
  await at(0, down);
  await at(10, down);
  expect((await notices())[0]).toMatchObject({ mailboxId });
  await at(11, { ok: true });
  await desk.withTenant(desk.one.id, system, async (uow) => {
    await sqlRun(uow, 'delete from deliveries');
    await sqlRun(uow, 'update mailboxes set smtp = ?::jsonb where id = ?', [JSON.stringify(smtp), desk.one.mailboxId]);
  });
  await at(20, down);
  await at(30, down);
  const sent = await notices();
  expect(sent[0]).toMatchObject({
    mailboxId: desk.one.mailboxId,
    mail: { from: { name: 'Company one', address: desk.one.mailboxAddress } },
  });
});

test('a mailbox that is failing itself carries nobody’s notice', async () => {
  await desk.withTenant(desk.one.id, system, (uow) =>
    sqlRun(uow, "update mailboxes set smtp = ?::jsonb, health = 'failing' where id <> ?", [JSON.stringify(smtp), mailboxId]),
  );
  await at(0, down);
  await at(10, down);
  expect((await notices()).map((one) => one.mailboxId)).toEqual([mailboxId, mailboxId]);
});

test('a mailbox of another tenant is not touched and nobody there is told', async () => {
  desk.clock.now = new Date(start);
  const touched = await desk.withTenant(desk.two.id, system, (uow) => recordMailboxHealth(uow, mailboxId, down, render));
  expect(touched).toBeNull();
  expect(await state()).toMatchObject({ health: 'unknown' });
});
