import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operations } from '../../../bots/commands/operation-table.ts';
import { newId, type StaffUserId } from '../../../domain/ids.types.ts';
import { can, roles } from '../../../domain/people/permissions.rules.ts';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import { withClient } from '../../../server/embedded/with-client.ts';
import { system } from '../../support/desk.ts';
import { button, type CommandDesk, noticesOf, openCommandDesk } from './command-desk.ts';

let c: CommandDesk;
beforeAll(async () => {
  c = await openCommandDesk();
}, 120_000);
afterAll(() => c.desk.close());

describe('who may do what', () => {
  it.each([...roles])('a %s is refused exactly the operations their role lacks, before anything is looked at', async (role) => {
    const person = await c.addPerson(c.desk.one, `${role}@roles.example`, role);
    const before = await c.footprint();
    for (const operation of operations) {
      const card = await c.press({ op: operation.name, args: { nonsense: 'x' } }, person);
      expect([operation.name, card.error?.code]).toEqual([
        operation.name,
        can(role, operation.permission) ? 'invalid_input' : 'not_permitted',
      ]);
    }
    expect(await c.footprint()).toEqual(before);
  });

  it('says in words what is missing', async () => {
    const viewer = await c.addPerson(c.desk.one, 'viewer.words@one.example', 'viewer');
    const number = await c.mail('words@else.example');
    const card = await c.say(`note ${number} hello`, viewer);
    expect(noticesOf(card)).toBe('Your role (viewer) may not do this. It needs the permission ticket:note; ask an owner or admin.');
    expect(await c.rows("select 1 from ticket_messages where kind = 'note'")).toEqual([]);
  });

  it('shows a viewer no button they may not press', async () => {
    const viewer = await c.addPerson(c.desk.one, 'viewer.buttons@one.example', 'viewer');
    const number = await c.mail('buttons@else.example');
    expect((await c.say(`show ${number}`, viewer)).actions.map((action) => action.label)).toEqual(['Articles']);
    expect((await c.say(`show ${number}`)).actions.map((action) => action.label)).toEqual([
      'Take',
      'Start',
      'Wait',
      'Resolve',
      'Close',
      'Articles',
      'Spam',
      'Draft an answer',
    ]);
  });

  it('takes a role away at once: the next command sees it', async () => {
    const person = await c.addPerson(c.desk.one, 'changing@one.example', 'support');
    const number = await c.mail('roles@else.example');
    const card = await c.say(`show ${number}`, person);
    const set = (change: string) =>
      c.desk.withTenant(c.desk.one.id, system, (uow) => sqlRun(uow, `update staff_users set ${change} where id = ?`, [person.userId]));
    await set("role = 'viewer'");
    expect((await c.press(button(card, 'Take'), person)).error?.code).toBe('not_permitted');
    await set("role = 'support', active = false");
    for (const text of ['tickets', 'take 1', 'help', 'gibberish', ''])
      expect((await c.say(text, person)).error?.code).toBe('not_signed_in');
  });

  it('refuses a person of another tenant, and one who does not exist', async () => {
    const mixed = { tenantId: c.desk.one.id, userId: c.desk.two.agent };
    expect((await c.say('tickets', mixed)).error?.code).toBe('not_signed_in');
    expect((await c.say('tickets', { tenantId: c.desk.one.id, userId: newId<StaffUserId>() })).error?.code).toBe('not_signed_in');
    expect((await c.say('tickets', { tenantId: 'x' as never, userId: c.desk.two.agent })).error?.code).toBe('no_tenant');
  });
});

describe('a command that comes twice', () => {
  it('acts once and answers the same, one after the other and at the same time', async () => {
    const number = await c.mail('double@else.example');
    const id = newId<string>();
    const first = await c.say(`note ${number} only once`, c.boss, { commandId: id });
    const second = await c.say(`note ${number} only once`, c.boss, { commandId: id });
    expect(second).toEqual(first);
    const other = newId<string>();
    const together = await Promise.all(Array.from({ length: 6 }, () => c.say(`note ${number} together`, c.boss, { commandId: other })));
    for (const card of together) expect(card).toEqual(together[0]);
    expect(
      (await c.rows<{ text: string }>("select text from ticket_messages where kind = 'note' order by created_at")).map((row) => row.text),
    ).toEqual(['only once', 'together']);
  });

  it('prepares one mail, not two', async () => {
    const number = await c.mail('double.reply@else.example');
    const id = newId<string>();
    await Promise.all([
      c.say(`reply ${number} Hello`, c.boss, { commandId: id }),
      c.say(`reply ${number} Hello`, c.boss, { commandId: id }),
    ]);
    expect(await c.rows('select 1 from drafts where ticket_id = (select id from tickets where number = ?)', [number])).toHaveLength(1);
  });

  it('after a refusal is tried anew, because nothing was done', async () => {
    const number = await c.mail('refused@else.example');
    const id = newId<string>();
    expect((await c.say(`reopen ${number}`, c.boss, { commandId: id })).error?.code).toBe('refused_transition');
    await c.say(`close ${number}`);
    expect((await c.say(`reopen ${number}`, c.boss, { commandId: id })).kind).toBe('done');
  });

  it('with somebody else’s id is refused, and gives nothing of theirs away', async () => {
    const number = await c.mail('stolen@else.example');
    const id = newId<string>();
    await c.say(`note ${number} mine alone`, c.boss, { commandId: id });
    const card = await c.say(`note ${number} theirs`, c.agent, { commandId: id });
    expect(card.error?.code).toBe('conflict');
    expect(JSON.stringify(card)).not.toContain(number);
    expect((await c.say('open "Of two"', c.stranger, { commandId: id })).kind).toBe('ticket');
  });

  it('leaves no receipt for looking', async () => {
    const id = newId<string>();
    await c.say('tickets', c.boss, { commandId: id });
    expect(await c.rows('select 1 from command_receipts where id = ?', [id])).toEqual([]);
  });
});

