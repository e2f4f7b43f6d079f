import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TicketId } from '../../../domain/ids.types.ts';
import { wakeSnoozed } from '../../../domain/tickets/wake-snoozed.ts';
import { system } from '../../support/desk.ts';
import { button, type CommandDesk, fieldOf, noticesOf, openCommandDesk, race, statusOf, textOf } from '../commands/command-desk.ts';

let c: CommandDesk;
beforeAll(async () => {
  c = await openCommandDesk({ pool: 12 });
}, 120_000);
afterAll(() => c.desk.close());

const open = async (subject: string): Promise<string> => (await c.say(`open "${subject}"`)).ticket ?? '';
const parentOf = async (number: string) =>
  (await c.rows<{ number: string }>('select p.number from tickets k join tickets p on p.id = k.parent_id where k.number = ?', [number]))[0]
    ?.number ?? null;

describe('links', () => {
  it('are kept once and said on both sides in their own words, for all six types', async () => {
    const said = [
      ['related to', 'Related to', 'Related to'],
      ['duplicate of', 'Duplicate of', 'Has the duplicate'],
      ['blocks', 'Blocks', 'Blocked by'],
      ['blocked by', 'Blocked by', 'Blocks'],
      ['follows', 'Follows', 'Followed by'],
      ['followed by', 'Followed by', 'Follows'],
    ] as const;
    for (const [words, here, there] of said) {
      const [one, two] = [await open('one'), await open('two')];
      expect((await c.say(`link ${one} ${words} ${two}`)).kind).toBe('done');
      expect(fieldOf(await c.say(`show ${one}`), here)).toContain(two);
      expect(fieldOf(await c.say(`show ${two}`), there)).toContain(one);
      expect(
        await c.rows('select 1 from ticket_links l join tickets t on t.id in (l.source_id, l.target_id) where t.number = ?', [one]),
      ).toHaveLength(1);
    }
  });

  it('are refused a second time in either direction, to itself, and to another company’s ticket', async () => {
    const [one, two] = [await open('one'), await open('two')];
    await c.say(`link ${one} blocks ${two}`);
    const before = await c.footprint();
    for (const text of [`link ${one} blocks ${two}`, `link ${two} blocked by ${one}`, `link ${two} blocks ${one}`])
      expect(noticesOf(await c.say(text))).toContain(`${one} is linked already: blocks ${two}`);
    expect(noticesOf(await c.say(`link ${one} related to ${one}`))).toContain('itself');
    expect((await c.say(`link ${one} related to ${two}`, c.stranger)).error?.code).toBe('not_found');
    expect(await c.footprint()).toEqual(before);
    expect((await c.say(`link ${one} related to ${two}`)).kind).toBe('done');
    expect(noticesOf(await c.say(`unlink ${two} ${one}`))).toContain('not linked any more (blocks, related)');
    expect(noticesOf(await c.say(`unlink ${one} ${two}`))).toContain('are not linked');
  });

  it('at the same time from both sides are one link', async () => {
    const [one, two] = [await open('one'), await open('two')];
    const cards = await race(c, { sql: 'select 1 from tickets where number in (?, ?) for update', params: [one, two] }, [
      () => c.say(`link ${one} related to ${two}`),
      () => c.say(`link ${two} related to ${one}`, c.agent),
    ]);
    expect(cards.map((card) => card.kind).toSorted()).toEqual(['done', 'error']);
  });

  it('of a customer go on working, also for one whose name looks like a link', async () => {
    const number = await c.mail('somebody@unknown.example', { subject: 'Who?' });
    expect(noticesOf(await c.say(`link ${number} Acme`))).toContain('linked to Acme');
  });
});

