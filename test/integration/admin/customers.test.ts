import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addContact } from '../../../domain/customers/add-contact.ts';
import { addCustomer } from '../../../domain/customers/add-customer.ts';
import { findSender } from '../../../domain/customers/find-sender.ts';
import { importContacts } from '../../../domain/customers/import-contacts.ts';
import { listContacts } from '../../../domain/customers/list-contacts.ts';
import { listCustomers } from '../../../domain/customers/list-customers.ts';
import { newId, type TenantId } from '../../../domain/ids.types.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { addTenant, openTestDesk, system, type TestDesk, type TestTenant } from '../../support/desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
}, 120_000);
afterAll(() => desk.close());

const inOne = <T>(work: (uow: TenantUnitOfWork) => Promise<T>) => desk.withTenant(desk.one.id, system, work);

test('a customer with domains of its own is found by a sender there, in its own company only', async () => {
  const { id } = await inOne((uow) => addCustomer(uow, { name: 'Blue Fish', domains: ['@Blue-Fish.example', 'blue-fish.example'] }));
  expect((await inOne((uow) => findSender(uow, 'who@blue-fish.example'))).customerId).toBe(id);
  const elsewhere = await desk.withTenant(desk.two.id, system, (uow) => findSender(uow, 'who@blue-fish.example'));
  expect(elsewhere.customerId).toBeNull();
});

test.each([
  ['a name that is taken, in other letters', { name: 'aCME' }, 'There is a customer “aCME” already'],
  ['a domain of another customer', { name: 'New', domains: ['acme.example'] }, 'acme.example belongs to Acme already'],
  ['a public mail provider as own domain', { name: 'New', domains: ['gmail.com'] }, 'own domain, not a public mail provider'],
  ['something that is no domain', { name: 'New', domains: ['acme'] }, 'must be a mail domain'],
])('%s is refused', async (_what, wanted, message) => {
  await expect(inOne((uow) => addCustomer(uow, wanted))).rejects.toMatchObject({ userMessage: expect.stringContaining(message) });
});

test('a contact has several addresses, the first one primary, and is known by each', async () => {
  const { id } = await inOne((uow) =>
    addContact(uow, {
      name: 'Max',
      customerId: desk.one.customerId,
      addresses: ['Max@acme.example', 'max@home.example', 'max@acme.example'],
    }),
  );
  for (const address of ['max@acme.example', 'max@home.example'])
    expect((await inOne((uow) => findSender(uow, address))).contactId).toBe(id);
  const max = (await inOne(listContacts)).find((contact) => contact.id === id);
  expect(max).toMatchObject({ customer: 'Acme', addresses: ['max@acme.example', 'max@home.example'] });
});

test('an address that is taken says by whom, and no half of the contact stays', async () => {
  const wanted = { name: 'Impostor', customerId: null, addresses: ['free@acme.example', 'jane@acme.example'] };
  await expect(inOne((uow) => addContact(uow, wanted))).rejects.toMatchObject({
    code: 'conflict',
    userMessage: expect.stringContaining('jane@acme.example belongs to Jane Doe (Acme) already'),
  });
  expect((await inOne(listContacts)).map((contact) => contact.name)).not.toContain('Impostor');
});

test('a contact cannot be put at another company’s customer: it looks as if there were none', async () => {
  const wanted = { name: 'Mole', customerId: desk.two.customerId, addresses: [] };
  await expect(inOne((uow) => addContact(uow, wanted))).rejects.toMatchObject({ code: 'not_found' });
});

const headers = ['Firma', 'Mail-Domain', 'Ansprechpartner', 'E-Mail', 'E-Mail 2', 'Telefon', 'Notiz'];
const file = (...lines: string[][]) => ({ headers, records: lines.map((cells, index) => ({ line: index + 2, cells })) });
const three = file(
  ['Müller GmbH', 'mueller.example', 'Ida Müller', 'IDA@mueller.example', 'ida@privat.example', '+49 1', 'x'],
  ['müller gmbh', '', 'Udo Roth', 'udo@mueller.example', '', '', ''],
  ['', '', 'Frei Lancer', 'frei@lancer.example; frei2@lancer.example', '', '', ''],
);

async function newTenant(): Promise<TestTenant & { run: <T>(work: (uow: TenantUnitOfWork) => Promise<T>) => Promise<T> }> {
  const tenant = await addTenant(desk.withTenant, `import-${newId<string>().slice(-12)}`);
  return { ...tenant, run: (work) => desk.withTenant(tenant.id, system, work) };
}

