import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppError } from '../../../domain/errors.ts';
import { newId } from '../../../domain/ids.types.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import { countTickets } from '../../../domain/tickets/count-tickets.ts';
import { findExcerpts } from '../../../domain/tickets/find-excerpts.ts';
import { ticketStatuses } from '../../../domain/tickets/tickets.types.ts';
import { openTestDesk, system, type TestDesk, type TestTenant } from '../../support/desk.ts';
import { addMany, addTicket, allPages, filterOf, page, subjects } from './search-desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
}, 120_000);
afterAll(() => desk.close());

const run = (tenant: TestTenant, sql: string, params: unknown[] = []) =>
  desk.withTenant(tenant.id, system, (uow) => sqlRun(uow, sql, params));
const bySubject = (text: string) => subjects(desk, desk.one, text);

describe('words of tickets and messages', () => {
  it('finds subject, message, requester, number and customer, by whole words and their beginnings', async () => {
    await addTicket(desk, desk.one, 'Kaffeemaschine blinkt', {
      texts: ['Der Wasserbehälter ist leer.'],
      from: 'otto@muster.example',
      customer: true,
    });
    const [number] = (await page(desk, desk.one, 'kaffeemaschine')).tickets.map((ticket) => ticket.number);
    const words = ['kaffee', 'Wasserbeh', 'wasserbehalter', 'muster.example', 'otto blinkt', 'acme leer', number ?? '', '"behälter ist"'];
    const found = await Promise.all(words.map(bySubject));
    expect(found.map((list) => list.join())).toEqual([...words.slice(0, -1).map(() => 'Kaffeemaschine blinkt'), '']);
    expect(await bySubject('"ist leer"')).toEqual(['Kaffeemaschine blinkt']);
    expect(await bySubject('"leer ist"')).toEqual([]);
    expect(await bySubject('maschine')).toEqual([]);
  });

  it('wants all words in one document of the ticket, and none of those turned round', async () => {
    await addTicket(desk, desk.one, 'Ventilator', { texts: ['It hums loudly', 'It rattles softly'] });
    expect(await bySubject('ventilator hums')).toEqual(['Ventilator']);
    expect(await bySubject('hums rattles')).toEqual([]);
    expect(await bySubject('ventilator -hums')).toEqual([]);
    expect(await bySubject('ventilator -whistles')).toEqual(['Ventilator']);
  });

  it('follows a new subject, requester, customer, text and place of a message, and forgets a deleted one', async () => {
    const id = await addTicket(desk, desk.one, 'Zeppelin', { texts: ['gondola'] });
    const other = await addTicket(desk, desk.one, 'Balloon');
    await run(desk.one, "update tickets set subject = 'Airship' where id = ?", [id]);
    expect([await bySubject('zeppelin'), await bySubject('airship'), await bySubject('airship gondola')]).toEqual([
      [],
      ['Airship'],
      ['Airship'],
    ]);
    await run(desk.one, "update ticket_messages set text = 'propeller' where ticket_id = ?", [id]);
    expect([await bySubject('gondola'), await bySubject('propeller')]).toEqual([[], ['Airship']]);
    await run(desk.one, 'update ticket_messages set ticket_id = ? where ticket_id = ?', [other, id]);
    expect([await bySubject('propeller'), await bySubject('balloon propeller')]).toEqual([['Balloon'], ['Balloon']]);
    await run(desk.one, 'delete from ticket_messages where ticket_id = ?', [other]);
    expect(await bySubject('propeller')).toEqual([]);
    await run(desk.one, "update tickets set customer_id = ?, requester_name = 'Ferdinand' where id = ?", [desk.one.customerId, id]);
    expect([await bySubject('airship acme'), await bySubject('ferdinand')]).toEqual([['Airship'], ['Airship']]);
  });

  it('takes what people write as words, whatever signs are in it', async () => {
    await addTicket(desk, desk.one, "O'Neill & Söhne <b>50%</b> C:\\temp");
    for (const text of [
      "o'neill",
      'söhne',
      'sohne',
      "'; drop table tickets; --",
      'a:*',
      '!x',
      '(',
      '\\',
      '\u0001t',
      '%',
      "' | 'o",
      'x & | !',
      '日本語',
    ])
      await expect(bySubject(`${text} zzz`)).resolves.toEqual([]);
    expect(await bySubject("o'neill")).toEqual(["O'Neill & Söhne <b>50%</b> C:\\temp"]);
    expect((await desk.withTenant(desk.one.id, system, (uow) => sqlRows(uow, 'select 1 from tickets limit 1'))).length).toBe(1);
  });

  it('indexes a mail of any size and any signs without failing', async () => {
    const texts = [
      '漢字'.repeat(80_000),
      'x'.repeat(300_000),
      Array.from({ length: 60_000 }, (_one, index) => `w${index}`).join(' '),
      '\u0001t \u0002 \u0003',
    ];
    await addTicket(desk, desk.one, 'Monster', { texts: [...texts, 'needle'] });
    expect(await bySubject('monster needle')).toEqual(['Monster']);
    expect(await bySubject('monster w77')).toEqual(['Monster']);
  });

  it('says which message answered and marks the words in plain text', async () => {
    const id = await addTicket(desk, desk.one, 'Quartz', {
      texts: ['old: the <b>crystal</b> \u0002cracked\u0003 first', 'nothing here', 'the crystal broke again'],
    });
    const head = await page(desk, desk.one, 'quartz');
    const found = await page(desk, desk.one, 'crystal cracked');
    const excerpts = await desk.withTenant(desk.one.id, system, (uow) => findExcerpts(uow, found.query ?? '', [id]));
    expect(excerpts).toHaveLength(1);
    expect(excerpts[0]?.parts.filter((part) => part.found).map((part) => part.text)).toEqual(['crystal', 'cracked']);
    expect(excerpts[0]?.parts.map((part) => part.text).join('')).toContain('cracked first');
    expect(await desk.withTenant(desk.one.id, system, (uow) => findExcerpts(uow, head.query ?? '', [id]))).toEqual([]);
  });
});

