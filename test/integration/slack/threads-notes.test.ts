import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId, type StaffUserId } from '../../../domain/ids.types.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { addNote } from '../../../domain/tickets/add-note.ts';
import { deleteNote } from '../../../domain/tickets/delete-note.ts';
import { editNote } from '../../../domain/tickets/edit-note.ts';
import { openTicket } from '../../../domain/tickets/open-ticket.ts';
import { addStaffRow } from '../../support/desk.ts';
import { mailFrom, receive } from '../../support/mails.ts';
import { plainTicket } from '../../support/plain-ticket.ts';
import { asAgent, openThreadsDesk, type ThreadsDesk, ticketsOf, transcript } from './threads-desk.ts';

let kit: ThreadsDesk;
beforeAll(async () => {
  kit = await openThreadsDesk();
});
afterAll(async () => {
  await kit.close();
});

test('a note is changed and deleted by command, by its writer or an admin and nobody else', async () => {
  const side = kit.one;
  const ticket = await asAgent(kit, side, (uow) => openTicket(uow, plainTicket('Commanded')));
  await asAgent(kit, side, (uow) => addNote(uow, ticket.id, 'Wrong rack'));
  const staff = async (role: 'support' | 'admin') => {
    const userId = newId<StaffUserId>();
    await addStaffRow(kit.desk.withTenant, side.tenant.id, userId, `${role}-${userId.slice(-6)}@one.example`, role);
    return { tenantId: side.tenant.id, userId };
  };
  const [writer, peer, admin] = [{ tenantId: side.tenant.id, userId: side.tenant.agent }, await staff('support'), await staff('admin')];
  expect(await kit.deps.commands.say(peer, `edit note #1 of ${ticket.number}: Mine now`)).toMatchObject({
    error: { code: 'not_permitted' },
  });
  expect(await kit.deps.commands.say(writer, `edit note #1 of ${ticket.number}: Rack 5`)).toMatchObject({ kind: 'done' });
  expect((await transcript(kit, side, ticket.id)).map(({ text }) => text)).toEqual(['Rack 5']);
  expect(await kit.deps.commands.say(peer, `delete note #1 of ${ticket.number}`)).toMatchObject({ error: { code: 'not_permitted' } });
  expect(await kit.deps.commands.say(admin, `delete note #1 of ${ticket.number}`)).toMatchObject({ kind: 'done' });
  expect((await transcript(kit, side, ticket.id)).map(({ text }) => text)).toEqual(['(deleted)']);
  const events = await asAgent(kit, side, (uow) =>
    sqlRows<{ type: string; data: unknown }>(
      uow,
      "select type, data from ticket_events where ticket_id = ? and type like 'message_%' order by seq",
      [ticket.id],
    ),
  );
  expect(events.map(({ type }) => type)).toEqual(['message_added', 'message_edited', 'message_deleted']);
  expect(JSON.stringify(events)).not.toMatch(/rack/i);
  await receive(kit.desk, side.tenant, mailFrom('jane@acme.example', { subject: 'A mail' }));
  const mailed = (await ticketsOf(kit, side)).find(({ subject }) => subject === 'A mail');
  expect(await kit.deps.commands.say(admin, `edit note #1 of ${mailed?.number}: forged`)).toMatchObject({ error: { code: 'conflict' } });
});

test('a note of another tenant is not there to be changed', async () => {
  const ticket = await asAgent(kit, kit.one, (uow) => openTicket(uow, plainTicket('Ours')));
  const { messageId } = await asAgent(kit, kit.one, (uow) => addNote(uow, ticket.id, 'Ours alone'));
  await expect(asAgent(kit, kit.two, (uow) => editNote(uow, messageId, 'theirs', 'any'))).rejects.toMatchObject({ code: 'not_found' });
  await expect(asAgent(kit, kit.two, (uow) => deleteNote(uow, messageId, 'any'))).rejects.toMatchObject({ code: 'not_found' });
  expect((await transcript(kit, kit.one, ticket.id)).map(({ text }) => text)).toEqual(['Ours alone']);
});
