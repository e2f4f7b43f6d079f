import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TicketId } from '../../../domain/ids.types.ts';
import { replyAddress } from '../../../domain/tickets/reply-address.rules.ts';
import { unmergeTicket } from '../../../domain/tickets/unmerge-ticket.ts';
import { mailFrom, receive, testKeys } from '../../support/mails.ts';
import {
  button,
  type CommandDesk,
  fieldOf,
  mailsOf,
  noticesOf,
  openCommandDesk,
  race,
  statusOf,
  textOf,
} from '../commands/command-desk.ts';

let c: CommandDesk;
beforeAll(async () => {
  c = await openCommandDesk();
}, 120_000);
afterAll(() => c.desk.close());

const idOf = async (number: string): Promise<TicketId> =>
  (await c.rows<{ id: TicketId }>('select id from tickets where number = ?', [number]))[0]?.id ?? ('' as TicketId);
const peopleOf = async (number: string) =>
  (
    await c.rows<{ address: string; role: string }>(
      'select p.address, p.role from ticket_participants p join tickets t on t.id = p.ticket_id where t.number = ? and removed_at is null order by address',
      [number],
    )
  ).map((row) => `${row.address} ${row.role}`);
const eventsOf = async (number: string) =>
  (
    await c.rows<{ type: string }>(
      'select e.type from ticket_events e join tickets t on t.id = e.ticket_id where t.number = ? order by e.seq',
      [number],
    )
  ).map((row) => row.type);
/** Everything a merge could change of a ticket. */
const standing = async (number: string) => ({
  ticket: await c.rows(
    `select status, resolved_at, closed_at, snoozed_until, merged_into_id, parent_id, next_action, next_action_due_at, next_action_state, assignee_id, priority
     from tickets where number = ?`,
    [number],
  ),
  people: await c.rows('select p.* from ticket_participants p join tickets t on t.id = p.ticket_id where t.number = ? order by p.id', [
    number,
  ]),
  watchers: await c.rows('select w.user_id from ticket_watchers w join tickets t on t.id = w.ticket_id where t.number = ? order by 1', [
    number,
  ]),
  messages: await c.rows('select m.id, m.text from ticket_messages m join tickets t on t.id = m.ticket_id where t.number = ? order by 1', [
    number,
  ]),
});
/** The reply address of a participant, as our mails carry it. */
const replyTo = async (number: string, address: string) => {
  const [row] = await c.rows<{ reply_ref: string }>(
    'select p.reply_ref from ticket_participants p join tickets t on t.id = p.ticket_id where t.number = ? and p.address = ?',
    [number, address],
  );
  return replyAddress(c.desk.one.mailboxAddress, c.desk.one.id, row?.reply_ref ?? '', testKeys);
};

