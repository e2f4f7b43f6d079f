import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { StoredMail } from '../../../domain/deliveries/stored-mail.types.ts';
import type { TenantId, TicketId } from '../../../domain/ids.types.ts';
import { askSatisfaction } from '../../../domain/satisfaction/ask-satisfaction.ts';
import { listRatings } from '../../../domain/satisfaction/list-ratings.ts';
import { loadAskable } from '../../../domain/satisfaction/load-askable.ts';
import { rateTicket } from '../../../domain/satisfaction/rate-ticket.ts';
import type { SatisfactionRules } from '../../../domain/satisfaction/satisfaction.types.ts';
import { switchSatisfaction } from '../../../domain/satisfaction/switch-satisfaction.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import { addMessage } from '../../../domain/tickets/add-message.ts';
import { assignTicket } from '../../../domain/tickets/assign-ticket.ts';
import { changeStatus } from '../../../domain/tickets/change-status.ts';
import { renderSatisfaction } from '../../../mail/templates/satisfaction.ts';
import { satisfactionKeys } from '../../../server/http/satisfaction-keys.ts';
import { openTestDesk, system, type TestDesk, type TestTenant } from '../../support/desk.ts';
import { mailFrom, receive, testKeys } from '../../support/mails.ts';
import { plainTicket } from '../../support/plain-ticket.ts';
import { openTestWeb, type TestWeb } from '../../support/web.ts';

let desk: TestDesk;
let web: TestWeb;
beforeAll(async () => {
  desk = await openTestDesk();
  web = await openTestWeb(desk);
  for (const tenant of [desk.one, desk.two])
    await desk.withTenant(tenant.id, system, (uow) => switchSatisfaction(uow, { ask: true, afterHours: 24 }));
}, 120_000);
afterAll(async () => {
  await web.close();
  await desk.close();
});
beforeEach(() => {
  desk.clock.now = null;
});

const dayMs = 86_400_000;
let people = 0;
const nextAddress = (): string => {
  people += 1;
  return `person${people}@acme.example`;
};
const rulesOf = (tenantId: TenantId): SatisfactionRules => ({
  keys: satisfactionKeys(web.keyRing, tenantId),
  replyKeys: testKeys,
  webUrl: web.url,
  render: renderSatisfaction,
});
const rows = <Row extends object>(sql: string, params: unknown[] = [], tenant: TestTenant = desk.one): Promise<Row[]> =>
  desk.withTenant(tenant.id, system, (uow) => sqlRows<Row>(uow, sql, params));
const ask = (ticket: TicketId, tenant: TestTenant = desk.one) =>
  desk.withTenant(tenant.id, system, (uow) => askSatisfaction(uow, ticket, rulesOf(tenant.id)));
const at = (days: number): void => {
  desk.clock.now = new Date(Date.now() + days * dayMs);
};

/** A ticket of the address that was answered and resolved now. */
async function resolved(address: string, options: { answered?: boolean; tenant?: TestTenant } = {}): Promise<TicketId> {
  const tenant = options.tenant ?? desk.one;
  const filed = await receive(desk, tenant, mailFrom(address));
  if (filed.kind !== 'opened') throw new Error('a first mail opens a ticket');
  await desk.withTenant(tenant.id, { kind: 'staff', userId: tenant.agent, name: 'agent' }, async (uow) => {
    await assignTicket(uow, filed.ticketId, tenant.agent);
    const author = { kind: 'staff', userId: tenant.agent, name: 'agent' } as const;
    if (options.answered !== false)
      await addMessage(uow, {
        ticketId: filed.ticketId,
        kind: 'reply',
        isPublic: true,
        author,
        text: 'Fixed.',
        mailMessageId: `<${filed.ticketId}@one>`,
      });
    await changeStatus(uow, filed.ticketId, 'resolved');
  });
  return filed.ticketId;
}

