import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Person } from '../../../bots/commands/person.types.ts';
import type { StoredMail } from '../../../domain/deliveries/stored-mail.types.ts';
import { type CommandDesk, noticesOf, openCommandDesk, textOf } from './command-desk.ts';

let c: CommandDesk;
let admin: Person;
beforeAll(async () => {
  c = await openCommandDesk();
  admin = await c.addPerson(c.desk.one, 'brand-admin@one.example', 'admin');
}, 120_000);
afterAll(() => c.desk.close());

it('an admin changes how mails look and sees it', async () => {
  await c.say('brand name One Care', admin);
  await c.say('brand accent #0a7f5a', admin);
  const card = await c.say('brand show', admin);
  expect(textOf(card)).toContain('One Care');
  expect(textOf(card)).toContain('#0a7f5a (buttons with white letters; contrast on white 5.0)');
  expect(textOf(await c.say('brand reset accent', admin))).toContain('none is set');
  expect(noticesOf(await c.say('brand accent reddish', admin))).toContain('accent must be a colour such as #0a7f5a');
});

it('a sample goes to the one who asks, in the look of now', async () => {
  const card = await c.say('brand preview', admin);
  const [row] = await c.rows<{ mail: StoredMail; brand: { company: string } }>(
    "select mail, brand from deliveries where effect_key like 'brand-sample:%'",
    [],
  );
  expect(row?.mail.to).toEqual([{ name: 'brand-admin', address: 'brand-admin@one.example' }]);
  expect(noticesOf(card)).toContain(`A sample is on its way to ${row?.mail.to[0]?.address}.`);
  expect(row?.brand.company).toBe('One Care');
  expect(row?.mail.look).toMatchObject({ kind: 'notice', language: 'en' });
});

it('nobody but an admin changes it, and another company keeps its own', async () => {
  const agent = await c.addPerson(c.desk.one, 'brand-agent@one.example', 'support');
  expect(noticesOf(await c.say('brand name Mine', agent))).not.toContain('queued from now on');
  const other = await c.addPerson(c.desk.two, 'brand-admin@two.example', 'admin');
  const card = await c.say('brand', other);
  expect(textOf(card)).toContain('Company two');
  expect(textOf(card)).not.toContain('One Care');
});
