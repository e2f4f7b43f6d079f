import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createCommandRunner } from '../../bots/commands/command-runner.ts';
import type { DownloadLink } from '../../bots/commands/person.types.ts';
import { newId } from '../../domain/ids.types.ts';
import { sqlRun } from '../../domain/tenancy/sql.ts';
import { createDownloadLinks } from '../../server/http/download-link.ts';
import { type OpenBrowser, openBrowser } from '../support/browser.ts';
import { type ConsolePage, consolePage } from '../support/console-page.ts';
import { openTestDesk, silent, system, type TestDesk } from '../support/desk.ts';
import { mailFrom, receive, testKeys } from '../support/mails.ts';
import { openTestWeb, type TestWeb } from '../support/web.ts';

const hostile = '<img src=x onerror="document.title=\'owned\'"> printer';
let desk: TestDesk;
let web: TestWeb;
let browser: OpenBrowser;
let page: Page;
let faults: string[];
let console: ConsolePage;

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openTestDesk();
  web = await openTestWeb(desk, {
    commands: (keyRing, url) => runner((person, file) => createDownloadLinks(keyRing, url())(person, file)),
  });
}, 180_000);
beforeEach(async () => {
  ({ page, faults } = await browser.newPage({ viewport: { width: 1280, height: 860 }, timezoneId: 'Asia/Tokyo', locale: 'en-GB' }));
  console = consolePage(page, web.url);
});
afterEach(async () => {
  await page.context().close();
  expect(faults).toEqual([]);
});
afterAll(async () => {
  await web?.close();
  await desk?.close();
  await browser?.close();
});

const runner = (downloadLink: DownloadLink) =>
  createCommandRunner({ withTenant: desk.withTenant, replyKeysFor: () => testKeys, log: silent, downloadLink });
const token = (): Promise<string> => web.signInToken(desk.one.id, desk.one.agent);