type Asked = { mail: StoredMail; effect_key: string; purpose: string };
const questionOf = async (ticket: TicketId, tenant: TestTenant = desk.one): Promise<Asked | undefined> =>
  (
    await rows<Asked>("select mail, effect_key, purpose from deliveries where purpose = 'satisfaction' and ticket_id = ?", [ticket], tenant)
  )[0];
/** Asks about a fresh ticket and returns its five links, score 1 first. */
async function asked(address = nextAddress(), tenant: TestTenant = desk.one): Promise<{ ticket: TicketId; links: string[] }> {
  desk.clock.now = null;
  const ticket = await resolved(address, { tenant });
  at(1.01);
  expect(await ask(ticket, tenant)).toEqual({ kind: 'asked' });
  const text = (await questionOf(ticket, tenant))?.mail.text ?? '';
  return { ticket, links: [...text.matchAll(/https?:\S+/g)].map((found) => found[0]).reverse() };
}
const voteOf = async (ticket: TicketId, tenant: TestTenant = desk.one) =>
  (
    await rows<{ score: number | null; comment: string }>(
      'select score, comment from satisfaction_requests where ticket_id = ?',
      [ticket],
      tenant,
    )
  )[0];
const post = (link: string, fields: Record<string, string>, headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }) =>
  fetch(link, { method: 'POST', body: new URLSearchParams(fields), headers });

describe('asking', () => {
  it('queues one mail with five links and a reply address, a day after the resolution, and logs it', async () => {
    const address = nextAddress();
    const ticket = await resolved(address);
    expect(await ask(ticket)).toEqual({ kind: 'not_asked', reason: 'not due yet' });
    at(1.01);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => ask(ticket)));
    expect(answers.filter((answer) => answer.kind === 'asked')).toHaveLength(1);
    const question = await questionOf(ticket);
    expect(question).toMatchObject({ effect_key: `satisfaction:${ticket}`, purpose: 'satisfaction' });
    expect(question?.mail).toMatchObject({ to: [{ address }], autoSubmitted: 'auto-generated', inReplyTo: `<${ticket}@one>` });
    expect(question?.mail.replyTo?.address).toMatch(/^support\+[a-z2-9]{28}\.k1@one\.example$/);
    expect([...(question?.mail.text.matchAll(/\/rate\/\S+\?score=(\d)/g) ?? [])].map((found) => found[1])).toEqual([
      '5',
      '4',
      '3',
      '2',
      '1',
    ]);
    expect(await rows("select 1 from ticket_events where ticket_id = ? and type = 'satisfaction_asked'", [ticket])).toHaveLength(1);
    expect(await questionOf(ticket, desk.two)).toBeUndefined();
  });

  it('keeps only the hash of the token', async () => {
    const { links } = await asked();
    const token = new URL(links[0] ?? '').pathname.slice('/rate/'.length);
    const hash = createHash('sha256').update(token).digest('hex');
    expect(await rows('select 1 from satisfaction_requests where token_hash = ?', [hash])).toHaveLength(1);
    const dump = JSON.stringify(
      await rows('select * from satisfaction_requests union all select * from satisfaction_requests where false'),
    );
    expect(dump).not.toContain(token);
  });

  it('asks an address at most once in seven days, also when two of its tickets fall due together', async () => {
    const address = nextAddress();
    const tickets = [await resolved(address), await resolved(address), await resolved(address)];
    at(1.01);
    const answers = await Promise.all(tickets.map((ticket) => ask(ticket)));
    expect(answers.map((answer) => (answer.kind === 'asked' ? 'asked' : answer.reason)).toSorted()).toEqual([
      'asked',
      'asked lately',
      'asked lately',
    ]);
    const skipped = tickets[answers.findIndex((answer) => answer.kind === 'not_asked')] as TicketId;
    at(8.1);
    // A question that was passed over does not come back, nor does its ticket's workflow wait for it.
    expect(await ask(skipped)).toEqual({ kind: 'not_asked', reason: 'asked before' });
    expect((await desk.withTenant(desk.one.id, system, (uow) => loadAskable(uow, skipped)))?.dueAt).toBeNull();
    desk.clock.now = null;
    const later = await resolved(address);
    at(8.1);
    expect(await ask(later)).toEqual({ kind: 'asked' });
  });

  it.each([
    ['never answered', async () => resolved(nextAddress(), { answered: false })],
    ['spam', async () => changed('is_spam = true')],
    ['ticket is cancelled', async () => changed("status = 'cancelled'")],
    ['no requester', async () => changed('requester_address = null')],
    ['the requester is one of us', async () => changed("requester_address = 'agent@one.example'")],
  ])('never asks: %s', async (reason, make) => {
    const ticket = await make();
    at(1.01);
    expect(await ask(ticket)).toEqual({ kind: 'not_asked', reason });
    expect(await questionOf(ticket)).toBeUndefined();
  });

  it('asks nothing where it is switched off, nor about another tenant’s ticket', async () => {
    const ticket = await resolved(nextAddress());
    at(1.01);
    expect(await ask(ticket, desk.two)).toEqual({ kind: 'not_asked', reason: 'no such ticket' });
    const set = (on: boolean) => desk.withTenant(desk.one.id, system, (uow) => switchSatisfaction(uow, { ask: on }));
    await set(false);
    expect(await ask(ticket)).toEqual({ kind: 'not_asked', reason: 'switched off' });
    await set(true);
  });
});