describe('two companies', () => {
  it('never finds, counts or shows a word of the other one', async () => {
    const id = await addTicket(desk, desk.two, 'Geheimprojekt', { texts: ['hush-hush'], customer: true });
    for (const text of ['geheimprojekt', 'hush', 'geheim all', 'hush customer:acme all']) {
      expect(await page(desk, desk.one, text)).toMatchObject({ tickets: [], total: 0, totalIsAtLeast: false, next: null });
      expect(await desk.withTenant(desk.one.id, system, (uow) => countTickets(uow, filterOf(text), desk.one.agent))).toEqual([]);
    }
    expect(await subjects(desk, desk.two, 'geheim')).toEqual(['Geheimprojekt']);
    const query = (await page(desk, desk.two, 'hush')).query ?? '';
    const seen = await desk.withTenant(desk.one.id, system, async (uow) => [
      await findExcerpts(uow, query, [id]),
      await sqlRows(uow, 'select * from search_tickets(?::tsquery, ?::tsquery)', [query, query]),
      await sqlRows(uow, 'select 1 from search_documents where ticket_id = ?', [id]),
    ]);
    expect(seen).toEqual([[], [], []]);
  });

  it('keeps the mark of a company in its index out of reach of what people write', async () => {
    const mark = `\u0001t${desk.two.id.slice(-12)}`;
    await addTicket(desk, desk.one, `Forged ${mark} xylophone`, { texts: [`${mark} \u0001c${desk.two.customerId.slice(-12)}`] });
    expect(await subjects(desk, desk.two, 'xylophone')).toEqual([]);
    const docs = await desk.withTenant(desk.one.id, system, (uow) =>
      sqlRows(uow, 'select 1 from search_documents where doc @@ quote_literal(?)::tsquery', [mark]),
    );
    expect(docs).toEqual([]);
  });
});

describe('conditions', () => {
  it('selects by every key', async () => {
    const hour = 3_600_000;
    const soon = new Date(Date.now() + hour);
    await addTicket(desk, desk.one, 'Late', { set: { next_due_at: new Date(Date.now() - hour), breached: true } });
    await addTicket(desk, desk.one, 'Soon', { set: { next_due_at: soon, reopened: 2, channel: 'console' } });
    await addTicket(desk, desk.one, 'Tagged', { set: { tags: '{vpn,wifi}', custom_fields: JSON.stringify({ asset: 'A-1', seats: 7 }) } });
    await addTicket(desk, desk.one, 'Asleep', { set: { snoozed_until: soon } });
    await addTicket(desk, desk.one, 'Awake', { set: { snoozed_until: new Date(Date.now() - hour) } });
    const target = await addTicket(desk, desk.one, 'Target');
    await run(desk.one, "update tickets set merged_into_id = ?, merged_at = now(), status = 'closed' where subject = 'Balloon'", [target]);
    await run(desk.one, 'insert into ticket_watchers (tenant_id, ticket_id, user_id, added_at) values (?, ?, ?, now())', [
      desk.one.id,
      target,
      desk.one.agent,
    ]);
    const team = newId<string>();
    await run(desk.one, "insert into teams (tenant_id, id, name, created_at) values (?, ?, 'Network', now())", [desk.one.id, team]);
    await run(desk.one, "update tickets set team_id = ? where subject = 'Soon'", [team]);
    await run(desk.one, "update tickets set status = 'resolved', resolved_at = now() where subject = 'Quartz'");
    const wanted: Record<string, string> = {
      'is:breached': 'Late',
      'is:overdue': 'Late',
      'due:<30m': 'Late',
      'has:due -is:overdue': 'Soon',
      'reopened:>0': 'Soon',
      'channel:console': 'Soon',
      'team:netw': 'Soon',
      'tag:vpn': 'Tagged',
      'tag:nothing,wifi': 'Tagged',
      'field.asset:a-1': 'Tagged',
      'field.seats:>5': 'Tagged',
      'field.seats:>7': '',
      'is:snoozed': 'Asleep',
      'snoozed asleep': 'Asleep',
      asleep: '',
      'is:merged': 'Balloon',
      'watcher:me': 'Target',
      'resolved:<1h': 'Quartz',
      'awake all': 'Awake',
    };
    const found: Record<string, string> = {};
    for (const text of Object.keys(wanted)) found[text] = (await bySubject(text)).join();
    expect(found).toEqual(wanted);
    expect(await bySubject('')).not.toContain('Asleep');
    expect(await bySubject('status:open')).not.toContain('Asleep');
    expect(await bySubject('all')).toContain('Asleep');
    expect(await bySubject('all')).not.toContain('Balloon');
    expect(await bySubject('mailbox:support customer:none tag:vpn')).toEqual(['Tagged']);
    expect(await bySubject('mailbox:sales tag:vpn')).toEqual([]);
  });
});

