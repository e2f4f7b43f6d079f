import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type OpenBrowser, openBrowser } from '../support/browser.ts';
import { type ConsolePage, consolePage } from '../support/console-page.ts';
import { type FakeOpenAi, startFakeOpenAi } from '../support/openai/fake-openai.ts';
import type { FakeRequest } from '../support/openai/fake-openai.types.ts';
import { Product } from '../support/product.ts';

let model: FakeOpenAi;
let product: Product;
let browser: OpenBrowser;
let page: Page;
let console: ConsolePage;
let faults: string[];

/** What the customer wrote last comes first; a sentence that no source shows comes after it. */
function answer(request: FakeRequest): unknown {
  if (request.schemaName !== 'draft') return undefined;
  const ref = /\[(m\d+\.s\d+)\]\s+[^\n]*drops every few minutes/.exec(request.user)?.[1] ?? '';
  return {
    sentences: [
      { text: 'Thank you for your message.', states: false, refs: [] },
      { text: 'The Wi-Fi in your warehouse drops every few minutes.', states: true, refs: [ref] },
      { text: 'We replaced the access point at 14:30 and it cost 480 GBP.', states: true, refs: [ref] },
    ],
  };
}

beforeAll(async () => {
  model = await startFakeOpenAi({ answer });
  product = await Product.prepare({ DESKHAND_AI_BASE_URL: model.url, DESKHAND_AI_KEY: model.key });
  [browser] = await Promise.all([openBrowser(), product.start()]);
  ({ page, faults } = await browser.newPage({ viewport: { width: 1280, height: 1100 } }));
  console = consolePage(page, `http://localhost:${product.ports.web}`);
  await page.goto(/http:\S+\/sign-in#\S+/.exec(product.said)?.[0] ?? '');
  await page.getByLabel('Command', { exact: true }).waitFor();
}, 900_000);
afterAll(async () => {
  await browser?.close();
  await product?.discard();
  await model?.close();
}, 60_000);

describe('a model behind the console', () => {
  it('answers a question in free words by itself and says how it understood it', async () => {
    await page.locator('.samples button').first().click();
    await console.mailbox().first().waitFor();
    const card = await console.say('which tickets nobody has taken yet?');
    expect(await card.textContent()).toMatch(/I understood: tickets/);
    expect(await card.textContent()).toMatch(/Wi-Fi in the warehouse/);
    await console.picture('ai-question');
  }, 90_000);

  it('shows a draft when it is ready, with what it rests on and a warning where nothing shows it', async () => {
    await console.say('draft 1');
    await page.getByText('What it rests on').waitFor({ timeout: 60_000 });
    const shown = (await page.locator('.card').last().textContent()) ?? '';
    expect(shown).toMatch(/by the model/);
    expect(shown).toMatch(/Not shown by any source: .*480 GBP/);
    await console.picture('ai-draft');
  }, 90_000);

  it('says why: prompt, model, tokens and cost of that answer', async () => {
    await console.press('Why?');
    await page.getByText('reply_draft').first().waitFor();
    await console.picture('ai-why');
  }, 60_000);

  it('sends nothing until a person presses, and what is sent is what they read', async () => {
    await console.say('draft 1');
    await page.getByRole('button', { name: 'Use as reply' }).last().waitFor({ timeout: 60_000 });
    const before = await console.mailbox().count();
    await page.getByRole('button', { name: 'Use as reply' }).last().click();
    await page
      .getByText(/not sent yet/)
      .last()
      .waitFor();
    await console.picture('ai-mail-draft');
    expect(await console.mailbox().count()).toBe(before);
    await console.press('Send');
    await console.mailbox().nth(before).waitFor();
    await console.mailbox().first().getByRole('button').first().click();
    await console.mailbox().first().getByText('drops every few minutes').first().waitFor();
    expect(model.refused()).toEqual([]);
    expect(faults).toEqual([]);
  }, 90_000);
});