async function changed(set: string): Promise<TicketId> {
  const ticket = await resolved(nextAddress());
  await desk.withTenant(desk.one.id, system, (uow) => sqlRun(uow, `update tickets set ${set} where id = ?`, [ticket]));
  return ticket;
}

describe('a link', () => {
  it('never votes when it is opened: a scanner that opens all five leaves nothing', async () => {
    const { ticket, links } = await asked();
    expect(links).toHaveLength(5);
    for (const [index, link] of links.entries()) {
      for (const method of ['GET', 'HEAD']) expect((await fetch(link, { method })).status).toBe(200);
      const html = await (await fetch(link)).text();
      expect(html).toMatch(new RegExp(`value="${index + 1}" required checked`));
      expect(html.match(/ checked/g)).toHaveLength(1);
    }
    expect(await voteOf(ticket)).toEqual({ score: null, comment: '' });
    expect(await rows("select 1 from ticket_events where ticket_id = ? and type = 'satisfaction_received'", [ticket])).toEqual([]);
  });

  it('shows a page without script that may post only to us, is not kept and not found by search engines', async () => {
    const { links } = await asked();
    const answer = await fetch(links[0] ?? '');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).not.toContain('script-src');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-robots-tag')).toBe('noindex');
    const html = await answer.text();
    expect(html).not.toMatch(/<script|\son\w+=|style=/i);
    expect((await fetch(`${web.url}/page/rate.css`)).status).toBe(200);
  });

  it('records the vote of its form with the words, tells the assignee and says thanks', async () => {
    const address = nextAddress();
    const { ticket, links } = await asked(address);
    const answer = await post(links[0] ?? '', { score: '2', comment: ' Took long <b>& long</b> \r\n…' });
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('Thank you')]);
    expect(await voteOf(ticket)).toEqual({ score: 2, comment: 'Took long <b>& long</b> \n…' });
    expect(await rows("select data from ticket_events where ticket_id = ? and type = 'satisfaction_received'", [ticket])).toEqual([
      { data: { score: 2, hasComment: true, changed: false } },
    ]);
    const told = await rows<{ user_id: string; facts: unknown }>(
      "select user_id, facts from notifications where ticket_id = ? and kind = 'satisfaction_received' and surface = 'console'",
      [ticket],
    );
    expect(told).toEqual([{ user_id: desk.one.agent, facts: { score: 2, by: address } }]);
    expect(await (await fetch(links[4] ?? '')).text()).toContain('Took long &#60;b&#62;&#38; long&#60;/b&#62;');
  });

  it('changes the vote within 24 hours and refuses kindly afterwards', async () => {
    const { ticket, links } = await asked();
    await post(links[4] ?? '', { score: '5' });
    const voted = desk.clock.now?.getTime() ?? 0;
    desk.clock.now = new Date(voted + 23.9 * 3_600_000);
    await post(links[4] ?? '', { score: '3', comment: 'on reflection' });
    expect(await voteOf(ticket)).toEqual({ score: 3, comment: 'on reflection' });
    desk.clock.now = new Date(voted + 24.1 * 3_600_000);
    const late = await post(links[0] ?? '', { score: '1' });
    expect([late.status, await late.text()]).toEqual([200, expect.stringContaining('can no longer be changed')]);
    expect(await voteOf(ticket)).toEqual({ score: 3, comment: 'on reflection' });
  });

  it('itself refuses a vote that comes too late, whatever page it came from', async () => {
    const { ticket, links } = await asked();
    const [row] = await rows<{ id: string }>('select id from satisfaction_requests where ticket_id = ?', [ticket]);
    const vote = (score: number) => desk.withTenant(desk.one.id, system, (uow) => rateTicket(uow, row?.id ?? '', { score }));
    expect(links).toHaveLength(5);
    expect(await vote(5)).toBe('rated');
    expect(await vote(5)).toBe('same');
    expect(await vote(4)).toBe('changed');
    desk.clock.now = new Date((desk.clock.now?.getTime() ?? 0) + 24.1 * 3_600_000);
    expect(await vote(1)).toBe('settled');
    desk.clock.now = new Date((desk.clock.now?.getTime() ?? 0) + 30 * dayMs);
    expect(await vote(1)).toBe('expired');
    expect(await voteOf(ticket)).toEqual({ score: 4, comment: '' });
    expect(await desk.withTenant(desk.two.id, system, (uow) => rateTicket(uow, row?.id ?? '', { score: 1 }))).toBe('unknown');
    await expect(vote(6)).rejects.toThrow();
  });

  it('counts one vote of many that come at the same time', async () => {
    const { ticket, links } = await asked();
    await Promise.all([1, 2, 3, 4, 5].map(() => post(links[3] ?? '', { score: '4' })));
    expect(await rows("select 1 from ticket_events where ticket_id = ? and type = 'satisfaction_received'", [ticket])).toHaveLength(1);
  });

  it('ends after 30 days, with and without a vote', async () => {
    const { ticket, links } = await asked();
    desk.clock.now = new Date((desk.clock.now?.getTime() ?? 0) + 30.1 * dayMs);
    expect(await (await fetch(links[0] ?? '')).text()).toContain('expired');
    await post(links[0] ?? '', { score: '1' });
    expect(await voteOf(ticket)).toEqual({ score: null, comment: '' });
  });

  it('answers an unknown, cut, forged or re-signed token with one neutral page', async () => {
    const { ticket, links } = await asked();
    const token = new URL(links[0] ?? '').pathname.slice('/rate/'.length);
    const [secret = '', mac = '', key = ''] = token.split('.');
    const flip = (text: string): string => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;
    const bad = ['x', secret, `${flip(secret)}.${mac}.${key}`, `${secret}.${flip(mac)}.${key}`, `${secret}.${mac}.k9`];
    const pages = await Promise.all(bad.map(async (one) => post(`${web.url}/rate/${one}`, { score: '1' })));
    const texts = new Set(await Promise.all(pages.map((page) => page.text())));
    expect(pages.map((page) => page.status)).toEqual(bad.map(() => 404));
    expect(texts.size).toBe(1);
    expect([...texts][0]).not.toContain('TKT');
    expect([...texts][0]).not.toContain('Company');
    expect(await voteOf(ticket)).toEqual({ score: null, comment: '' });
  });

  it('does not believe a row whose tenant’s key did not sign the token', async () => {
    const { links } = await asked();
    const token = new URL(links[0] ?? '').pathname.slice('/rate/'.length);
    const hash = createHash('sha256').update(token).digest('hex');
    const other = await asked(nextAddress(), desk.two);
    await rows('update satisfaction_requests set token_hash = ? where token_hash = ? returning 1', ['0'.repeat(64), hash]);
    await rows('update satisfaction_requests set token_hash = ? where ticket_id = ? returning 1', [hash, other.ticket], desk.two);
    expect((await post(`${web.url}/rate/${token}`, { score: '1' })).status).toBe(404);
    expect(await voteOf(other.ticket, desk.two)).toEqual({ score: null, comment: '' });
  });

  it.each([
    ['no score', {}],
    ['a score that is none', { score: '6' }],
    ['a word', { score: 'five' }],
    ['a comment that is too long', { score: '3', comment: 'x'.repeat(2_001) }],
  ])('refuses %s and keeps what was written', async (_what, fields) => {
    const { ticket, links } = await asked();
    const answer = await post(links[0] ?? '', fields as Record<string, string>);
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('Please choose')]);
    expect(await voteOf(ticket)).toEqual({ score: null, comment: '' });
  });

  it('takes no vote from another site’s form', async () => {
    const { ticket, links } = await asked();
    expect((await post(links[0] ?? '', { score: '1' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(await voteOf(ticket)).toEqual({ score: null, comment: '' });
  });

  it('answers no more than twenty times a minute, and logs no token', async () => {
    const { links } = await asked();
    const link = links[0] ?? '';
    const statuses: number[] = [];
    for (let i = 0; i < 22; i += 1) statuses.push((await fetch(link)).status);
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(200));
    expect(statuses.slice(20)).toEqual([429, 429]);
    expect(web.logLines.join('\n')).not.toContain(new URL(link).pathname.slice('/rate/'.length));
  });
});

describe('the ratings', () => {
  it('are average and distribution of the tenant’s own votes since an instant', async () => {
    const own = await openTestDesk();
    const tenant = own.one;
    const insert = (score: number | null, daysAgo: number) =>
      own.withTenant(tenant.id, system, async (uow) => {
        const { openTicket } = await import('../../../domain/tickets/open-ticket.ts');
        const fresh = plainTicket('x');
        const { id } = await openTicket(uow, fresh);
        await sqlRun(
          uow,
          `insert into satisfaction_requests (tenant_id, id, ticket_id, address, language, token_hash, asked_at, expires_at, score, rated_at)
           values (?, gen_random_uuid(), ?, 'a@b.example', 'en', ?, now() - make_interval(days => ?), now(), ?, ${score === null ? 'null' : 'now() - make_interval(days => ?)'})`,
          [tenant.id, id, createHash('sha256').update(id).digest('hex'), daysAgo, score, ...(score === null ? [] : [daysAgo])],
        );
      });
    for (const [score, daysAgo] of [
      [5, 1],
      [4, 2],
      [1, 3],
      [null, 1],
      [1, 40],
    ] as const)
      await insert(score, daysAgo);
    const since = new Date(Date.now() - 30 * dayMs);
    const ratings = await own.withTenant(tenant.id, system, (uow) => listRatings(uow, since, 2));
    expect(ratings).toMatchObject({ asked: 4, count: 3, average: 10 / 3, distribution: [1, 0, 0, 1, 1] });
    expect(ratings.newest.map((line) => line.score)).toEqual([5, 4]);
    const other = await own.withTenant(own.two.id, system, (uow) => listRatings(uow, since, 2));
    expect(other).toMatchObject({ asked: 0, count: 0, average: null, newest: [] });
    await own.close();
  });
});
