import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import { system } from '../../support/desk.ts';
import { button, type CommandDesk, noticesOf, openCommandDesk, textOf } from './command-desk.ts';

let c: CommandDesk;
beforeAll(async () => {
  c = await openCommandDesk();
  await c.mail('jane@acme.example', { subject: 'Printer', text: 'It smells of <b>burnt</b> toner.' });
  for (let n = 0; n < 7; n += 1) await c.mail('jim@else.example', { subject: `Laptop ${n}`, text: 'slow' });
}, 120_000);
afterAll(() => c.desk.close());

const names = async (person = c.boss) => (await c.say('views', person)).rows.map((row) => row.title[0]?.text);
const builtIn = ['mine', 'unassigned', 'breaching next', 'waiting', 'recently closed'];

describe('saved views', () => {
  it('keep a filter with its order under a name, and show it page by page', async () => {
    const saved = await c.say('view save Laptops: laptop sort:created');
    expect(noticesOf(saved)).toContain('Saved as “Laptops”');
    const shown = await c.say('view laptops');
    expect(shown.title[0]?.text).toBe('Laptops: ');
    expect(shown.rows.map((row) => row.title[1]?.text.trim())).toEqual(['Laptop 6', 'Laptop 5', 'Laptop 4', 'Laptop 3', 'Laptop 2']);
    const next = await c.press(button(shown, 'Next'));
    expect(next.rows.map((row) => row.title[1]?.text.trim())).toEqual(['Laptop 1', 'Laptop 0']);
    expect(await names()).toEqual(['Laptops', ...builtIn]);
  });

  it('are their owner’s alone until they are shared, and never another company’s', async () => {
    expect(await names(c.agent)).toEqual(builtIn);
    expect((await c.say('view Laptops', c.agent)).error?.code).toBe('not_found');
    await c.say('view share Laptops');
    expect(await names(c.agent)).toEqual(['Laptops', ...builtIn]);
    expect(await names(c.stranger)).toEqual(builtIn);
    expect((await c.say('view Laptops', c.stranger)).error?.code).toBe('not_found');
    for (const text of ['view delete Laptops', 'view unshare Laptops'])
      expect((await c.say(text, c.agent)).error?.code).toBe('not_permitted');
    expect((await c.say('view save Laptops: mine', c.agent)).error).toBeNull();
    expect((await c.say('view share Laptops', c.agent)).error?.code).toBe('conflict');
    expect((await c.say('view Laptops')).title.at(-1)?.text).toContain('laptop sort:created');
    await c.say('view unshare Laptops');
    expect(await names(c.agent)).toEqual(['Laptops', ...builtIn]);
    expect((await c.say('view Laptops', c.agent)).title.at(-1)?.text).toBe(' for: mine');
  });

  it('are not changed by somebody who saw an older one', async () => {
    const list = await c.say('views');
    const [share, remove] = [button(list, 'Share'), button(list, 'Delete')];
    await c.say('view save laptops: laptop sort:updated');
    for (const old of [share, remove]) expect((await c.press(old)).error?.code).toBe('conflict');
    expect((await c.press(button(await c.say('views'), 'Share'))).error).toBeNull();
  });

  it('still stand when their filter means nothing any more, and say what is wrong', async () => {
    await c.say('view save Old: laptop');
    await c.desk.withTenant(c.desk.one.id, system, (uow) =>
      sqlRun(uow, "update saved_views set filter = 'laptop colour:red' where name = 'Old'"),
    );
    expect(textOf(await c.say('views'))).toContain('“colour:red”: “colour” is no filter');
    const shown = await c.say('view old');
    expect(noticesOf(shown)).toContain('“colour:red” was left out');
    expect(shown.rows).toHaveLength(5);
    expect(noticesOf(await c.press(button(await c.say('views'), 'Delete'))) !== '').toBe(true);
  });

  it.each([
    ['view save mine: laptop', 'always there'],
    ['view save Nothing', 'a colon'],
    ['view save x'.padEnd(80, 'x').concat(': mine'), 'at most 60'],
    ['view', 'Which view?'],
  ])('refuse %j and say why', async (text, why) => {
    const before = await c.footprint();
    expect(textOf(await c.say(text))).toContain(why);
    expect(await c.footprint()).toEqual(before);
  });

  it('show what everybody has', async () => {
    for (const name of builtIn) expect((await c.say(`view ${name}`)).kind).toBe('ticket_list');
    expect((await c.say('view unassigned')).rows).toHaveLength(5);
  });
});

describe('search and counts', () => {
  it('show which message answered, as text and not as markup', async () => {
    const card = await c.say('search burnt');
    expect(card.rows).toHaveLength(1);
    const line = card.rows[0]?.lines.at(-1) ?? [];
    expect(line.filter((span) => span.style === 'bold')).toEqual([{ text: 'burnt', style: 'bold' }]);
    expect(line.map((span) => span.text).join('')).toContain('jane@acme.example');
  });

  it('count by status and priority', async () => {
    const card = await c.say('counts');
    expect(card.kind).toBe('ticket_counts');
    expect(card.title[0]?.text).toBe('8 unfinished tickets');
    expect(textOf(await c.say('counts jim'))).toContain('7 open');
    expect((await c.say('counts', c.stranger)).title[0]?.text).toBe('0 unfinished tickets');
  });

  it('refuse a made-up page', async () => {
    const card = await c.press({ op: 'tickets.list', args: { filter: '', after: 'AAAA' } });
    expect(card.error?.code).toBe('invalid_input');
    expect(noticesOf(card)).toContain('Open the list again');
  });
});
