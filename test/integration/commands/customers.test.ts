import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addContact } from '../../../domain/customers/add-contact.ts';
import { addCustomer } from '../../../domain/customers/add-customer.ts';
import { system } from '../../support/desk.ts';
import { button, type CommandDesk, fieldOf, noticesOf, openCommandDesk, textOf } from './command-desk.ts';

let c: CommandDesk;
beforeAll(async () => {
  c = await openCommandDesk();
  await c.desk.withTenant(c.desk.one.id, system, async (uow) => {
    const globex = await addCustomer(uow, { name: 'Globex GmbH', domains: ['globex.example'] });
    await addContact(uow, {
      customerId: globex.id,
      name: 'Hank Scorpio',
      addresses: ['hank@globex.example', 'hank@home.example'],
      jobTitle: 'Owner',
    });
    await addCustomer(uow, { name: 'Globex France' });
  });
}, 120_000);
afterAll(() => c.desk.close());

const customerOf = async (number: string) =>
  (
    await c.rows<{ name: string | null }>('select c.name from tickets t left join customers c on c.id = t.customer_id where t.number = ?', [
      number,
    ])
  )[0]?.name;

describe('finding a customer', () => {
  it.each(['customer globex gmbh', 'find hank@home.example', 'who is scorpio?', 'customer globex.example'])(
    '%s shows the customer with its people',
    async (text) => {
      const card = await c.say(text);
      expect(card).toMatchObject({ kind: 'customer', title: [{ text: 'Globex GmbH' }] });
      expect(textOf(card)).toContain('Owner · hank@globex.example · hank@home.example');
    },
  );

  it('asks which of several, and the button shows it', async () => {
    const choice = await c.say('customer globex');
    expect(choice.rows.map((row) => row.title[0]?.text)).toEqual(['Globex France', 'Globex GmbH']);
    expect((await c.press(button(choice, 'Show'))).title).toEqual([{ text: 'Globex France', style: 'bold' }]);
  });

  it('names the nearest when nothing fits, takes text literally, and finds nobody of another tenant', async () => {
    expect(noticesOf(await c.say('customer Acne'))).toBe('There is no customer “Acne”. Did you mean Acme?');
    expect((await c.say('customer %')).error?.code).toBe('not_found');
    expect((await c.say('customer globex', c.stranger)).error?.code).toBe('not_found');
    const [globex] = await c.rows<{ id: string }>("select id from customers where name = 'Globex GmbH'");
    expect((await c.press({ op: 'customer.show', args: { customer: globex?.id ?? '' } }, c.stranger)).error?.code).toBe('not_found');
  });

  it('leads to its tickets', async () => {
    await c.mail('hank@globex.example', { subject: 'Volcano' });
    const card = await c.say('customer globex gmbh');
    expect(fieldOf(card, 'Tickets')).toBe('1 unfinished, 1 in all');
    expect((await c.press(button(card, 'Unfinished tickets'))).rows).toHaveLength(1);
  });
});

describe('linking an unknown sender', () => {
  it('makes the address a contact, links its other tickets too, and future mail finds the customer', async () => {
    const older = await c.mail('unknown@private.example', {
      subject: 'Before',
      from: { name: 'Una Known', address: 'unknown@private.example' },
    });
    const number = await c.mail('unknown@private.example', { from: { name: 'Una Known', address: 'unknown@private.example' } });
    expect(await customerOf(number)).toBeNull();
    const done = await c.say(`link ${number} acme`);
    expect(noticesOf(done)).toContain(`unknown@private.example is a new contact there`);
    expect(noticesOf(done)).toContain(`So are their tickets ${older}.`);
    expect([await customerOf(number), await customerOf(older)]).toEqual(['Acme', 'Acme']);
    expect(await customerOf(await c.mail('unknown@private.example'))).toBe('Acme');
    expect(textOf(await c.say('customer acme'))).toContain('Una Known');
    expect(await c.rows("select 1 from ticket_events where type = 'customer_linked'")).toHaveLength(2);
  });

  it('does not take a contact from another customer unless that is said, and then does', async () => {
    const number = await c.mail('hank@globex.example');
    const card = await c.say(`link ${number} acme`);
    expect(card.kind).toBe('choice');
    expect(textOf(card)).toContain('hank@globex.example is a contact of Globex GmbH. Nothing was changed.');
    expect(await customerOf(number)).toBe('Globex GmbH');
    expect((await c.press(button(card, 'Move to Acme'))).kind).toBe('done');
    expect(await customerOf(number)).toBe('Acme');
    expect(await c.rows("select 1 from contact_addresses where address = 'hank@globex.example'")).toHaveLength(1);
  });

  it('asks which customer, keeps the ticket in mind, and refuses a ticket that nobody outside asked for', async () => {
    const number = await c.mail('other@private.example');
    const choice = await c.say(`link ${number} globex`);
    await c.press(button(choice, 'This one'));
    expect(await customerOf(number)).toBe('Globex France');
    const inner = await c.say('open "Inner"');
    expect((await c.say(`link ${inner.ticket} acme`)).error?.code).toBe('conflict');
  });

  it('by two people at once makes one contact', async () => {
    const number = await c.mail('race@private.example');
    const cards = await Promise.all([c.say(`link ${number} acme`), c.say(`link ${number} acme`, c.agent)]);
    expect(cards.map((card) => card.kind)).toEqual(['done', 'done']);
    expect(await c.rows("select 1 from contact_addresses where address = 'race@private.example'")).toHaveLength(1);
  });
});