describe('parents and children', () => {
  it('a child has one parent, nobody is above itself, and both cards say so', async () => {
    const [top, middle, low] = [await open('top'), await open('middle'), await open('low')];
    await c.say(`parent ${top} of ${middle}`);
    await c.say(`child ${low} of ${middle}`);
    expect(fieldOf(await c.say(`show ${middle}`), 'Parent')).toContain(top);
    expect(fieldOf(await c.say(`show ${middle}`), 'Children')).toContain(low);
    expect(noticesOf(await c.say(`child ${top} of ${low}`))).toContain('above');
    expect(noticesOf(await c.say(`child ${top} of ${top}`))).toContain('own parent');
    await c.say(`child ${low} of ${top}`);
    expect(await parentOf(low)).toBe(top);
    await c.say(`unparent ${low}`);
    expect(await parentOf(low)).toBeNull();
    expect((await c.say(`child ${low} of ${top}`, c.stranger)).error?.code).toBe('not_found');
  });

  it('no circle arises when four lines are lengthened at once', async () => {
    const all = [await open('a'), await open('b'), await open('c'), await open('d')];
    const cards = await Promise.all(all.map((child, index) => c.say(`child ${child} of ${all[(index + 1) % 4]}`)));
    expect(cards.filter((card) => card.kind === 'done')).toHaveLength(3);
    expect(cards.find((card) => card.kind === 'error')?.notices[0]?.text).toContain('above');
  });

  it('resolving a parent with open children lists them and changes nothing until somebody chooses', async () => {
    const [parent, one, two] = [await open('parent'), await open('one'), await open('two')];
    for (const child of [one, two]) await c.say(`child ${child} of ${parent}`);
    await c.say(`resolve ${two}`);
    const asked = await c.say(`resolve ${parent}`);
    expect(asked.kind).toBe('choice');
    expect(textOf(asked)).toContain(one);
    expect(textOf(asked)).not.toContain(two);
    expect(await statusOf(c, parent)).toBe('open');
    await c.press(button(asked, `${parent} only`));
    expect([await statusOf(c, parent), await statusOf(c, one)]).toEqual(['resolved', 'open']);
    await c.say(`reopen ${parent} because a part was forgotten`);
    expect(textOf(await c.say(`show ${parent}`))).toContain('a part was forgotten');
    expect(fieldOf(await c.say(`show ${parent}`), 'Reopened')).toBe('once');
    await c.press(button(await c.say(`resolve ${parent}`), /open child$/));
    expect([await statusOf(c, parent), await statusOf(c, one)]).toEqual(['resolved', 'resolved']);
  });

  it('a cancelled and a closed ticket are reopened with the reason and counted', async () => {
    const number = await open('again and again');
    await c.say(`cancel ${number}`);
    expect(noticesOf(await c.say(`resolve ${number}`))).toMatch(/cancelled ticket can only be reopened/i);
    await c.say(`reopen ${number}`);
    await c.say(`close ${number}`);
    await c.say(`reopen ${number}: came back`);
    expect(await c.rows('select status, reopened, closed_at from tickets where number = ?', [number])).toEqual([
      { status: 'open', reopened: 2, closed_at: null },
    ]);
  });
});

describe('snoozing', () => {
  it('hides a ticket until its time in the person’s zone, and shows it again then, once', async () => {
    const number = await open('all-of-it');
    expect(textOf(await c.say('tickets all-of-it'))).toContain(number);
    c.desk.clock.now = new Date('2026-06-10T12:00:00Z');
    const done = await c.say(`snooze ${number} until tomorrow 9:00`);
    expect(await c.rows('select snoozed_until from tickets where number = ?', [number])).toEqual([
      { snoozed_until: '2026-06-11 08:00:00+00' },
    ]);
    expect(textOf(await c.say('tickets all-of-it'))).not.toContain(number);
    const [row] = await c.rows<{ id: TicketId }>('select id from tickets where number = ?', [number]);
    const wake = () => c.desk.withTenant(c.desk.one.id, system, (uow) => wakeSnoozed(uow, row?.id ?? ('' as TicketId)));
    expect(await wake()).toBe(false);
    c.desk.clock.now = new Date('2026-06-11T08:00:00Z');
    expect(await c.desk.withTenant(c.desk.two.id, system, (uow) => wakeSnoozed(uow, row?.id ?? ('' as TicketId)))).toBe(false);
    expect([await wake(), await wake()]).toEqual([true, false]);
    c.desk.clock.now = null;
    expect(textOf(await c.say('tickets all-of-it'))).toContain(number);
    expect(done.actions.map((one) => one.label)).toContain('Undo');
  });

  it('ends at once when the customer writes, and with the ticket; the past, a year and a finished ticket are refused', async () => {
    const mail = { subject: 'Sleepy', messageId: '<sleepy@mail.example>' };
    const number = await c.mail('jane@acme.example', mail);
    await c.say(`snooze ${number} 3h`);
    await c.mail('jane@acme.example', { inReplyTo: mail.messageId, text: 'Hello?' });
    expect(await c.rows('select snoozed_until from tickets where number = ?', [number])).toEqual([{ snoozed_until: null }]);
    expect(textOf(await c.say(`show ${number}`))).toContain('ended its snooze (customer replied)');
    expect(noticesOf(await c.say(`snooze ${number} until 2020-01-01`))).toContain('That time is over');
    expect(noticesOf(await c.say(`snooze ${number} 60 weeks`))).toContain('a year at most');
    expect(noticesOf(await c.say(`snooze ${number} until the cows come home`))).toContain('is no time');
    await c.say(`snooze ${number} 3h`);
    await c.say(`resolve ${number}`);
    expect(await c.rows('select snoozed_until from tickets where number = ?', [number])).toEqual([{ snoozed_until: null }]);
    expect(noticesOf(await c.say(`snooze ${number} 3h`))).toContain('Only an unfinished ticket');
  });

  it('an old button changes nothing', async () => {
    const number = await open('old button');
    const undo = button(await c.say(`snooze ${number} 3h`), 'Undo');
    await c.say(`priority ${number} low`, c.agent);
    expect((await c.press(undo)).error?.code).toBe('conflict');
  });
});

