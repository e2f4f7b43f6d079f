import { mkdir } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';

/** The playground as a person uses it. Everything is found by what can be read on it. */
export type ConsolePage = {
  page: Page;
  /** Opens a sign-in link of the running web role and waits for the conversation. */
  signIn(token: string): Promise<void>;
  /** Types a command, sends it and waits for its card. */
  say(text: string): Promise<Locator>;
  /** Presses a button in the newest card (or in `within`) and waits for the next card. */
  press(label: string, within?: Locator): Promise<Locator>;
  /** The newest card. */
  card(): Locator;
  /** Mails in the outbox, newest first. */
  outbox(): Locator;
  /** Mails in the demo customers' mailbox, newest first. */
  mailbox(): Locator;
  /** Sends a sample mail as a demo customer. */
  sendSample(label: string): Promise<void>;
  /** Keeps a picture in the folder `DESKHAND_SCREENSHOTS`, where the person running the tests asked for pictures. */
  picture(name: string): Promise<void>;
};

/** The playground in this page, of the web role at `url`. */
export function consolePage(page: Page, url: string): ConsolePage {
  const cards = page.locator('#chat .card');
  const newCard = async (act: () => Promise<void>): Promise<Locator> => {
    const before = await cards.count();
    await act();
    await cards.nth(before).waitFor();
    return cards.last();
  };
  return {
    page,
    picture: async (name) => {
      const folder = process.env.DESKHAND_SCREENSHOTS;
      if (folder === undefined) return;
      await mkdir(folder, { recursive: true });
      await page.screenshot({ path: `${folder}/${name}.png` });
    },
    signIn: async (token) => {
      await page.goto(`${url}/sign-in#token=${token}`);
      await page.getByLabel('Command', { exact: true }).waitFor();
    },
    say: (text) =>
      newCard(async () => {
        await page.getByLabel('Command', { exact: true }).fill(text);
        await page.keyboard.press('Enter');
      }),
    press: (label, within = cards.last()) => newCard(() => within.getByRole('button', { name: label, exact: true }).first().click()),
    card: () => cards.last(),
    outbox: () => page.locator('#outbox .mails > li'),
    mailbox: () => page.locator('#customers .mails > li'),
    sendSample: async (label) => {
      await page.getByRole('button', { name: label, exact: true }).click();
      await page.getByRole('status').filter({ hasText: 'Sent as' }).waitFor();
    },
  };
}
