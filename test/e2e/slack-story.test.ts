import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ParsedMail, simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import type { Card } from '../../bots/cards/card.types.ts';
import { newId } from '../../domain/ids.types.ts';
import { eventually } from '../support/eventually.ts';
import { Product } from '../support/product.ts';
import { startFakeSlack } from '../support/slack/fake-slack.ts';
import type { FakeMessage, FakePerson, FakeSlack, FakeView, FakeWorkspace } from '../support/slack/fake-slack.types.ts';

const owner = 'grace@northwind-cabling.example';
const customer = 'pat@customer.example';

let slack: FakeSlack;
let product: Product;
let workspace: FakeWorkspace;
let grace: FakePerson;
let sam: FakePerson;
let channel: string;
let asked: FakeMessage;
let number = '';
let session = '';

beforeAll(async () => {
  slack = await startFakeSlack();
  const { clientId, clientSecret, signingSecret } = slack.settings;
  product = await Product.prepare({
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: slack.apiUrl,
    SLACK_AUTHORIZE_URL: slack.authorizeUrl,
  });
  slack.connect(`http://localhost:${product.ports.web}/slack/events`);
  workspace = slack.addWorkspace('northwind');
  [grace, sam] = [workspace.addPerson('grace'), workspace.addPerson('sam')];
  channel = workspace.addChannel('helpdesk');
  await product.start();
}, 900_000);
afterAll(async () => {
  await product.discard();
  await slack.close();
}, 60_000);

async function say(text: string): Promise<Card> {
  const { code, out, err } = await product.run(['say', '--as', owner, '--json', text]);
  if (code !== 0) throw new Error(`say failed (${code}): ${err}`);
  const { card } = JSON.parse(out) as { card: Card };
  if (card.error !== null) throw new Error(`“${text}” was refused: ${JSON.stringify(card.notices)}`);
  return card;
}

/** Presses a button of a card in the console. */
async function press(card: Card, label: string): Promise<Card> {
  const found = card.actions.find((action) => action.label === label);
  if (found === undefined) throw new Error(`there is no ${label}: ${JSON.stringify(card)}`);
  const webUrl = `http://localhost:${product.ports.web}`;
  const answer = await fetch(`${webUrl}/api/console/press`, {
    method: 'POST',
    headers: { origin: webUrl, 'content-type': 'application/json', cookie: session },
    body: JSON.stringify({ action: { op: found.op, args: found.args }, commandId: newId<string>() }),
  });
  return ((await answer.json()) as { card: Card }).card;
}

/** Does it while only the door is open, so that it is received and nothing more; then kills the process and starts the whole product. */
async function justReceived<T>(role: 'web' | 'mail', deed: () => Promise<T>): Promise<T> {
  await product.end('SIGTERM');
  await product.start('--role', role);
  const result = await deed();
  await product.end('SIGKILL');
  await product.start();
  return result;
}

/** Mails that the customers' own mail server received for an address. */
async function received(address: string): Promise<ParsedMail[]> {
  const folder = join(product.folder, 'demo-mailbox');
  const names = (await readdir(folder).catch(() => [] as string[])).filter((name) => name.endsWith('.eml')).toSorted();
  const mails = await Promise.all(names.map(async (name) => simpleParser(await product.read(join('demo-mailbox', name)))));
  return mails.filter((mail) => [mail.to].flat().some((to) => to?.text.includes(address)));
}

const words = (thing: FakeMessage | FakeView | undefined): string =>
  JSON.stringify(thing === undefined ? null : [(thing as FakeMessage).text, thing.blocks]);
const inThread = (text: string): FakeMessage[] => slack.thread(channel, asked.ts).filter((message) => words(message).includes(text));
const card = (): FakeMessage => {
  const [found] = inThread('Reply to customer');
  if (found === undefined) throw new Error('the thread has no card');
  return found;
};

