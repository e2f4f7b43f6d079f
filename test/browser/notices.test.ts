import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createCommandRunner } from '../../bots/commands/command-runner.ts';
import { newId, type TicketId } from '../../domain/ids.types.ts';
import { notify } from '../../domain/notifications/notify.ts';
import { askSatisfaction } from '../../domain/satisfaction/ask-satisfaction.ts';
import { switchSatisfaction } from '../../domain/satisfaction/switch-satisfaction.ts';
import { sqlRows, sqlRun } from '../../domain/tenancy/sql.ts';
import { addMessage } from '../../domain/tickets/add-message.ts';
import { renderSatisfaction } from '../../mail/templates/satisfaction.ts';
import { satisfactionKeys } from '../../server/http/satisfaction-keys.ts';
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
    commands: () =>
      createCommandRunner({ withTenant: desk.withTenant, replyKeysFor: () => testKeys, log: silent, downloadLink: () => '/' }),
  });
}, 180_000);
beforeEach(async () => {
  ({ page, faults } = await browser.newPage({ viewport: { width: 1280, height: 860 }, locale: 'en-GB' }));
  console = consolePage(page, web.url);
});
afterAll(async () => {
  await web?.close();
  await desk?.close();
  await browser?.close();
});

async function openTicket(subject: string): Promise<TicketId> {
  const filed = await receive(desk, desk.one, mailFrom(`${newId<string>()}@else.example`, { subject }));
  if (filed.kind !== 'opened') throw new Error('a first mail opens a ticket');
  return filed.ticketId;
}

it('shows how many notices are unread, lists them, and opens the ticket of the one that is pressed', async () => {
  await console.signIn(await web.signInToken(desk.one.id, desk.one.agent));
  const bell = page.getByRole('button', { name: /^Notifications/ });
  await bell.waitFor();
  expect(await bell.locator('.badge').isVisible()).toBe(false);
  for (const subject of ['Scanner', hostile]) {
    const ticketId = await openTicket(subject);
    await desk.withTenant(desk.one.id, system, (uow) =>
      notify(uow, {
        kind: 'sla_warning',
        ticketId,
        key: newId<string>(),
        audience: [{ kind: 'user', userId: desk.one.agent }],
        facts: { percent: 80 },
      }),
    );
  }
  await bell.locator('.badge').filter({ hasText: '2' }).waitFor();
  await bell.click();
  const lines = page.locator('#notices li');
  await lines.nth(1).waitFor();
  expect(await lines.first().textContent()).toContain('Deadline comes near (80 %)');
  expect(await lines.first().textContent()).toContain('<img src=x');
  await lines.nth(1).getByRole('button').click();
  await page.locator('#chat .card').last().filter({ hasText: 'Scanner' }).waitFor();
  await bell.locator('.badge').filter({ hasText: '1' }).waitFor();
  await bell.click();
  await page.getByRole('button', { name: 'Mark all read' }).click();
  await bell.locator('.badge').waitFor({ state: 'hidden' });
  expect(await page.title()).not.toBe('owned');
  expect(faults).toEqual([]);
  await page.context().close();
});

it('lets a customer rate with a press on the page of their link, without any script of ours', async () => {
  const ticketId = await openTicket('Toner');
  const question = await desk.withTenant(desk.one.id, system, async (uow) => {
    await switchSatisfaction(uow, { ask: true, afterHours: 0 });
    const author = { kind: 'staff', userId: desk.one.agent, name: 'agent' } as const;
    await addMessage(uow, { ticketId, kind: 'reply', isPublic: true, author, text: 'Fixed.' });
    await sqlRun(uow, "update tickets set status = 'resolved', resolved_at = ? where id = ?", [uow.now, ticketId]);
    const keys = satisfactionKeys(web.keyRing, desk.one.id);
    const rules = { keys, replyKeys: testKeys, webUrl: web.url, render: renderSatisfaction };
    expect(await askSatisfaction(uow, ticketId, rules)).toEqual({ kind: 'asked' });
    const [row] = await sqlRows<{ text: string }>(uow, "select mail->>'text' as text from deliveries where effect_key = ?", [
      `satisfaction:${ticketId}`,
    ]);
    return row?.text ?? '';
  });
  await page.goto(/\S+score=4/.exec(question)?.[0] ?? '');
  expect(await page.getByRole('radio', { name: '4 – Good' }).isChecked()).toBe(true);
  await page.getByRole('textbox').fill('Quick & friendly');
  await page.getByRole('button', { name: 'Send rating' }).click();
  await page.getByText('Thank you for your rating.').waitFor();
  const votes = await desk.withTenant(desk.one.id, system, (uow) => sqlRows(uow, 'select score, comment from satisfaction_requests'));
  expect(votes).toEqual([{ score: 4, comment: 'Quick & friendly' }]);
  expect(faults).toEqual([]);
  await page.context().close();
});