/** A customer's mail that became a ticket with an attachment; its subject is the sender's own. */
async function openTicket(subject: string, from = { name: 'Jane Doe', address: 'jane@acme.example' }): Promise<void> {
  const stored = await web.blobs.put(desk.one.id, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
  const attachments = [{ ...stored, filename: 'plan.svg', contentType: 'image/svg+xml', contentId: null, inline: false }];
  await receive(desk, desk.one, mailFrom(from.address, { subject, attachments, from }));
}

describe('the playground', () => {
  it('lets staff sign in by a link, type a command, press a card’s button and see what it did', async () => {
    await openTicket('Scanner is offline');
    await console.signIn(await token());
    expect(page.url()).toBe(`${web.url}/`);
    const list = await console.say('tickets');
    expect(await list.textContent()).toContain('Scanner is offline');
    const ticket = await console.press('Show', list.getByRole('listitem').filter({ hasText: 'Scanner is offline' }));
    expect(await ticket.getByText('nobody', { exact: true }).count()).toBe(1);
    const taken = await console.press('Take');
    expect(await taken.textContent()).toContain('nobody → you');
    const shown = await console.say('mine');
    expect(await shown.getByRole('listitem').filter({ hasText: 'Scanner is offline' }).count()).toBe(1);
  });

  it('sends a reply only after its recipients were shown, and shows it in the outbox with its state and text', async () => {
    await openTicket('Monitor flickers');
    await console.signIn(await token());
    await console.press('Show', (await console.say('tickets Monitor')).getByRole('listitem').first());
    const before = await console.outbox().count();
    const draft = await console.say('reply Hello Jane, we bring a new one at nine.');
    expect(await draft.textContent()).toMatch(/not sent yet.*jane@acme\.example/s);
    expect(await console.outbox().count()).toBe(before);
    await console.press('Send');
    const newest = console.outbox().filter({ hasText: 'Reply' }).filter({ hasText: 'Monitor flickers' });
    await newest.waitFor();
    expect(await newest.locator('.state').textContent()).toBe('Queued');
    await newest.getByRole('button').click();
    await newest.getByText('we bring a new one at nine').waitFor();
    await desk.withTenant(desk.one.id, system, (uow) => sqlRun(uow, "update deliveries set state = 'sent' where purpose = 'reply'"));
    await newest.locator('.state', { hasText: 'Sent' }).waitFor();
    expect(await newest.getByText('we bring a new one at nine').count()).toBe(1);
  });

  it('shows what a customer wrote as text, whatever it looks like, and hands out files as downloads', async () => {
    await openTicket(hostile);
    await console.signIn(await token());
    const card = await console.press('Show', (await console.say('tickets')).getByRole('listitem').first());
    expect(await card.locator('h3').textContent()).toContain(hostile);
    expect(await page.locator('#chat img').count()).toBe(0);
    expect(await page.title()).toBe('Deskhand');
    const [download] = await Promise.all([page.waitForEvent('download'), card.getByRole('link', { name: 'plan.svg' }).first().click()]);
    expect(download.suggestedFilename()).toBe('plan.svg');
  });

  it('asks before something dangerous is done, and does nothing when the person says no', async () => {
    await openTicket('Buy cheap watches', { name: 'Watches', address: 'sell@cheap.example' });
    await console.signIn(await token());
    const list = await console.say('tickets watches');
    const ticket = await console.press('Show', list.getByRole('listitem').first());
    const cards = await page.locator('#chat .card').count();
    await ticket.getByRole('button', { name: 'Spam', exact: true }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.locator('#chat .card').count()).toBe(cards);
    await ticket.getByRole('button', { name: 'Spam', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Spam' }).click();
    await page.locator('#chat .card').nth(cards).waitFor();
    expect(await (await console.say('tickets watches')).getByRole('listitem').count()).toBe(0);
  });

  it('puts the next page of a list under the first, each ticket once', async () => {
    for (let index = 0; index < 8; index += 1)
      await receive(desk, desk.one, mailFrom(`many${index}@else.example`, { subject: `Cable ${index}` }));
    await console.signIn(await token());
    const list = await console.say('tickets Cable');
    const first = await list.getByRole('listitem').count();
    while ((await list.getByRole('button', { name: 'Show more' }).count()) > 0) {
      const shown = await list.getByRole('listitem').count();
      await list.getByRole('button', { name: 'Show more' }).click();
      await list.getByRole('listitem').nth(shown).waitFor();
    }
    const subjects = (await list.locator('.row-title').allTextContents()).map((text) => text.replace(/.*Cable/s, 'Cable'));
    expect(first).toBeLessThan(8);
    expect(subjects.sort()).toEqual(Array.from({ length: 8 }, (_, index) => `Cable ${index}`));
  });
});

describe('the command line', () => {
  it('can be used from the keyboard alone: suggestions, history, several lines', async () => {
    await console.signIn(await token());
    const line = page.getByLabel('Command', { exact: true });
    expect(await page.locator('#command:focus').count()).toBe(1);
    await page.keyboard.type('ticke');
    await page.keyboard.press('Tab');
    expect(await line.inputValue()).toBe('tickets ');
    await page.getByText('tickets [status]').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('#chat .card').first().waitFor();
    await page.keyboard.type('half');
    await page.keyboard.press('ArrowUp');
    expect(await line.inputValue()).toBe('tickets');
    await page.keyboard.press('ArrowDown');
    expect(await line.inputValue()).toBe('half');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('written');
    expect(await line.inputValue()).toBe('half\nwritten');
  });

  it('says what could not be sent and sends it again under the same command id', async () => {
    await console.signIn(await token());
    await page.route('**/api/console/say', (route) => route.abort(), { times: 1 });
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/say')) sent.push((request.postDataJSON() as { commandId: string }).commandId);
    });
    const failed = await console.say('help');
    expect(await failed.textContent()).toContain('cannot be reached');
    await failed.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('What you can say').waitFor();
    expect(sent).toHaveLength(2);
    expect(sent[0]).toBe(sent[1]);
  });
});

describe('signing in', () => {
  it('takes the token out of the address, and refuses the link a second time with the way to a new one', async () => {
    const used = await token();
    await console.signIn(used);
    await page.goBack().catch(() => null);
    expect(page.url()).not.toContain(used);
    const second = await browser.newPage();
    await second.page.goto(`${web.url}/sign-in#${used}`);
    await second.page.getByText('has been used or is older than 15 minutes').waitFor();
    expect(second.page.url()).toBe(`${web.url}/sign-in`);
    await second.page.evaluate(`location.assign('/sign-in#${await token()}')`);
    await second.page.getByLabel('Command', { exact: true }).waitFor();
    await second.context.close();
  });

  it('shows nothing of the desk to somebody who is not signed in, or no longer', async () => {
    await page.goto(web.url);
    await page.getByText('You are signed out').waitFor();
    expect(await page.locator('#desk').count()).toBe(0);
    await console.signIn(await token());
    await console.say('tickets');
    await desk.withTenant(desk.one.id, system, (uow) => sqlRun(uow, 'update sessions set revoked_at = now()'));
    await page.getByText('You are signed out').waitFor();
    expect(await page.locator('#desk').count()).toBe(0);
    await console.signIn(await token());
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out').waitFor();
    await page.goto(web.url);
    await page.getByText('You are signed out').waitFor();
  });
});

describe('a narrow window', () => {
  it.each([380, 320])('of %d pixels shows one pane at a time and never scrolls sideways', async (width) => {
    await openTicket(`Long ${'x'.repeat(120)} ${newId<string>()}`);
    await page.setViewportSize({ width, height: 720 });
    await console.signIn(await token());
    await console.press('Show', (await console.say('tickets')).getByRole('listitem').first());
    await console.say('reply Hello');
    const sideways = (): Promise<number> => page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(await sideways()).toBeLessThanOrEqual(0);
    expect(await page.locator('#outbox').isVisible()).toBe(false);
    await page.getByRole('navigation').getByRole('button', { name: 'Outbox' }).click();
    expect(await page.locator('#outbox').isVisible()).toBe(true);
    expect(await page.locator('#chat').isVisible()).toBe(false);
    await console.outbox().first().getByRole('button').click();
    await console.outbox().first().locator('.mail-text').waitFor();
    expect(await sideways()).toBeLessThanOrEqual(0);
  });
});