describe('one story in Slack, killed between receipt and handling at every step', () => {
  it('connects the workspace from the signed-in admin’s page', async () => {
    const webUrl = `http://localhost:${product.ports.web}`;
    const token = /sign-in#token=(\S+)/.exec(product.said)?.[1] ?? '';
    const headers = { origin: webUrl, 'content-type': 'application/json' };
    const signedIn = await fetch(`${webUrl}/api/session`, { method: 'POST', headers, body: JSON.stringify({ token }) });
    session = signedIn.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
    const begun = await fetch(`${webUrl}/api/slack/install`, { method: 'POST', headers: { ...headers, cookie: session }, body: '{}' });
    const { url } = (await begun.json()) as { url: string };
    const state = begun.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
    const { location } = await slack.consent(url, grace, { cookie: state });
    // Slack sends the browser back from another site: the session's cookie does not come along.
    const end = await fetch(location, { headers: { cookie: state } });
    expect(end.status).toBe(200);
    await product.end('SIGKILL');
    await product.start();
    expect((await product.run(['slack', 'list', '--tenant', 'northwind'])).out).toContain('northwind');
  }, 240_000);

  it('links a member of staff by a code that they say in Slack', async () => {
    const code = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(JSON.stringify(await say('link slack')))?.[0] ?? '';
    expect(code).not.toBe('');
    await justReceived('web', () => slack.command(grace, channel, '/desk', `link ${code}`));
    await eventually('linked', async () => slack.ephemerals(grace).some((message) => words(message).includes('Grace')), 90_000);
  }, 240_000);

  it('makes a ticket from a message with a shortcut, with one card in its thread', async () => {
    asked = await slack.say(sam, channel, 'pat@customer.example called: the printer in room 5 is on fire');
    await slack.say(sam, channel, 'It is the big one.', { threadTs: asked.ts });
    await justReceived('web', async () => {
      await slack.messageShortcut(grace, asked, 'create_ticket');
      await eventually('the form', async () => slack.views(grace).length > 0);
      const [form] = slack.views(grace);
      const { errors } = await slack.submit(grace, form as FakeView, { Subject: 'Printer on fire', 'For whom': customer });
      expect(errors).toBeNull();
    });
    await eventually('the card', async () => inThread('Reply to customer').length === 1, 90_000);
    number = /TKT-\d{6}-\d{5}/.exec(words(card()))?.[0] ?? '';
    const shown = JSON.stringify(await say(`show ${number}`));
    expect(shown).toContain('Printer on fire');
    expect(shown).toContain('It is the big one.');
  }, 240_000);

  it('answers the customer by mail, after a preview and with time to undo', async () => {
    await justReceived('web', async () => {
      await slack.press(grace, card(), 'Reply to customer');
      await eventually('the composer', async () => slack.views(grace).some((view) => view.title === 'Reply to customer'));
      const [form] = slack.views(grace);
      await eventually('who sees it', async () => words(slack.views(grace)[0]).includes(customer));
      await slack.submit(grace, slack.views(grace)[0] ?? (form as FakeView), { Text: 'We are on our way.' });
    });
    const preview = (): FakeMessage | undefined =>
      slack.ephemerals(grace).findLast((message) => words(message).includes('Send and resolve'));
    await eventually('the preview', async () => preview() !== undefined, 90_000);
    expect(words(preview())).toContain(customer);
    expect(await received(customer)).toEqual([]);
    await justReceived('web', () => slack.press(grace, preview() as FakeMessage, 'Send'));
    await eventually('the mail', async () => (await received(customer)).length === 1, 60_000);
    expect((await received(customer))[0]?.text).toContain('We are on our way.');
    await eventually('the answer in the thread', async () => inThread('We are on our way.').length === 1, 90_000);
  }, 240_000);

  it('shows the customer’s answer in the thread, once', async () => {
    const [mail] = await received(customer);
    await justReceived('mail', () =>
      createTransport({ host: '127.0.0.1', port: product.ports.smtp, ignoreTLS: true }).sendMail({
        from: customer,
        to: mail?.replyTo?.value[0]?.address ?? '',
        subject: `Re: ${mail?.subject}`,
        text: 'It burns brighter now.',
        inReplyTo: mail?.messageId ?? '',
      }),
    );
    // The card says the customer's last words, too.
    const said = (): FakeMessage[] => inThread('It burns brighter now.').filter((message) => message.ts !== card().ts);
    await eventually('the answer', async () => said().length > 0, 60_000);
    await slack.idle();
    expect(said()).toHaveLength(1);
  }, 240_000);

  it('warns of a deadline in Slack that came while everything was down', async () => {
    await press(await say('policy new "Fire" from "24/7"'), 'Save');
    await press(await say('policy "Fire" target resolution urgent 20m'), 'Save');
    // Two per cent of twenty minutes round the clock: the warning falls due 24 s after the policy came to the ticket.
    await press(await say('policy "Fire" warn 2 critical 99'), 'Save');
    await say(`take ${number}`);
    await say(`priority ${number} urgent`);
    await say(`policy ${number} Fire`);
    const due = Date.now() + 24_000;
    await product.end('SIGKILL');
    expect(slack.dm(grace)).toEqual([]);
    await sleep(due - Date.now() + 2_000);
    await product.start();
    await eventually('the warning', async () => slack.dm(grace).some((message) => words(message).includes(number)), 60_000);
  }, 240_000);

  it('resolves from the card, which is redrawn in place', async () => {
    const before = card().ts;
    const shown = async (): Promise<Card> => say(`show ${number}`);
    // Pressed on a card that is out of date it would be refused: a kill in the middle of drawing it costs the lease of that post.
    const version = (await shown()).actions.find(({ args }) => args.version !== undefined)?.args.version;
    await eventually('the card is up to date', async () => words(card()).includes(`\\"version\\":${version}`), 90_000);
    await justReceived('web', () => slack.press(grace, card(), `Status: in progress`, { option: 'Resolved' }));
    const status = async (): Promise<string> => JSON.stringify((await shown()).fields.find(({ label }) => label === 'Status'));
    await eventually('resolved', async () => (await status()).includes('resolved'), 60_000);
    await eventually('redrawn', async () => words(card()).includes('Reopen'), 90_000);
    expect(card().ts).toBe(before);
    expect(slack.refusals).toEqual([]);
  }, 240_000);
});
