import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeField } from '../../../domain/custom-fields/change-field.ts';
import { defineField } from '../../../domain/custom-fields/define-field.ts';
import { listFields } from '../../../domain/custom-fields/list-fields.ts';
import { setField } from '../../../domain/custom-fields/set-field.ts';
import { addParticipant } from '../../../domain/tickets/add-participant.ts';
import { changeStatus } from '../../../domain/tickets/change-status.ts';
import { listParticipants } from '../../../domain/tickets/list-participants.ts';
import { listTags } from '../../../domain/tickets/list-tags.ts';
import { listWatchers } from '../../../domain/tickets/list-watchers.ts';
import { loadTicketWork } from '../../../domain/tickets/load-ticket-work.ts';
import { removeParticipant } from '../../../domain/tickets/remove-participant.ts';
import { replyAddress } from '../../../domain/tickets/reply-address.rules.ts';
import { tagTicket } from '../../../domain/tickets/tag-ticket.ts';
import { unwatchTicket } from '../../../domain/tickets/unwatch-ticket.ts';
import { watchTicket } from '../../../domain/tickets/watch-ticket.ts';
import { mailFrom, receive, testKeys } from '../../support/mails.ts';
import { openPeopleDesk, type PeopleDesk } from './people-desk.ts';

let p: PeopleDesk;
beforeAll(async () => {
  p = await openPeopleDesk();
}, 120_000);
afterAll(() => p.desk.close());

