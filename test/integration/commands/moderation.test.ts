import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InboundMailId } from '../../../domain/ids.types.ts';
import { acceptMail } from '../../../domain/mailboxes/accept-mail.ts';
import { loadNewMails } from '../../../domain/mailboxes/load-new-mails.ts';
import type { ParsedMail } from '../../../domain/mailboxes/parsed-mail.types.ts';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import { fileMail } from '../../../domain/tickets/file-mail.ts';
import type { Filed } from '../../../domain/tickets/file-mail.types.ts';
import { system } from '../../support/desk.ts';
import { mailFrom, proven, testRules } from '../../support/mails.ts';
import { button, type CommandDesk, noticesOf, openCommandDesk, race, textOf } from './command-desk.ts';

let c: CommandDesk;
beforeAll(async () => {
  c = await openCommandDesk();
}, 120_000);
afterAll(() => c.desk.close());

/** Stores a mail of that content and returns its id; `fileAgain` files it as the pump does while it is new. */
async function store(content: string, from: string): Promise<InboundMailId> {
  const raw = Buffer.from(content);
  const facts = { door: 'file' as const, naturalKey: `moderation:${content}`, envelopeFrom: from, envelopeTo: c.desk.one.mailboxAddress };
  const mail = { raw, sha256: createHash('sha256').update(raw).digest('hex'), size: raw.length };
  return c.desk.withTenant(c.desk.one.id, system, async (uow) => (await acceptMail(uow, c.desk.one.mailboxId, mail, facts)).id);
}

async function fileAgain(id: InboundMailId, parsed: ParsedMail): Promise<Filed['kind'] | 'not new'> {
  return c.desk.withTenant(c.desk.one.id, system, async (uow) => {
    const [stored] = (await loadNewMails(uow, [id])).mails;
    const triage = {
      intent: 'support' as const,
      type: 'general' as const,
      priority: 'medium' as const,
      language: 'en',
      reasons: [],
      confidence: 0.1,
    };
    return stored === undefined ? 'not new' : (await fileMail(uow, { stored, parsed, trust: proven, triage }, testRules)).kind;
  });
}

const stateOf = async (id: InboundMailId) =>
  (await c.rows<{ state: string }>('select state from inbound_mails where id = ?', [id]))[0]?.state;
const ticketsFrom = (address: string) =>
  c.rows<{ number: string }>('select number from tickets where requester_address = ? order by number', [address]);

describe('spam', () => {
  it('hides and cancels a ticket without deleting it, and release brings it back', async () => {
    const number = await c.mail('lottery@win.example', { subject: 'You won' });
    const marked = await c.say(`spam ${number}`);
    expect(noticesOf(marked)).toContain('cancelled and hidden');
    expect(await c.rows('select status, is_spam from tickets where number = ?', [number])).toEqual([
      { status: 'cancelled', is_spam: true },
    ]);
    expect((await c.say('tickets "You won" all')).rows).toEqual([]);
    expect((await c.say('tickets "You won" spam:yes')).rows).toHaveLength(1);
    expect((await c.say(`spam ${number}`)).error?.code).toBe('conflict');
    await c.press(button(marked, 'Undo: not spam'));
    expect(await c.rows('select status, is_spam from tickets where number = ?', [number])).toEqual([{ status: 'open', is_spam: false }]);
    expect((await c.say('tickets "You won"')).rows).toHaveLength(1);
    expect(noticesOf(await c.say(`release ${number}`))).toContain('nothing to release');
  });

  it('blocks the sender in the same step when that is said', async () => {
    const number = await c.mail('both@win.example');
    const card = await c.say(`spam ${number} block`);
    expect(noticesOf(card)).toContain('both@win.example is blocked.');
    expect(await c.mail('both@win.example', { subject: 'Again' })).toBe('');
    expect(await ticketsFrom('both@win.example')).toEqual([{ number }]);
    await c.press(button(card, 'Unblock both@win.example'));
    expect(await c.mail('both@win.example', { subject: 'Third' })).not.toBe('');
  });
});

describe('blocking', () => {
  it('sends further mail to quarantine until it is lifted, and tells what waits there', async () => {
    expect(noticesOf(await c.say('block Pest@Else.example'))).toContain('pest@else.example is blocked');
    expect(noticesOf(await c.say('block pest@else.example'))).toContain('was blocked already');
    expect(textOf(await c.say('blocked'))).toContain('pest@else.example');
    expect(await c.mail('pest@else.example')).toBe('');
    const lifted = await c.say('unblock pest@else.example');
    expect(noticesOf(lifted)).toBe('pest@else.example is not blocked any more. 1 of its mails still wait in quarantine.');
    expect((await c.press(button(lifted, 'Parked mails'))).kind).toBe('mail_list');
    expect(noticesOf(await c.say('unblock pest@else.example'))).toContain('was not blocked');
  });

  it('is refused for staff and our own mailboxes, and holds in one tenant alone', async () => {
    for (const address of ['agent@one.example', 'support@one.example'])
      expect((await c.say(`block ${address}`)).error?.code).toBe('conflict');
    await c.say('block shared@else.example');
    expect(textOf(await c.say('blocked', c.stranger))).toBe('Nobody is blocked');
  });
});

