import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type OpenBrowser, openBrowser } from '../support/browser.ts';
import { type ConsolePage, consolePage } from '../support/console-page.ts';
import { Product } from '../support/product.ts';

let product: Product;
let browser: OpenBrowser;
let page: Page;
let console: ConsolePage;
let faults: string[];

beforeAll(async () => {
  product = await Product.prepare();
  [browser] = await Promise.all([openBrowser(), product.start()]);
  ({ page, faults } = await browser.newPage({ viewport: { width: 1280, height: 900 } }));
  console = consolePage(page, `http://localhost:${product.ports.web}`);
}, 900_000);
afterAll(async () => {
  await browser?.close();
  await product?.discard();
}, 60_000);

describe('the whole product in the browser', () => {
  it('signs in with the link that the start printed, once', async () => {
    const link = /http:\S+\/sign-in#\S+/.exec(product.said)?.[0] ?? '';
    await page.goto(link);
    await page.getByLabel('Command', { exact: true }).waitFor();
    const { page: second } = await browser.newPage();
    await second.goto(link);
    await second.getByText(/used/i).first().waitFor();
    await second.context().close();
  }, 60_000);

  it('sends a sample mail through the SMTP door and shows its acknowledgement in outbox and customers’ mailbox', async () => {
    await page.locator('.samples button').first().click();
    await console.outbox().filter({ hasText: 'Sent' }).first().waitFor();
    await console.mailbox().first().waitFor();
    await console.picture('acknowledged');
  }, 60_000);

  it('answers the customer with a typed command and a pressed button, and the mail arrives', async () => {
    const list = await console.say('tickets');
    await console.press('Show', list.getByRole('listitem').first());
    await console.picture('ticket');
    const draft = await console.say('reply Hello, we are on our way.');
    expect(await draft.textContent()).toMatch(/not sent yet/);
    await console.picture('draft');
    const before = await console.mailbox().count();
    await console.press('Send');
    await console.outbox().filter({ hasText: 'Reply' }).locator('.state', { hasText: 'Sent' }).first().waitFor();
    await console.mailbox().nth(before).waitFor();
    await console.mailbox().first().getByRole('button').first().click();
    await console.mailbox().first().getByText('we are on our way').waitFor();
    await console.picture('answered');
    expect(faults).toEqual([]);
  }, 60_000);
});
