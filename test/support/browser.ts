import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { type BrowserProgram, browserProgram } from './browser-program.ts';

/** A running browser. It ends with `close`, and with this process whatever happens: it is held by a pipe. */
export type OpenBrowser = {
  browser: Browser;
  /** A page in a context of its own (cookies, storage), with what went wrong in it. */
  newPage(options?: Parameters<Browser['newContext']>[0]): Promise<{ page: Page; context: BrowserContext; faults: string[] }>;
  close(): Promise<void>;
};

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium without a window. */
export async function openBrowser(): Promise<OpenBrowser> {
  const browser = await launch(await browserProgram());
  return {
    browser,
    newPage: async (options = {}) => {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        // An answer that is a refusal is also reported here; tests look at what the person sees of it.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text());
      });
      return { page, context, faults };
    },
    close: () => browser.close(),
  };
}

async function launch({ path, env, libraries }: BrowserProgram): Promise<Browser> {
  const start = (more: Record<string, string>): Promise<Browser> =>
    chromium.launch({ executablePath: path, args: flags, env: { ...(process.env as Record<string, string>), ...env, ...more } });
  try {
    return await start({});
  } catch (failure) {
    if (libraries === null || !String(failure).includes('shared librar')) throw failure;
    return start({ LD_LIBRARY_PATH: libraries });
  }
}
