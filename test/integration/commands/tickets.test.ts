import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cardToText } from '../../../bots/cards/card-to-text.ts';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import { system } from '../../support/desk.ts';
import { mailFrom, receive } from '../../support/mails.ts';
import { button, type CommandDesk, fieldOf, noticesOf, openCommandDesk, race, textOf } from './command-desk.ts';

let c: CommandDesk;
beforeAll(async () => {
  c = await openCommandDesk();
}, 120_000);
afterAll(() => c.desk.close());

const statusOf = async (number: string) =>
  (await c.rows<{ status: string }>('select status from tickets where number = ?', [number]))[0]?.status;
const eventsOf = async (number: string) =>
  (
    await c.rows<{ type: string }>(
      'select e.type from ticket_events e join tickets t on t.id = e.ticket_id where t.number = ? order by e.at, e.id',
      [number],
    )
  ).map((e) => e.type);

describe('opening a ticket for somebody', () => {
  it('finds the customer by the address, keeps the text internal, and sends nothing', async () => {
    const card = await c.say('open "Move: two desks" for jane@acme.example priority:high: They call it\n  urgent.');
    expect(card.kind).toBe('ticket');
    expect(fieldOf(card, 'Customer')).toBe('Acme');
    expect(fieldOf(card, 'Requester')).toBe('Jane Doe <jane@acme.example>');
    expect(fieldOf(card, 'Priority')).toBe('high');
    expect(card.sections.find((section) => section.tone === 'internal')?.paragraphs[0]).toEqual([{ text: 'They call it\n  urgent.' }]);
    expect(await c.rows('select 1 from deliveries where ticket_id = (select id from tickets where number = ?)', [card.ticket])).toEqual([]);
    expect(await eventsOf(card.ticket ?? '')).toEqual(['opened', 'participant_added', 'message_added', 'priority_changed']);
    expect(c.desk.wakes).toContainEqual(expect.objectContaining({ kind: 'ticket', tenantId: c.desk.one.id }));
  });

  it('refuses a customer nobody knows, with the nearest name, and opens nothing', async () => {
    const before = await c.footprint();
    const card = await c.say('open "X" customer:Acne');
    expect(card).toMatchObject({ kind: 'error', error: { code: 'not_found' } });
    expect(noticesOf(card)).toContain('Did you mean Acme?');
    expect(await c.footprint()).toEqual(before);
  });
});

describe('showing a ticket', () => {
  it('shows what came by mail: who, what is suggested and why, files with links, and marks what is unverified', async () => {
    const attachment = {
      filename: 'photo.jpg',
      contentType: 'image/jpeg',
      size: 2_400_000,
      sha256: 'a'.repeat(64),
      contentId: null,
      inline: false,
      blobKey: 'k',
    };
    const number = await c.mail('new@else.example', {
      subject: '*Bold* <b>@channel</b>',
      text: 'Hi <!here> & `code`',
      fromCount: 2,
      attachments: [attachment],
    });
    const card = await c.say(`show ${number}`);
    expect(card.title.at(-1)?.text).toBe('*Bold* <b>@channel</b>');
    const message = card.sections.find((section) => section.tone === 'unverified');
    expect(message?.paragraphs).toContainEqual([{ text: 'Hi <!here> & `code`' }]);
    expect(textOf(card)).toContain('support request (technical, high), because test');
    expect(JSON.stringify(message)).toMatch(/\/files\/attachment\/[0-9a-f-]{36}\?for=/);
    expect(textOf(card)).toContain('(2.4 MB)');
    expect(fieldOf(card, 'Customer')).toBe('unknown sender, not linked to a customer');
    expect(cardToText(card)).toContain('[UNVERIFIED]');
  });

  it('answers to the end of its number, with or without #, in any case', async () => {
    const number = await c.mail('jane@acme.example', { subject: 'By number' });
    const short = String(Number(number.split('-')[2]));
    for (const ref of [short, `#${short}`, number.toLowerCase(), number.slice(4), `ticket ${short}`]) {
      expect((await c.say(ref)).ticket).toBe(number);
    }
  });

  it('asks which one when the number fits tickets of two months, and the button goes on with the command', async () => {
    const number = await c.mail('jane@acme.example', { subject: 'This month' });
    const [, , sequence = ''] = number.split('-');
    const old = `TKT-202001-${sequence}`;
    await c.desk.withTenant(c.desk.one.id, system, async (uow) => {
      await sqlRun(uow, "insert into counters (tenant_id, kind, period, value) values (?, 'TKT', '202001', ?)", [
        uow.tenantId,
        Number(sequence),
      ]);
      await sqlRun(
        uow,
        `insert into tickets (tenant_id, id, number, subject, channel, created_at, updated_at) values (?, gen_random_uuid(), ?, 'Long ago', 'console', now(), now())`,
        [uow.tenantId, old],
      );
    });
    const choice = await c.say(`assign ${Number(sequence)} nobody`);
    expect(choice.kind).toBe('choice');
    expect(choice.rows.map((row) => row.title[0]?.text)).toEqual([number, old]);
    const done = await c.press(choice.rows[1]?.actions[0] ?? button(choice, 'This one'));
    expect(done).toMatchObject({ kind: 'done', ticket: old });
    await c.desk.withTenant(c.desk.one.id, system, (uow) => sqlRun(uow, "delete from counters where period = '202001'"));
  });

  it('shows the last five messages and pages back through the earlier ones', async () => {
    const number = await c.mail('jane@acme.example', { subject: 'Long story' });
    for (let i = 1; i <= 7; i += 1) await c.say(`note ${number} note ${i}`);
    const card = await c.say(`show ${number}`);
    const shown = (one: typeof card) =>
      one.sections
        .flatMap((section) => section.paragraphs)
        .map((paragraph) => paragraph[0]?.text)
        .filter((text) => /^note \d$/.test(text ?? ''));
    expect(shown(card)).toEqual(['note 3', 'note 4', 'note 5', 'note 6', 'note 7']);
    expect(card.paging).toMatchObject({ shown: 5, total: 8 });
    const earlier = await c.press(button(card, 'Earlier messages'));
    expect(shown(earlier)).toEqual(['note 1', 'note 2']);
    expect(earlier.paging).toBeNull();
  });
});