describe('a merge', () => {
  it('closes the source, points to the target, leaves every message where it is and shows all of them in order on the target', async () => {
    const first = await c.mail('jane@acme.example', { subject: 'Printer', text: 'first mail' });
    const second = await c.mail('bob@acme.example', { subject: 'Printer too', text: 'second mail' });
    await c.say(`note ${first} a note between`);
    const done = await c.say(`merge ${second} into ${first}`);
    expect(noticesOf(done)).toContain(`${second} is merged into ${first}`);
    expect(noticesOf(done)).toContain('bob@acme.example');
    expect(await statusOf(c, second)).toBe('closed');
    const shown = await c.say(`show ${first}`);
    const texts = shown.sections.filter((one) => /^#\d/.test(one.heading[0]?.text ?? '')).map((one) => one.paragraphs[0]?.[0]?.text);
    const ours = texts.filter((text) => !text?.startsWith('We have your message'));
    expect(ours).toEqual(['first mail', 'second mail', 'a note between']);
    expect(textOf(shown)).toContain(`on ${second}`);
    expect(fieldOf(shown, 'Merged in')).toBe(second);
    expect(await c.rows('select 1 from ticket_messages m join tickets t on t.id = m.ticket_id where t.number = ?', [second])).toHaveLength(
      2,
    );
    expect(await eventsOf(second)).toEqual(expect.arrayContaining(['status_changed', 'merged_into']));
    expect(await eventsOf(first)).toContain('merged_from');
    expect(await peopleOf(first)).toEqual(['bob@acme.example cc', 'jane@acme.example requester']);
    const old = await c.say(`show ${second}`);
    expect(noticesOf(old)).toContain(`Merged into ${first}`);
    expect(old.actions.map((one) => one.label)).toEqual([`Show ${first}`, 'Take the merge back']);
  });

  it('makes the source read-only for every command that writes, and each refusal names the target', async () => {
    const source = await c.mail('jane@acme.example', { subject: 'Read-only' });
    const target = await c.mail('jane@acme.example', { subject: 'Takes over' });
    const draft = await c.say(`reply ${source} Half written`);
    await c.say(`merge ${source} into ${target}`);
    const before = await c.footprint();
    const writes = [
      ...['take', 'resolve', 'reopen', 'spam', 'unsnooze', 'unparent'].map((verb) => `${verb} ${source}`),
      ...[
        `note ${source} x`,
        `reply ${source} x`,
        `forward ${source} to s@supplier.example x`,
        `priority ${source} low`,
        `type ${source} bug`,
      ],
      ...[
        `snooze ${source} 3h`,
        `next ${source} : x`,
        `next done ${source}`,
        `link ${source} blocks ${target}`,
        `child ${source} of ${target}`,
      ],
      ...[`split ${source} messages 1`, `merge ${source} into ${target}`, `merge ${target} into ${source}`, `tag ${source} x`],
    ];
    for (const text of writes) {
      const card = await c.say(text);
      expect(`${text}: ${card.kind} ${noticesOf(card)}`).toMatch(new RegExp(`^${text}: error .*merged into ${target}`));
    }
    const sent = await c.press(button(draft, /^Send/));
    expect(noticesOf(sent)).toContain(`merged into ${target}`);
    expect(await c.footprint()).toEqual(before);
    expect(await mailsOf(c, source, 'reply')).toEqual([]);
  });

  it('is refused into itself, from or into spam, into what is over, and into its own child', async () => {
    const [one, two, three] = [await c.mail('jane@acme.example'), await c.mail('jane@acme.example'), await c.mail('jane@acme.example')];
    expect(noticesOf(await c.say(`merge ${one} into ${one}`))).toContain('into itself');
    await c.say(`close ${two}`);
    expect(noticesOf(await c.say(`merge ${one} into ${two}`))).toContain(`reopen ${two}`);
    await c.say(`reopen ${two}`);
    await c.say(`parent ${one} of ${two}`);
    await c.say(`parent ${two} of ${three}`);
    expect(noticesOf(await c.say(`merge ${one} into ${three}`))).toContain('its own child');
    await c.say(`spam ${three}`);
    expect(noticesOf(await c.say(`merge ${three} into ${one}`))).toContain('spam');
    expect(
      await c.rows('select 1 from ticket_merges m join tickets t on t.id = m.source_id where t.number in (?, ?, ?)', [one, two, three]),
    ).toEqual([]);
  });

  it('files later mail of the source on the target: by reply address, by Message-ID, and by way of two merges', async () => {
    const mail = mailFrom('jane@acme.example', { subject: 'Chain' });
    const source = await c.mail('jane@acme.example', { ...mail });
    const middle = await c.mail('jane@acme.example', { subject: 'Middle' });
    const target = await c.mail('jane@acme.example', { subject: 'End' });
    const address = await replyTo(source, 'jane@acme.example');
    await c.say(`merge ${source} into ${middle}`);
    await c.say(`merge ${middle} into ${target}`);
    expect(await c.mail('jane@acme.example', { text: 'by address' }, address)).toBe(target);
    expect(await c.mail('jane@acme.example', { text: 'by id', inReplyTo: mail.messageId })).toBe(target);
    expect(await c.mail('mallory@else.example', { text: 'stranger' }, address)).toBe(target);
    const rows = await c.rows(
      'select text, is_public, is_verified from ticket_messages m join tickets t on t.id = m.ticket_id where t.number = ? order by m.created_at, m.id',
      [target],
    );
    expect(rows.slice(1)).toEqual([
      { text: 'by address', is_public: true, is_verified: true },
      { text: 'by id', is_public: true, is_verified: true },
      { text: 'stranger', is_public: false, is_verified: false },
    ]);
    const earlier = await c.press(button(await c.say(`show ${target}`), 'Earlier messages'));
    expect(textOf(earlier)).toContain(`on ${source}`);
  });
});

describe('two tickets of different people', () => {
  it('are merged only when that is confirmed, nobody of the other side joins, and their later mail is internal', async () => {
    const source = await c.mail('spy@rival.example', { subject: 'Rival’s matter', text: 'secret of the rival' });
    const target = await c.mail('jane@acme.example', { subject: 'Acme’s matter' });
    const address = await replyTo(source, 'spy@rival.example');
    const before = await c.footprint();
    const asked = await c.say(`merge ${source} into ${target}`);
    expect(asked.kind).toBe('choice');
    expect(noticesOf(asked)).toContain('People of the other side do not join');
    expect(textOf(asked)).toContain('spy@rival.example');
    expect(await c.footprint()).toEqual(before);
    const done = await c.press(button(asked, 'Merge all the same'));
    expect(noticesOf(done)).toContain('Did not join');
    expect(await peopleOf(target)).toEqual(['jane@acme.example requester']);
    expect(await c.mail('spy@rival.example', { text: 'and another thing' }, address)).toBe(target);
    const [last] = await c.rows(
      'select is_public, is_verified from ticket_messages m join tickets t on t.id = m.ticket_id where t.number = ? order by m.created_at desc, m.id desc limit 1',
      [target],
    );
    expect(last).toEqual({ is_public: false, is_verified: true });
    expect(await statusOf(c, target)).toBe('open');
    const reply = await c.say(`reply ${target} Hello`);
    expect(textOf(reply)).toContain('jane@acme.example');
    expect(textOf(reply)).not.toMatch(/spy@rival|secret of the rival|another thing/);
  });
});

describe('taking a merge back', () => {
  it('restores status, people, watchers and all else exactly, and leaves meanwhile’s mail on the target', async () => {
    const source = await c.mail('bob@acme.example', { subject: 'Undo me', cc: [{ name: '', address: 'amy@acme.example' }] });
    const target = await c.mail('jane@acme.example', { subject: 'Stays' });
    await c.say(`child ${await c.mail('jane@acme.example', { subject: 'Child' })} of ${source}`);
    await c.say(`watch ${source}`);
    await c.say(`next ${source} : Look at it due:"2 days"`);
    await c.say(`snooze ${source} 3h`);
    const [was, targetWas] = [await standing(source), await standing(target)];
    const done = await c.say(`merge ${source} into ${target}`);
    expect((await standing(target)).watchers).toHaveLength(1);
    await c.mail('bob@acme.example', { text: 'meanwhile' }, await replyTo(source, 'bob@acme.example'));
    const undone = await c.press(button(done, 'Undo'));
    expect(noticesOf(undone)).toContain('stands for itself again');
    expect(await standing(source)).toEqual(was);
    const targetIs = await standing(target);
    expect(targetIs.watchers).toEqual(targetWas.watchers);
    expect(targetIs.messages).toHaveLength(targetWas.messages.length + 1);
    // Bob wrote there meanwhile and stays; Amy did not.
    expect(await peopleOf(target)).toEqual(['bob@acme.example cc', 'jane@acme.example requester']);
    expect(await c.rows('select 1 from tickets k join tickets p on p.id = k.parent_id where p.number = ?', [source])).toHaveLength(1);
    expect(await c.mail('bob@acme.example', { text: 'after' }, await replyTo(source, 'bob@acme.example'))).toBe(source);
    expect(noticesOf(await c.say(`unmerge ${source}`))).toContain('nothing to take back');
  });

  it('gives a resolved ticket its resolution back', async () => {
    const [source, target] = [await c.mail('jane@acme.example'), await c.mail('jane@acme.example')];
    await c.say(`resolve ${source}`);
    const was = await standing(source);
    await c.say(`merge ${source} into ${target}`);
    await c.say(`unmerge ${source}`);
    expect(await standing(source)).toEqual(was);
    expect(await c.rows('select reopened from tickets where number = ?', [source])).toEqual([{ reopened: 0 }]);
  });

  it('is refused a day later, with the reason, and while the target is merged further', async () => {
    const [one, two, three] = [await c.mail('jane@acme.example'), await c.mail('jane@acme.example'), await c.mail('jane@acme.example')];
    await c.say(`merge ${one} into ${two}`);
    await c.say(`merge ${two} into ${three}`);
    expect(noticesOf(await c.say(`unmerge ${one}`))).toContain(`unmerge ${two}`);
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000);
    c.desk.clock.now = at(23.9);
    expect(noticesOf(await c.say(`unmerge ${two}`))).toContain('stands for itself');
    c.desk.clock.now = at(24.1);
    const late = await c.say(`unmerge ${one}`);
    c.desk.clock.now = null;
    expect(late.error?.code).toBe('expired');
    expect(noticesOf(late)).toContain('more than 24 hours ago');
    expect(await statusOf(c, one)).toBe('closed');
  });
});