describe('what a surface hands over', () => {
  it('is not trusted: unknown operations, arguments of other kinds, and ids that are none are refused', async () => {
    const press = (op: unknown, args: unknown) => c.press({ op, args } as never);
    expect((await press('no.such', {})).error?.code).toBe('not_found');
    expect((await press('constructor', {})).error?.code).toBe('not_found');
    expect((await press(7, {})).error?.code).toBe('not_found');
    for (const args of [
      null,
      'x',
      [],
      { ticket: 1 },
      { ticket: ['1'] },
      { ticket: '1', text: { toString: 'x' } },
      { ticket: 'x'.repeat(1_000), text: 'y' },
    ]) {
      expect((await press('ticket.note', args)).error?.code).toBe('invalid_input');
    }
    expect((await c.runner.press(c.boss, { op: 'help', args: {} }, 'no uuid')).error?.code).toBe('invalid_input');
    expect((await c.say('x'.repeat(200_000))).error?.code).toBe('invalid_input');
    expect((await press('tickets.list', { filter: '', after: { at: 'yesterday', id: newId<string>() } })).error?.code).toBe(
      'invalid_input',
    );
    expect((await press('draft.send', { draft: newId<string>() })).error?.code).toBe('not_found');
    expect((await press('customer.show', { customer: newId<string>() })).error?.code).toBe('not_found');
  });

  it('may hold letters that PostgreSQL cannot store, and still is written', async () => {
    const number = await c.mail('letters@else.example');
    expect((await c.say(`note ${number} a\0b\uD800c`)).kind).toBe('done');
    expect((await c.press({ op: 'ticket.open', args: { subject: `${'x'.repeat(199)}😀`, text: '\uDC00' } })).kind).toBe('ticket');
    expect(await c.rows("select 1 from ticket_messages where text = 'ab\uFFFDc'")).toHaveLength(1);
  });
});

describe('what is not understood', () => {
  it('is answered with what was understood, the nearest commands, an example, and buttons that go on', async () => {
    const number = await c.mail('typo@else.example', { subject: 'Typo' });
    const card = await c.say(`asign ${number} me`);
    expect(card).toMatchObject({ kind: 'help', error: null });
    expect(noticesOf(card)).toBe('“asign” is no command. Nothing was done.');
    expect(JSON.stringify(card.rows)).toContain('assign NUMBER me | NAME | nobody');
    expect(noticesOf(await c.press(button(card, `assign ${number} me`)))).toBe(`${number}: nobody → you.`);
    const half = await c.say(`resolve ${number} quickly`);
    expect(noticesOf(half)).toContain('“quickly”');
    expect((await c.press(button(half, /^Do it/))).kind).toBe('done');
    expect((await c.press(button(await c.say('Typo'), 'Search tickets for it'))).paging?.total).toBeGreaterThan(0);
  });

  it('is asked back when it could be two things', async () => {
    const number = await c.mail('choose@else.example');
    const card = await c.say('reply 2 days is fine', c.boss, { ticket: number });
    expect(card.kind).toBe('choice');
    expect((await c.press(button(card, `Text for ${number}`))).kind).toBe('draft');
  });

  it('help lists what this person may say and explains one command, also mistyped', async () => {
    const viewer = await c.addPerson(c.desk.one, 'viewer.help@one.example', 'viewer');
    expect((await c.say('help', viewer)).rows.length).toBeLessThan((await c.say('help')).rows.length);
    expect(JSON.stringify(await c.say('help reply'))).toContain('--keep leaves its status');
    expect((await c.say('help repyl')).rows).toHaveLength(1);
  });
});

describe('an unexpected failure', () => {
  it('says only its reference; the log has it once, with its place and without people’s words', async () => {
    const number = await c.mail('broken@else.example');
    await withClient(c.desk.fresh.superuserUrl, async (client) => {
      const raise = "begin if new.text like 'BOOM%' then raise exception 'cannot take %', new.text; end if; return new; end";
      await client.query(`create function boom() returns trigger language plpgsql as $body$ ${raise} $body$`);
      await client.query('create trigger boom before insert on ticket_messages for each row execute function boom()');
    });
    c.log.length = 0;
    const before = await c.footprint();
    const card = await c.runner.say(c.boss, `note ${number} BOOM the secret words of a customer`, { commandId: newId<string>() });
    expect(card).toMatchObject({ kind: 'error', error: { code: 'unknown', reference: expect.stringMatching(/^[0-9a-f-]{36}$/) } });
    expect(noticesOf(card)).toMatch(/^This could not be done\. Nothing was changed\./);
    expect(await c.footprint()).toEqual(before);
    const lines = c.log.filter((line) => line.includes(card.error?.reference ?? '-'));
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({
      level: 50,
      op: 'say',
      tenantId: c.desk.one.id,
      error: { code: 'P0001', frames: expect.arrayContaining([expect.stringMatching(/^\s+at /)]) },
    });
    expect(c.log.join('')).not.toContain('secret words');
  });
});