test('a customer file creates customers once, contacts with all their addresses, and changes nothing the second time', async () => {
  const tenant = await newTenant();
  const first = await tenant.run((uow) => importContacts(uow, three));
  expect(first.unusedColumns).toEqual(['Notiz']);
  expect(await tenant.run(listCustomers)).toMatchObject([
    { name: 'Acme' },
    { name: 'Müller GmbH', domains: ['mueller.example'], contacts: 2 },
  ]);
  const contacts = await tenant.run(listContacts);
  expect(contacts.map((contact) => [contact.name, contact.customer, contact.addresses.join(' ')])).toEqual([
    ['Jane Doe', 'Acme', 'jane@acme.example'],
    ['Ida Müller', 'Müller GmbH', 'ida@mueller.example ida@privat.example'],
    ['Udo Roth', 'Müller GmbH', 'udo@mueller.example'],
    ['Frei Lancer', null, 'frei@lancer.example frei2@lancer.example'],
  ]);
  const second = await tenant.run((uow) => importContacts(uow, three));
  expect(second).toMatchObject({ changes: [], unchanged: 3 });
  expect(await tenant.run(listContacts)).toEqual(contacts);
});

test('a later file changes what it says and leaves what it leaves empty', async () => {
  const tenant = await newTenant();
  await tenant.run((uow) => importContacts(uow, three));
  const later = file(
    ['Neu & Co', '', 'Ida Schmidt', 'ida@privat.example', '', '', ''],
    ['Müller GmbH', '', '', 'info@mueller.example', '', '', ''],
    ['Müller GmbH', '', 'UDO ROTH', 'u.roth@mueller.example', '', '', ''],
  );
  const result = await tenant.run((uow) => importContacts(uow, later));
  expect(result.changes.map(({ line, what }) => `${line} ${what}`)).toEqual([
    '2 new customer Neu & Co',
    '2 Ida Müller: now at Neu & Co',
    '2 Ida Müller: name is now Ida Schmidt',
    '3 new contact info@mueller.example of Müller GmbH',
    '3 info@mueller.example: new address info@mueller.example',
    '4 Udo Roth: name is now UDO ROTH',
    '4 UDO ROTH: new address u.roth@mueller.example',
  ]);
  const ida = (await tenant.run(listContacts)).find((contact) => contact.name === 'Ida Schmidt');
  expect(ida).toMatchObject({ customer: 'Neu & Co', phone: '+49 1', addresses: ['ida@mueller.example', 'ida@privat.example'] });
});

test('a file with one mistake imports nothing and names each line', async () => {
  const tenant = await newTenant();
  const bad = file(
    ['Fine Ltd', 'fine.example', 'Fay', 'fay@fine.example', '', '', ''],
    ['Other Ltd', 'fine.example', 'Otto', 'otto@other.example', '', '', ''],
    ['Fine Ltd', '', 'Somebody else', 'fay@fine.example', '', '', ''],
    ['Acme', '', 'Two people', 'jane@acme.example fay@fine.example', '', '', ''],
  );
  const refusal = await tenant.run((uow) => importContacts(uow, bad)).catch((error: unknown) => error);
  expect((refusal as { userMessage: string }).userMessage.split('\n').slice(1)).toEqual([
    '  line 3: the mail domain fine.example belongs to Fine Ltd',
    '  line 4: fay@fine.example stands on line 2 under another name',
    '  line 5: fay@fine.example stands on line 2 under another name',
  ]);
  expect((await tenant.run(listCustomers)).map((customer) => customer.name)).toEqual(['Acme']);
});

test('addresses of two different contacts on one line are refused with both names', async () => {
  const tenant = await newTenant();
  await tenant.run((uow) => importContacts(uow, three));
  const mixed = file(['', '', '', 'udo@mueller.example ida@mueller.example', '', '', '']);
  await expect(tenant.run((uow) => importContacts(uow, mixed))).rejects.toMatchObject({
    userMessage: expect.stringContaining('different contacts: Udo Roth and Ida Müller'),
  });
});

test('two thousand lines are imported in one transaction', async () => {
  const tenant = await newTenant();
  const lines = Array.from({ length: 2_000 }, (_, n) => [`Customer ${n % 100}`, '', `Person ${n}`, `person${n}@many.example`, '', '', '']);
  const result = await tenant.run((uow) => importContacts(uow, file(...lines)));
  expect(result.changes).toHaveLength(100 + 2 * 2_000);
  expect(await tenant.run(listContacts)).toHaveLength(2_001);
}, 60_000);

test('an import of one company leaves the others as they were', async () => {
  const before = await desk.withTenant(desk.two.id, system, listContacts);
  const tenant = await newTenant();
  await tenant.run((uow) => importContacts(uow, file(['Acme', '', 'Jane Renamed', 'jane@acme.example', '', '', ''])));
  expect(await desk.withTenant(desk.two.id, system, listContacts)).toEqual(before);
  expect((await tenant.run(listContacts)).map((contact) => contact.name)).toEqual(['Jane Renamed']);
  expect((await desk.withTenant(newId<TenantId>(), system, listContacts)).length).toBe(0);
});