describe('mail in quarantine', () => {
  it('is released by itself: that mail becomes a ticket, the next one waits again', async () => {
    await c.say('block held@else.example');
    const parsed = mailFrom('held@else.example', { subject: 'Please read' });
    const [one, two] = [await store('held one', 'held@else.example'), await store('held two', 'held@else.example')];
    expect([await fileAgain(one, parsed), await fileAgain(two, parsed)]).toEqual(['quarantined', 'quarantined']);
    const list = await c.say('mails parked');
    expect(textOf(list)).toContain('Please read');
    expect(JSON.stringify(list)).toContain(`/files/raw_mail/${one}?for=`);
    c.desk.wakes.length = 0;
    const done = await c.say(`release m-${one.slice(-8)}`);
    expect(noticesOf(done)).toBe('The mail of held@else.example is released and becomes a ticket.');
    expect(c.desk.wakes).toContainEqual(expect.objectContaining({ kind: 'mail' }));
    expect([await stateOf(one), await stateOf(two)]).toEqual(['new', 'quarantined']);
    expect(await fileAgain(one, parsed)).toBe('opened');
    expect(await ticketsFrom('held@else.example')).toHaveLength(1);
    expect(await c.rows('select released_by from inbound_mails where id = ?', [one])).toEqual([{ released_by: c.boss.userId }]);
    expect(await fileAgain(await store('held three', 'held@else.example'), parsed)).toBe('quarantined');
  });

  it('is released and its sender unblocked by one button', async () => {
    await c.say('block regret@else.example');
    const id = await store('regret', 'regret@else.example');
    await fileAgain(id, mailFrom('regret@else.example', { subject: 'Regret' }));
    const list = await c.say('parked');
    const row = list.rows.find((one) => JSON.stringify(one.title).includes('Regret'));
    const action = row?.actions.find((one) => one.label === 'Release and unblock');
    expect(action?.confirm).toContain('regret@else.example');
    await c.press(action ?? button(list, 'Release and unblock'));
    expect(await fileAgain(id, mailFrom('regret@else.example'))).toBe('opened');
    expect(await fileAgain(await store('regret two', 'regret@else.example'), mailFrom('regret@else.example'))).toBe('opened');
  });

  it('that is a report about no mail of ours becomes a ticket when it is released, and is never acknowledged', async () => {
    const report = mailFrom('mailer-daemon@else.example', { kind: 'bounce', noAutoAnswerReason: 'bounce', subject: 'Undeliverable' });
    const id = await store('report', '');
    expect(await fileAgain(id, report)).toBe('quarantined');
    await c.say(`release ${id}`);
    expect(await fileAgain(id, report)).toBe('opened');
    expect(await c.rows("select 1 from deliveries where mail->'to'->0->>'address' = 'mailer-daemon@else.example'")).toEqual([]);
  });

  it('that one of our own mailboxes sent can be released without a loop: it is not acknowledged and nobody of ours takes part', async () => {
    const own = mailFrom('support@one.example', { subject: 'From ourselves' });
    const id = await store('own', 'support@one.example');
    expect(await fileAgain(id, own)).toBe('quarantined');
    await c.say(`release ${id}`);
    expect(await fileAgain(id, own)).toBe('opened');
    expect(await c.rows("select 1 from deliveries where mail->'to'->0->>'address' = 'support@one.example'")).toEqual([]);
    expect(await c.rows("select 1 from ticket_participants where address = 'support@one.example'")).toEqual([]);
  });

  it('is released once, however many people press', async () => {
    await c.say('block crowd@else.example');
    const id = await store('crowd', 'crowd@else.example');
    await fileAgain(id, mailFrom('crowd@else.example'));
    const lock = { sql: 'select 1 from inbound_mails where id = ? for update', params: [id] };
    const cards = await race(c, lock, [() => c.say(`release ${id}`), () => c.say(`release ${id}`, c.agent)]);
    expect(cards.map((card) => card.error?.code ?? 'done').toSorted()).toEqual(['done', 'not_found']);
  });
});

describe('a mail that failed', () => {
  it('is filed again by retry, with fresh attempts, and cannot be “released”', async () => {
    const id = await store('failing', 'fail@else.example');
    await c.desk.withTenant(c.desk.one.id, system, (uow) =>
      sqlRun(
        uow,
        "update inbound_mails set state = 'failed', attempts = 3, last_error = 'the disk was full', from_address = 'fail@else.example' where id = ?",
        [id],
      ),
    );
    expect(textOf(await c.say('parked'))).toContain('the disk was full');
    expect((await c.say(`release ${id}`)).error?.code).toBe('refused_transition');
    expect((await c.say(`retry m-${id.slice(-8)}`)).kind).toBe('done');
    expect(await c.rows('select state, attempts, last_error from inbound_mails where id = ?', [id])).toEqual([
      { state: 'new', attempts: 0, last_error: null },
    ]);
    expect(await fileAgain(id, mailFrom('fail@else.example'))).toBe('opened');
    expect((await c.say(`retry ${id}`)).error?.code).toBe('not_found');
  });

  it('of another tenant is not there', async () => {
    const id = await store('foreign', 'foreign@else.example');
    await c.desk.withTenant(c.desk.one.id, system, (uow) => sqlRun(uow, "update inbound_mails set state = 'failed' where id = ?", [id]));
    expect((await c.say(`retry ${id}`, c.stranger)).error?.code).toBe('not_found');
    expect((await c.say('parked', c.stranger)).rows).toEqual([]);
    expect(await stateOf(id)).toBe('failed');
  });
});