describe('the list of tickets', () => {
  it('pages by five without gaps or repetition, and counts', async () => {
    for (let i = 1; i <= 12; i += 1) await c.mail('pager@paging.example', { subject: `Paging ${i}` });
    const seen: string[] = [];
    let card = await c.say('tickets Paging');
    expect(textOf(card)).toContain('12 unfinished tickets');
    for (;;) {
      seen.push(...card.rows.map((row) => row.title[1]?.text ?? ''));
      if (card.paging?.next === null || card.paging === null) break;
      card = await c.press(card.paging.next);
    }
    expect(seen.map((title) => title.trim())).toEqual(Array.from({ length: 12 }, (_unused, index) => `Paging ${12 - index}`));
  });

  it.each([
    ['tickets open filterme', 2],
    ['tickets status:open filterme', 1],
    ['tickets filterme all', 3],
    ['tickets resolved filterme', 1],
    ['tickets filterme customer:"Acme" all', 1],
    ['tickets filterme -customer:acme all', 2],
    ['tickets filterme customer:none all', 2],
    ['tickets filterme assignee:me', 1],
    ['tickets filterme assignee:nobody all', 2],
    ['tickets filterme assignee:boss', 1],
    ['tickets filterme priority:>=high all', 3],
    ['tickets filterme requester:filter@else.example all', 2],
    ['tickets filterme created:<1h all', 3],
    ['tickets filterme created:>1h all', 0],
    ['tickets filterme 100%', 1],
    ['tickets filterme 1_0', 0],
    ["tickets filterme x%' or 1=1 -- all", 0],
  ])('%s finds %d', async (text, count) => {
    if ((await c.say('tickets filterme all')).paging?.total === 0) {
      await c.mail('jane@acme.example', { subject: 'filterme 100% sure' });
      const mine = await c.mail('filter@else.example', { subject: 'filterme two' });
      await c.say(`take ${mine}`);
      await c.say(`start ${mine}`);
      await c.say(`resolve ${await c.mail('filter@else.example', { subject: 'filterme three' })}`);
    }
    const card = await c.say(text);
    expect([text, card.paging?.total]).toEqual([text, count]);
  });

  it('says what it could not read and offers to look in all statuses when nothing unfinished is found', async () => {
    const card = await c.say('tickets status:sideways nosuchword');
    expect(noticesOf(card)).toContain('“status:sideways” was left out');
    const all = await c.press(button(card, 'Look in all statuses'));
    expect(textOf(all)).toContain('No ticket answers to that.');
  });
});