describe('a long list', () => {
  const total = 240;
  beforeAll(() =>
    addMany(
      desk,
      desk.two,
      total,
      "'bulk ' || case when n % 2 = 0 then 'common' else 'plain' end || case when n = 200 then ' unicorn' else '' end",
    ),
  );

  it.each(['updated', 'created', 'priority', 'status', 'due'].flatMap((key) => [key, `${key}-asc`, `${key}-desc`]))(
    'is paged by %s without a double or a gap, as it is when read at once',
    async (sort) => {
      for (const text of [`all "bulk" sort:${sort}`, `customer:acme all sort:${sort}`]) {
        const once = await Promise.all([1, 2, 3].map((n) => allPages(desk, desk.two, text, [100, 37, 7][n - 1] ?? 100)));
        expect(new Set(once[0]).size).toBe(once[0]?.length);
        expect(once[0]?.length).toBeGreaterThanOrEqual(total);
        expect(once[1]).toEqual(once[0]);
        expect(once[2]).toEqual(once[0]);
      }
    },
  );

  it('sorts by the key that was asked for', async () => {
    const column = async (sort: string, key: 'priority' | 'status' | 'dueAt' | 'createdAt') =>
      (await page(desk, desk.two, `all "bulk" sort:${sort}`)).tickets.map((ticket) => ticket[key]);
    expect([...new Set(await column('priority', 'priority'))].slice(0, 2)).toEqual(['urgent', 'high']);
    expect((await column('status', 'status'))[0]).toBe(ticketStatuses[0]);
    const due = (await column('due', 'dueAt')).map((at) => (at as Date | null)?.getTime() ?? Number.MAX_SAFE_INTEGER);
    expect(due).toEqual(due.toSorted((a, b) => a - b));
    const created = (await column('created', 'createdAt')).map((at) => (at as Date).getTime());
    expect(created).toEqual(created.toSorted((a, b) => b - a));
  });

  it('loses none and doubles none of the tickets that were there while others come in between the pages', async () => {
    for (const sort of ['updated', 'created', 'priority', 'due']) {
      const text = `"bulk" all sort:${sort}`;
      const before = await allPages(desk, desk.two, text, 100);
      const during = await allPages(desk, desk.two, text, 17, () => addMany(desk, desk.two, 3, "'bulk late'"));
      expect(new Set(during).size).toBe(during.length);
      expect(before.filter((id) => !during.includes(id))).toEqual([]);
    }
  });

  it('finds a rare word by the index and a frequent one by walking, in one order and with one count', async () => {
    expect(await page(desk, desk.two, 'unicorn all')).toMatchObject({ total: 1, totalIsAtLeast: false, next: null });
    const common = await allPages(desk, desk.two, 'common all', 11);
    expect(common).toHaveLength(total / 2);
    expect(await page(desk, desk.two, 'common all', { limit: 5 })).toMatchObject({ totalIsAtLeast: true });
  });

  it('refuses the mark of a page that no page gave', async () => {
    const wrong = page(desk, desk.two, 'all', { after: 'x' });
    await expect(wrong).rejects.toThrow(AppError);
    const { next } = await page(desk, desk.two, 'all', { limit: 5 });
    await expect(page(desk, desk.two, 'all sort:due', { after: next })).rejects.toMatchObject({ code: 'invalid_input' });
    expect((await page(desk, desk.one, 'bulk all', { after: next })).tickets).toEqual([]);
  });

  it('is counted by status and priority as it is listed', async () => {
    for (const text of ['all', 'status:open', 'priority:>=high', 'bulk all', 'customer:acme all', 'is:snoozed', '']) {
      const counts = await desk.withTenant(desk.two.id, system, (uow) => countTickets(uow, filterOf(text), desk.two.agent));
      const listed = await allPages(desk, desk.two, text, 100);
      expect([text, counts.reduce((sum, one) => sum + one.count, 0)]).toEqual([text, listed.length]);
      for (const { status, priority, count } of counts.slice(0, 2)) {
        const kind = await allPages(desk, desk.two, `${text.replace('all', '')} status:${status} priority:${priority}`, 100);
        if (!text.includes(':')) expect([status, priority, kind.length]).toEqual([status, priority, count]);
      }
    }
  });
});