describe('tags', () => {
  it('are normalised, merged without doubles, and keep the order they were put on', async () => {
    const ticket = await p.ticket();
    await p.run((uow) => tagTicket(uow, ticket, { add: ['VIP', ' #Fibre ', 'vip', 'two  words'] }));
    const done = await p.run((uow) => tagTicket(uow, ticket, { add: ['new', 'fibre'], remove: ['vip', 'absent'] }));
    expect(done).toMatchObject({ tags: ['fibre', 'two-words', 'new'], added: ['new'], removed: ['vip'], version: 3 });
    expect(await p.eventsOf(ticket, 'tags_changed')).toEqual([
      { added: ['vip', 'fibre', 'two-words'], removed: [] },
      { added: ['new'], removed: ['vip'] },
    ]);
    expect((await p.run((uow) => tagTicket(uow, ticket, { add: ['new'] }))).version).toBe(3);
    expect(await p.run((uow) => listTags(uow))).toContainEqual({ tag: 'two-words', tickets: 1 });
    expect(await p.run((uow) => listTags(uow), p.desk.two)).toEqual([]);
  });

  it.each([['a'.repeat(41)], ['<b>'], ['#'], ['no,comma']])('refuses %j', async (tag) => {
    const ticket = await p.ticket();
    await expect(p.run((uow) => tagTicket(uow, ticket, { add: [tag] }))).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('are at most thirty, and of two who saw the same version one is told', async () => {
    const ticket = await p.ticket();
    const many = Array.from({ length: 30 }, (_one, index) => `t${index}`);
    await p.run((uow) => tagTicket(uow, ticket, { add: many }));
    await expect(p.run((uow) => tagTicket(uow, ticket, { add: ['one-more'] }))).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(p.run((uow) => tagTicket(uow, ticket, { add: ['x'], remove: ['t1'] }, 1))).rejects.toMatchObject({ code: 'conflict' });
    expect((await p.run((uow) => tagTicket(uow, ticket, { add: ['x'], remove: ['t1'] }, 2))).tags).toHaveLength(30);
    await expect(p.run((uow) => tagTicket(uow, ticket, { add: ['x'] }), p.desk.two)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('custom fields', () => {
  it('take what their definition says, and name the field and what it takes otherwise', async () => {
    await p.run((uow) => defineField(uow, { key: 'rack', label: 'Rack', type: 'number' }));
    await p.run((uow) => defineField(uow, { key: 'site', label: 'Site', type: 'choice', options: ['North', 'South'] }));
    await p.run((uow) => defineField(uow, { key: 'visit', label: 'Visit on', type: 'date' }));
    const ticket = await p.ticket();
    expect((await p.run((uow) => setField(uow, ticket, 'rack', '4,5'))).after).toBe(4.5);
    expect((await p.run((uow) => setField(uow, ticket, 'Site', 'south'))).after).toBe('South');
    expect((await p.run((uow) => setField(uow, ticket, 'visit on', '2027-02-28'))).after).toBe('2027-02-28');
    const refusal = (name: string, said: string) => p.run((uow) => setField(uow, ticket, name, said)).catch((error) => error.userMessage);
    expect(await refusal('rack', 'four')).toContain('“Rack” takes a number');
    expect(await refusal('site', 'West')).toContain('“Site” takes one of North, South');
    expect(await refusal('visit', '2027-02-29')).toContain('“Visit on” takes a date');
    expect(await refusal('colour', 'red')).toContain('There are: rack, site, visit');
    const { fields } = await p.run((uow) => loadTicketWork(uow, ticket));
    expect(fields.map((field) => [field.label, field.value])).toEqual([
      ['Rack', 4.5],
      ['Site', 'South'],
      ['Visit on', '2027-02-28'],
    ]);
    expect(await p.eventsOf(ticket, 'field_changed')).toContainEqual({ key: 'rack', label: 'Rack', from: null, to: 4.5 });
    expect(await p.run((uow) => listFields(uow), p.desk.two)).toEqual([]);
    const theirs = await p.ticket('low', p.desk.two);
    await expect(p.run((uow) => setField(uow, theirs, 'rack', '4'), p.desk.two)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are taken away by none, and a value that stays the same is not logged', async () => {
    const ticket = await p.ticket();
    await p.run((uow) => setField(uow, ticket, 'rack', '7'));
    expect((await p.run((uow) => setField(uow, ticket, 'rack', '7.0'))).version).toBe(2);
    await expect(p.run((uow) => setField(uow, ticket, 'rack', '8', 1))).rejects.toMatchObject({ code: 'conflict' });
    expect(await p.run((uow) => setField(uow, ticket, 'rack', null))).toMatchObject({ before: 7, after: null, version: 3 });
  });

  it('that are required must have a value before a ticket is resolved or closed, of their types only', async () => {
    const { id } = await p.run((uow) =>
      defineField(uow, { key: 'cause', label: 'Cause', type: 'text', required: true, ticketTypes: ['bug'] }),
    );
    const [bug, other] = [await p.ticket(), await p.ticket()];
    await p.rows("update tickets set type = 'bug' where id = ?", [bug]);
    const refused = await p.run((uow) => changeStatus(uow, bug, 'resolved')).catch((error) => error);
    expect(refused).toMatchObject({ code: 'refused_transition', details: { fields: ['cause'] } });
    expect(refused.userMessage).toContain('“Cause” must have a value first');
    await expect(p.run((uow) => changeStatus(uow, bug, 'closed'))).rejects.toMatchObject({ code: 'refused_transition' });
    expect((await p.run((uow) => changeStatus(uow, other, 'resolved'))).to).toBe('resolved');
    await expect(p.run((uow) => setField(uow, other, 'cause', 'x'))).rejects.toMatchObject({ code: 'invalid_input' });
    expect((await p.run((uow) => loadTicketWork(uow, bug))).fields).toContainEqual(
      expect.objectContaining({ key: 'cause', missing: true }),
    );
    await p.run((uow) => setField(uow, bug, 'cause', 'a loose cable'));
    expect((await p.run((uow) => changeStatus(uow, bug, 'resolved'))).to).toBe('resolved');
    expect((await p.run((uow) => changeStatus(uow, bug, 'closed'))).to).toBe('closed');
    await p.run((uow) => changeField(uow, id, { active: false }));
  });

  it('keep their values when they change or go out of use, and their key stays taken', async () => {
    const ticket = await p.ticket();
    await p.run((uow) => setField(uow, ticket, 'site', 'North'));
    const site = (await p.run((uow) => listFields(uow))).find((field) => field.key === 'site');
    await p.run((uow) => changeField(uow, site?.id ?? '', { options: ['East', 'West'], label: 'Place' }));
    await p.run((uow) => changeField(uow, site?.id ?? '', { active: false }));
    expect((await p.run((uow) => loadTicketWork(uow, ticket))).fields).toEqual([
      { key: 'site', label: 'Place', type: 'choice', value: 'North', missing: false },
    ]);
    await expect(p.run((uow) => setField(uow, ticket, 'site', 'East'))).rejects.toMatchObject({ code: 'not_found' });
    await expect(p.run((uow) => defineField(uow, { key: 'site', label: 'Site', type: 'text' }))).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(p.run((uow) => changeField(uow, site?.id ?? '', { label: 'Theirs' }), p.desk.two)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(p.run((uow) => defineField(uow, { key: 'one', label: 'One', type: 'choice', options: ['only'] }))).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});

describe('watchers', () => {
  it('are members of staff who work on tickets, each once, and leave the ticket’s version alone', async () => {
    const [ticket, ann, looker] = [await p.ticket(), await p.person('w-ann'), await p.person('w-looker', 'viewer')];
    expect(await p.run((uow) => watchTicket(uow, ticket, ann))).toMatchObject({ name: 'w-ann', isNew: true });
    expect((await p.run((uow) => watchTicket(uow, ticket, ann))).isNew).toBe(false);
    await expect(p.run((uow) => watchTicket(uow, ticket, looker))).rejects.toMatchObject({ code: 'invalid_input' });
    expect(await p.run((uow) => listWatchers(uow, ticket))).toEqual([{ id: ann, name: 'w-ann' }]);
    expect(await p.run((uow) => listWatchers(uow, ticket), p.desk.two)).toEqual([]);
    await expect(p.run((uow) => watchTicket(uow, ticket, p.desk.two.agent), p.desk.two)).rejects.toMatchObject({ code: 'not_found' });
    expect((await p.run((uow) => unwatchTicket(uow, ticket, ann))).was).toBe(true);
    expect((await p.run((uow) => unwatchTicket(uow, ticket, ann))).was).toBe(false);
    expect(await p.rows('select version from tickets where id = ?', [ticket])).toEqual([{ version: 1 }]);
    expect(await p.eventsOf(ticket, 'watcher_added')).toEqual([{ userId: ann, name: 'w-ann' }]);
  });
});

describe('participants', () => {
  const open = async () => {
    const filed = await receive(p.desk, p.desk.one, mailFrom('jane@acme.example'));
    if (!('ticketId' in filed) || filed.ticketId === null) throw new Error('a ticket must come of it');
    return filed.ticketId;
  };
  const refOf = async (ticket: string, address: string) =>
    (
      await p.rows<{ reply_ref: string }>('select reply_ref from ticket_participants where ticket_id = ? and address = ?', [
        ticket,
        address,
      ])
    )[0]?.reply_ref ?? '';

  it('that are removed get a reply address that leads nowhere, and another one when they come back', async () => {
    const ticket = await open();
    await p.run((uow) => addParticipant(uow, ticket, { address: 'Sam@Partner.example', name: 'Sam' }, 'third_party'));
    const ref = await refOf(ticket, 'sam@partner.example');
    const replyTo = replyAddress(p.desk.one.mailboxAddress, p.desk.one.id, ref, testKeys);
    const write = () => receive(p.desk, p.desk.one, mailFrom('sam@partner.example', { subject: 'Re: Printer' }), replyTo);
    expect(await write()).toMatchObject({ kind: 'extended', ticketId: ticket, isVerified: true });
    await p.run((uow) => removeParticipant(uow, ticket, 'sam@partner.example'));
    expect(await write()).toMatchObject({ kind: 'opened' });
    await p.run((uow) => addParticipant(uow, ticket, { address: 'sam@partner.example', name: '' }, 'cc'));
    expect(await refOf(ticket, 'sam@partner.example')).not.toBe(ref);
    expect(await write()).toMatchObject({ kind: 'opened' });
    expect(await p.eventsOf(ticket, 'participant_removed')).toEqual([{ address: 'sam@partner.example', role: 'third_party' }]);
    expect(await p.eventsOf(ticket, 'participant_added')).toContainEqual({ address: 'sam@partner.example', role: 'cc' });
  });

  it('that were removed are not brought back by a customer’s copy line', async () => {
    const ticket = await open();
    const ref = await refOf(ticket, 'jane@acme.example');
    const replyTo = replyAddress(p.desk.one.mailboxAddress, p.desk.one.id, ref, testKeys);
    await p.run((uow) => addParticipant(uow, ticket, { address: 'old@acme.example', name: '' }, 'cc'));
    await p.run((uow) => removeParticipant(uow, ticket, 'old@acme.example'));
    const cc = ['old@acme.example', 'new@acme.example'].map((address) => ({ address, name: '' }));
    expect(await receive(p.desk, p.desk.one, mailFrom('jane@acme.example', { cc }), replyTo)).toMatchObject({ kind: 'extended' });
    const here = (await p.run((uow) => listParticipants(uow, ticket))).filter((person) => person.removedAt === null);
    expect(here.map((person) => person.address)).toEqual(['jane@acme.example', 'new@acme.example']);
    expect(await p.run((uow) => listParticipants(uow, ticket), p.desk.two)).toEqual([]);
  });

  it('are neither colleagues nor own mailboxes, and the requester stays', async () => {
    const ticket = await open();
    const add = (address: string) => p.run((uow) => addParticipant(uow, ticket, { address, name: '' }, 'cc'));
    await expect(add('agent@one.example')).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(add(p.desk.one.mailboxAddress)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(p.run((uow) => removeParticipant(uow, ticket, 'jane@acme.example'))).rejects.toMatchObject({ code: 'conflict' });
    await expect(p.run((uow) => removeParticipant(uow, ticket, 'nobody@acme.example'))).rejects.toMatchObject({ code: 'not_found' });
    expect((await add('x@acme.example')).isNew).toBe(true);
    expect((await add('X@acme.example')).isNew).toBe(false);
  });
});