describe('many tickets at once', () => {
  it('shows what would be changed, changes nothing before the press, then each by itself with its reason', async () => {
    const [a, b, d] = [await open('bulk a'), await open('bulk b'), await open('bulk d')];
    await c.say(`cancel ${b}`);
    const before = await c.footprint();
    const preview = await c.say(`bulk status resolved ${a},${b},${d},999999`);
    expect(preview.kind).toBe('choice');
    expect(preview.rows).toHaveLength(3);
    expect(noticesOf(preview)).toContain('there is no ticket “999999”');
    expect(await c.footprint()).toEqual(before);
    await c.say(`priority ${d} low`, c.agent);
    const done = await c.press(button(preview, 'Change 3 tickets'));
    expect(textOf(done)).toContain('1 of 3 changed');
    expect(textOf(done)).toMatch(/cancelled ticket can only be reopened/i);
    expect(textOf(done)).toContain('agent: priority changed');
    expect([await statusOf(c, a), await statusOf(c, b), await statusOf(c, d)]).toEqual(['resolved', 'cancelled', 'open']);
    expect(
      await c.rows(
        "select 1 from ticket_events e join tickets t on t.id = e.ticket_id where t.number = ? and e.type = 'status_changed' and e.data->>'to' = 'resolved'",
        [b],
      ),
    ).toEqual([]);
  });

  it('by a filter takes what the list takes, assigns and tags, and refuses more than a hundred and a filter that means nothing', async () => {
    for (let i = 0; i < 3; i += 1) await open(`zebra ${i}`);
    await c.press(button(await c.say('bulk assign me where zebra'), 'Change 3 tickets'));
    await c.press(button(await c.say('bulk tag striped where zebra'), 'Change 3 tickets'));
    const rows = await c.rows("select assignee_id, to_jsonb(tags) as tags from tickets where subject like 'zebra%'");
    expect(rows).toEqual(Array.from({ length: 3 }, () => ({ assignee_id: c.boss.userId, tags: ['striped'] })));
    expect(noticesOf(await c.say('bulk priority high where shape:round'))).toContain('shape');
    await c.rows(
      `insert into tickets (tenant_id, id, number, subject, channel, created_at, updated_at)
       select ?, gen_random_uuid(), 'TKT-202512-' || lpad(n::text, 5, '0'), 'crowd', 'console', now(), now() from generate_series(1, 101) n`,
      [c.desk.one.id],
    );
    expect(noticesOf(await c.say('bulk priority high where crowd'))).toContain('More than 100');
    expect((await c.say('bulk priority high where zebra', c.stranger)).rows).toEqual([]);
  });

  it('needs for each change the right of the single command, and refuses a parent over its open children', async () => {
    const sales = await c.addPerson(c.desk.one, 'sales@one.example', 'sales');
    const [parent, child] = [await open('bulk parent'), await open('bulk child')];
    await c.say(`child ${child} of ${parent}`);
    expect((await c.say(`bulk status resolved ${parent}`, sales)).error?.code).toBe('not_permitted');
    expect(
      (await c.press({ op: 'bulk.run', args: { change: 'priority', value: 'low', tickets: [`${parent}@1`] } }, sales)).error?.code,
    ).toBe('not_permitted');
    const done = await c.press(button(await c.say(`bulk resolve ${parent}`), 'Change 1 ticket'));
    expect(textOf(done)).toContain(`open children: ${child}`);
    expect(await statusOf(c, parent)).toBe('open');
  });
});

describe('duplicates', () => {
  it('are tickets of the same person or customer that read alike, with score and reason, and can be linked or merged', async () => {
    const text = 'The printer on the second floor blinks red and prints nothing since this morning.';
    const first = await c.mail('jane@acme.example', { subject: 'Printer blinks red', text });
    const second = await c.mail('bob@acme.example', { subject: 'Printer blinking red', text });
    await c.mail('jane@acme.example', { subject: 'Quote for chairs', text: 'We need ten chairs.' });
    await c.mail('x@else.example', { subject: 'Printer blinks red', text });
    const card = await c.say(`duplicates ${second}`);
    expect(card.rows.map((row) => row.title[0]?.text)).toEqual([first]);
    expect(textOf(card)).toMatch(/of 100: the same customer, subjects alike by \d+ %, texts alike by 100 %/);
    await c.press(button(card, 'Link as duplicate'));
    expect(fieldOf(await c.say(`show ${second}`), 'Duplicate of')).toContain(first);
    expect((await c.say(`duplicates ${second}`)).rows).toEqual([]);
    expect((await c.say(`duplicates ${second}`, c.stranger)).error?.code).toBe('not_found');
  });
});
