import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeCard } from '../../../bots/cards/make-card.rules.ts';
import type { Person, SayOptions } from '../../../bots/commands/person.types.ts';
import { queueDelivery } from '../../../domain/deliveries/queue-delivery.ts';
import { newId } from '../../../domain/ids.types.ts';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import { openTestDesk, system, type TestDesk, type TestTenant } from '../../support/desk.ts';
import { openTestWeb, type TestWeb } from '../../support/web.ts';
import { type WebClient, webClient } from '../../support/web-client.ts';

let desk: TestDesk;
let web: TestWeb;
let one: WebClient;
let two: WebClient;
const said: { person: Person; text: string; options: SayOptions | undefined }[] = [];
const pressed: unknown[] = [];
beforeAll(async () => {
  desk = await openTestDesk();
  web = await openTestWeb(desk, {
    commands: {
      say: async (person, text, options) => {
        said.push({ person, text, options });
        return makeCard('help', `You said: ${text}`);
      },
      press: async (person, action, commandId) => {
        pressed.push({ person, action, commandId });
        return makeCard('done', 'Done');
      },
    },
  });
  one = await webClient(web, await web.signInToken(desk.one.id, desk.one.agent));
  two = await webClient(web, await web.signInToken(desk.two.id, desk.two.agent));
}, 120_000);
afterAll(async () => {
  await web.close();
  await desk.close();
});

/** An outward mail of the tenant, queued at `at`. */
async function queue(tenant: TestTenant, subject: string, at: Date): Promise<string> {
  desk.clock.now = at;
  const address = (name: string) => ({ name: '', address: name });
  const mail = {
    from: address(tenant.mailboxAddress),
    to: [{ name: 'Jane Doe', address: 'jane@acme.example' }],
    cc: [],
    replyTo: null,
    subject,
    text: `Text of ${subject}`,
    inReplyTo: null,
    references: [],
    autoSubmitted: 'no' as const,
    attachmentIds: [],
  };
  const queued = await desk.withTenant(tenant.id, system, (uow) =>
    queueDelivery(uow, {
      effectKey: newId<string>(),
      purpose: 'reply',
      ticketId: null,
      messageId: null,
      mailboxId: tenant.mailboxId,
      mail,
    }),
  );
  desk.clock.now = null;
  if (queued === null) throw new Error('nothing was queued');
  return queued.id;
}

type Outbox = { mails: { id: string; subject: string; state: string; to: { address: string }[]; queuedAt: string }[]; more: boolean };
const outbox = async (client: WebClient, query = ''): Promise<Outbox> => (await client.get(`/api/console/outbox${query}`)).json as Outbox;

describe('a command', () => {
  it('is said as the person of the session, with the id the browser chose and the ticket it is about', async () => {
    const commandId = newId<string>();
    const answer = await one.send('POST', '/api/console/say', { text: 'show 1', commandId, ticket: 'TKT-202611-00001' });
    expect(answer.json).toMatchObject({ card: { kind: 'help', title: [{ text: 'You said: show 1' }] } });
    expect(said.at(-1)).toEqual({
      person: { tenantId: desk.one.id, userId: desk.one.agent },
      text: 'show 1',
      options: { commandId, ticket: 'TKT-202611-00001' },
    });
  });

  it('hands an action of a card on unchanged', async () => {
    const commandId = newId<string>();
    const action = { op: 'ticket.assign', args: { ticket: 'TKT-1', to: null, list: [1, { a: true }] } };
    expect((await two.send('POST', '/api/console/press', { action, commandId })).json).toMatchObject({ card: { kind: 'done' } });
    expect(pressed.at(-1)).toEqual({ person: { tenantId: desk.two.id, userId: desk.two.agent }, action, commandId });
  });

  it('leaves none of its text in the log', async () => {
    await one.send('POST', '/api/console/say', { text: 'note 1 the alarm code is 4711', commandId: newId<string>() });
    expect(web.logLines.join('').includes('4711')).toBe(false);
  });

  it('can be looked up before it is typed, as far as the role may use it', async () => {
    const { commands } = (await one.get('/api/console/commands')).json as { commands: { name: string; usage: string }[] };
    expect(commands.map((command) => command.name)).toEqual(expect.arrayContaining(['tickets', 'reply', 'help']));
  });
});

describe('the outbox', () => {
  it('lists the mails of the own tenant, newest first, with their states', async () => {
    const old = await queue(desk.one, 'older', new Date('2026-03-01T10:00:00Z'));
    const fresh = await queue(desk.one, 'newer', new Date('2026-03-01T11:00:00Z'));
    const foreign = await queue(desk.two, 'of two', new Date('2026-03-01T12:00:00Z'));
    await desk.withTenant(desk.one.id, system, (uow) => sqlRun(uow, "update deliveries set state = 'uncertain' where id = ?", [old]));
    const { mails, more } = await outbox(one);
    expect(mails.map(({ id, state, subject, queuedAt }) => ({ id, state, subject, queuedAt }))).toEqual([
      { id: fresh, state: 'queued', subject: 'newer', queuedAt: '2026-03-01T11:00:00.000Z' },
      { id: old, state: 'uncertain', subject: 'older', queuedAt: '2026-03-01T10:00:00.000Z' },
    ]);
    expect(more).toBe(false);
    expect((await outbox(two)).mails.map((mail) => mail.id)).toEqual([foreign]);
    expect((await one.get(`/api/console/outbox/${old}`)).json).toEqual({ id: old, text: 'Text of older', lastResult: null, files: [] });
    const answers = [await one.get(`/api/console/outbox/${foreign}`), await one.get(`/api/console/outbox/${newId<string>()}`)];
    expect(answers.map(({ status, text }) => ({ status, text: text.replace(/[0-9a-f-]{36}/, 'ID') }))).toEqual([
      { status: 404, text: answers[1]?.text.replace(/[0-9a-f-]{36}/, 'ID') },
      { status: 404, text: expect.any(String) },
    ]);
    expect((await outbox(one, `?after=${foreign}`)).mails).toEqual([]);
  });

  it('gives older mails page by page, each once, also when many were queued at the same instant', async () => {
    const at = new Date('2026-02-01T10:00:00Z');
    for (let index = 0; index < 60; index += 1) await queue(desk.two, `mail ${index}`, at);
    const first = await outbox(two);
    const second = await outbox(two, `?after=${first.mails.at(-1)?.id}`);
    expect(first.mails).toHaveLength(50);
    expect(first.more).toBe(true);
    expect(second.more).toBe(false);
    const subjects = [...first.mails, ...second.mails].map((mail) => mail.subject);
    expect(new Set(subjects).size).toBe(61);
    expect(subjects).toHaveLength(61);
  });

  it.each(['x', "' or 1=1", '01890000'])('refuses a cursor that is no id (%s)', async (after) => {
    expect((await one.get(`/api/console/outbox?after=${encodeURIComponent(after)}`)).status).toBe(400);
  });
});

it('shows no demo pages where there is no demo', async () => {
  for (const path of ['/api/console/samples', '/api/console/mailbox', '/api/console/mailbox/x'])
    expect((await one.get(path)).status).toBe(404);
  const sample = await one.send('POST', '/api/console/sample-mail', { kind: 'support', from: 'jane@acme.example' });
  expect(sample.status).toBe(404);
  expect((await one.get('/api/me')).json).toMatchObject({ demo: false });
});