describe('changing a ticket', () => {
  it('assigns by name, to me and to nobody, and undoes it', async () => {
    const number = await c.mail('jane@acme.example');
    await c.addPerson(c.desk.one, 'sam.fox@one.example', 'support');
    expect(noticesOf(await c.say(`assign ${number} sam.fox`))).toBe(`${number}: nobody → sam.fox.`);
    const taken = await c.say(`take ${number}`);
    expect(noticesOf(taken)).toBe(`${number}: sam.fox → you.`);
    expect(noticesOf(await c.press(button(taken, 'Undo')))).toBe(`${number}: you → sam.fox.`);
    expect(noticesOf(await c.say(`unassign ${number}`))).toBe(`${number}: sam.fox → nobody.`);
    expect((await eventsOf(number)).filter((type) => type === 'assigned')).toHaveLength(4);
  });

  it('asks which of several people is meant, and refuses somebody who has left', async () => {
    const number = await c.mail('jane@acme.example');
    for (const email of ['kim.lee@one.example', 'kim.day@one.example']) await c.addPerson(c.desk.one, email, 'support');
    const choice = await c.say(`assign ${number} kim`);
    expect(choice.rows.map((row) => row.title[0]?.text)).toEqual(['kim.day', 'kim.lee']);
    expect(noticesOf(await c.press(button(choice, 'This one')))).toContain('→ kim.day');
    await c.desk.withTenant(c.desk.one.id, system, (uow) =>
      sqlRun(uow, "update staff_users set active = false where email = 'kim.lee@one.example'"),
    );
    expect((await c.say(`assign ${number} kim.lee`)).error?.code).toBe('not_found');
  });

  it('moves the status, says why it may not, and undoes where the table allows it', async () => {
    const number = await c.mail('jane@acme.example');
    const done = await c.say(`resolve ${number}`);
    expect(noticesOf(done)).toBe(`${number}: open → resolved.`);
    const again = await c.say(`resolve ${number}`);
    expect(again).toMatchObject({ kind: 'error', error: { code: 'refused_transition' }, ticket: number });
    expect(noticesOf(again)).toContain('It is resolved already.');
    await c.press(button(done, 'Undo'));
    expect(await statusOf(number)).toBe('open');
    expect((await c.say(`close ${number}`)).kind).toBe('done');
    expect(noticesOf(await c.say(`start ${number}`))).toContain('A closed ticket can only be reopened');
    expect((await c.say(`reopen ${number}`)).kind).toBe('done');
    expect(await eventsOf(number)).toEqual(expect.arrayContaining(['status_changed', 'reopened']));
  });

  it('sets priority and type against the suggestion', async () => {
    const number = await c.mail('jane@acme.example');
    expect(noticesOf(await c.say(`priority ${number} urgent`))).toBe(`${number}: priority high → urgent.`);
    expect(noticesOf(await c.say(`type ${number} feature request`))).toBe(`${number}: type technical → feature request.`);
    expect(await c.rows('select priority, type from tickets where number = ?', [number])).toEqual([
      { priority: 'urgent', type: 'feature_request' },
    ]);
  });

  it('keeps a note internal and exactly as written', async () => {
    const number = await c.mail('jane@acme.example');
    await c.say(`note ${number} line one\n\n  indented "quoted" 😀\n`);
    expect(
      await c.rows(
        "select text, is_public, kind from ticket_messages where kind = 'note' and ticket_id = (select id from tickets where number = ?)",
        [number],
      ),
    ).toEqual([{ text: 'line one\n\n  indented "quoted" 😀\n', is_public: false, kind: 'note' }]);
  });

  it('tells the second of two people that the first was faster, and overwrites nothing', async () => {
    const number = await c.mail('jane@acme.example');
    const card = await c.say(`show ${number}`, c.agent);
    const lock = { sql: 'select 1 from tickets where number = ? for update', params: [number] };
    const outcomes = await race(c, lock, [
      () => c.press(button(card, 'Resolve'), c.agent),
      () => c.press(button(card, 'Close'), c.boss),
      () => c.press(button(card, 'Take'), c.boss),
    ]);
    expect(outcomes.map((one) => one.kind).toSorted()).toEqual(['done', 'error', 'error']);
    const [loser] = outcomes.filter((one) => one.kind === 'error');
    expect(loser?.error?.code).toBe('conflict');
    expect(noticesOf(loser ?? card)).toMatch(/was changed after you saw it \((agent|boss): (status changed|assigned), .* UTC\)/);
    expect((await c.rows<{ version: number }>('select version from tickets where number = ?', [number]))[0]?.version).toBe(2);
    expect((await c.press(button(loser ?? card, `Show ${number}`))).kind).toBe('ticket');
  });

  it('refuses a button that was drawn before the customer wrote again', async () => {
    const number = await c.mail('jane@acme.example', { messageId: '<stale@mail.example>' });
    await c.say(`wait ${number}`);
    const card = await c.say(`show ${number}`);
    expect(await c.mail('jane@acme.example', { inReplyTo: '<stale@mail.example>', text: 'And another thing' })).toBe(number);
    expect((await c.press(button(card, 'Resolve'))).error?.code).toBe('conflict');
    expect(await statusOf(number)).toBe('in_progress');
  });
});

describe('another tenant', () => {
  it('sees nothing: its numbers, ids and buttons look exactly like what does not exist', async () => {
    const number = await c.mail('jane@acme.example', { subject: 'Secret of one' });
    const mine = await c.say(`show ${number}`);
    const far = 'TKT-209912-00001';
    const texts = [
      `show X`,
      `note X hello`,
      `reply X hello`,
      `assign X me`,
      `resolve X`,
      `spam X`,
      `link X acme`,
      `priority X low`,
      `forward X to a@b.example hi`,
    ];
    for (const text of texts) {
      const [foreign, missing] = [await c.say(text.replace('X', number), c.stranger), await c.say(text.replace('X', far), c.stranger)];
      expect(foreign.error?.code).toBe('not_found');
      expect(JSON.stringify(foreign).replaceAll(number, far)).toBe(JSON.stringify(missing));
    }
    expect((await c.press(button(mine, 'Resolve'), c.stranger)).error?.code).toBe('not_found');
    await receive(c.desk, c.desk.two, mailFrom('two@else.example', { subject: 'Of two' }));
    expect(textOf(await c.say('tickets all', c.stranger))).not.toContain('Secret of one');
    expect(await statusOf(number)).toBe('open');
  });
});