describe('at the same time', () => {
  it.each([1, 2, 3])('two merges crosswise leave one standing, and the other is told (round %i)', async () => {
    const [one, two] = [await c.mail('jane@acme.example'), await c.mail('jane@acme.example')];
    const cards = await race(c, { sql: 'select 1 from tickets where number in (?, ?) for update', params: [one, two] }, [
      () => c.runner.say(c.boss, `merge ${one} into ${two}`),
      () => c.runner.say(c.agent, `merge ${two} into ${one}`),
    ]);
    expect(cards.map((card) => card.error?.code ?? card.kind).toSorted()).toEqual(['conflict', 'done']);
    expect(cards.map(noticesOf).join()).toContain('was merged into');
    expect(await c.rows('select 1 from tickets where number in (?, ?) and merged_into_id is not null', [one, two])).toHaveLength(1);
  });

  it('a merge and a reply that is being sent: the mail goes out before, or not at all', async () => {
    const [source, target] = [await c.mail('jane@acme.example'), await c.mail('jane@acme.example')];
    const draft = await c.say(`reply ${source} On our way`);
    const cards = await race(c, { sql: 'select 1 from tickets where number in (?, ?) for update', params: [source, target] }, [
      () => c.say(`merge ${source} into ${target}`),
      () => c.press(button(draft, /^Send/)),
    ]);
    const sent = await mailsOf(c, source, 'reply');
    expect(cards[0]?.kind).toBe('done');
    expect(sent).toHaveLength(cards[1]?.kind === 'done' ? 1 : 0);
    if (cards[1]?.kind !== 'done') expect(noticesOf(cards[1] ?? draft)).toContain(`merged into ${target}`);
  });

  it('a merge and a mail that is being filed: the mail is on one of the two and is shown on the target', async () => {
    const [source, target] = [await c.mail('jane@acme.example'), await c.mail('jane@acme.example')];
    const address = await replyTo(source, 'jane@acme.example');
    await race<unknown>(c, { sql: 'select 1 from tickets where number in (?, ?) for update', params: [source, target] }, [
      () => c.say(`merge ${source} into ${target}`),
      () => receive(c.desk, c.desk.one, mailFrom('jane@acme.example', { text: 'in between' }), address),
    ]);
    expect(await statusOf(c, source)).toBe('closed');
    expect(textOf(await c.say(`show ${target}`))).toContain('in between');
    expect(await c.rows("select 1 from ticket_messages where text = 'in between'")).toHaveLength(1);
  });

  it('a button of a card that is out of date merges nothing and says who changed what', async () => {
    const [source, target] = [
      await c.mail('jane@acme.example', { subject: 'Same words here' }),
      await c.mail('jane@acme.example', { subject: 'Same words here' }),
    ];
    const merge = button(await c.say(`duplicates ${source}`), 'Merge');
    expect(merge.args.into).toBe(target);
    await c.say(`priority ${target} urgent`, c.agent);
    const card = await c.press(merge);
    expect(card.error?.code).toBe('conflict');
    expect(noticesOf(card)).toContain('agent: priority changed');
    expect(await statusOf(c, source)).toBe('open');
  });
});

describe('another company', () => {
  it('can neither merge, nor unmerge, nor see a merge of this one', async () => {
    const [source, target] = [await c.mail('jane@acme.example'), await c.mail('jane@acme.example')];
    expect((await c.say(`merge ${source} into ${target}`, c.stranger)).error?.code).toBe('not_found');
    await c.say(`merge ${source} into ${target}`);
    const id = await idOf(source);
    await expect(c.desk.withTenant(c.desk.two.id, { kind: 'system', name: 'test' }, (uow) => unmergeTicket(uow, id))).rejects.toMatchObject(
      { code: 'conflict', userMessage: expect.not.stringContaining(target) },
    );
    for (const table of ['ticket_merges', 'ticket_links', 'ticket_splits', 'next_action_history'])
      expect(await c.rows(`select 1 from ${table}`, [], c.desk.two)).toEqual([]);
  });
});
