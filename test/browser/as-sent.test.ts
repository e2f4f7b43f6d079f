import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createCommandRunner } from '../../bots/commands/command-runner.ts';
import type { TicketMessageId } from '../../domain/ids.types.ts';
import { sqlRows } from '../../domain/tenancy/sql.ts';
import { sanitiseHtml } from '../../mail/parse/html/sanitise-html.rules.ts';
import { parseMail } from '../../mail/parse/parse-mail.ts';
import { asSentPage } from '../../server/http/as-sent-page.rules.ts';
import { createDownloadLinks } from '../../server/http/download-link.ts';
import { type OpenBrowser, openBrowser } from '../support/browser.ts';
import { consolePage } from '../support/console-page.ts';
import { openTestDesk, silent, system, type TestDesk } from '../support/desk.ts';
import { receive, testKeys } from '../support/mails.ts';
import { openTestWeb, type TestWeb } from '../support/web.ts';
import { attacks, tripwire } from '../unit/mail/mail-html-attacks.ts';

let desk: TestDesk;
let web: TestWeb;
let browser: OpenBrowser;
const closers: (() => Promise<void>)[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openTestDesk();
  web = await openTestWeb(desk, {
    commands: (keyRing, url) =>
      createCommandRunner({
        withTenant: desk.withTenant,
        replyKeysFor: () => testKeys,
        log: silent,
        downloadLink: (person, file) => createDownloadLinks(keyRing, url())(person, file),
      }),
  });
}, 180_000);
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});
afterAll(async () => {
  await web?.close();
  await desk?.close();
  await browser?.close();
});

/** A page that answers every request itself and remembers it; nothing leaves the machine. */
async function watched(answers: Record<string, { body: string; headers: Record<string, string> }> = {}) {
  const { page, context } = await browser.newPage();
  closers.push(() => context.close());
  const asked: string[] = [];
  await context.route('**/*', async (route) => {
    const address = route.request().url();
    const answer = answers[address];
    if (answer === undefined) asked.push(address);
    await route.fulfill(answer === undefined ? { status: 204 } : { status: 200, contentType: 'text/html', ...answer });
  });
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  return { page, asked, dialogs };
}

const place = 'http://desk.example/shown';

/** Runs in the page: puts every piece in and says what came of it that must not. */
const judge = `(list) => {
      const faults = [];
      for (const [index, html] of list.entries()) {
        const element = document.createElement('div');
        document.body.append(element);
        element.innerHTML = html;
        // Mutation: what a browser made of it, written and read once more, must be the same again.
        const first = element.innerHTML;
        element.innerHTML = first;
        if (element.innerHTML !== first) faults.push(index + ' changes: ' + first + ' → ' + element.innerHTML);
        for (const one of element.querySelectorAll('*')) {
          if (one.namespaceURI !== 'http://www.w3.org/1999/xhtml') faults.push(index + ' has an element of another namespace');
          if (/^(script|style|iframe|object|embed|form|input|button|meta|base|link|template|video|audio)$/i.test(one.tagName))
            faults.push(index + ' has ' + one.tagName);
          for (const { name } of one.attributes)
            if (/^on|^(srcset|srcdoc|action|formaction|background|ping|id|name)$/.test(name)) faults.push(index + ' has ' + name);
          if (getComputedStyle(one).position !== 'static') faults.push(index + ' is placed');
        }
      }
      return faults;
    }`;

describe('a browser that is given sanitised HTML without any other protection', () => {
  it('runs nothing, loads nothing and reads it as it was written', async () => {
    // The strictest reading: the document itself, where scripts may run and everything may load.
    const { page, asked, dialogs } = await watched({ [place]: { body: '<!DOCTYPE html><title>quiet</title><body>', headers: {} } });
    await page.goto(place);
    const pieces = attacks.map((html) =>
      sanitiseHtml(html, new Set(['pic@x'])).html.replaceAll('src="cid:', 'src="data:image/png;base64,'),
    );
    const found = await page.evaluate(`(${judge})(${JSON.stringify(pieces)})`);
    for (const link of await page.locator('a[href]').all()) await link.dispatchEvent('mouseover');
    await page.waitForTimeout(300);
    expect(found).toEqual([]);
    expect(asked).toEqual([]);
    expect(dialogs).toEqual([]);
    expect(await page.title()).toBe('quiet');
  });

  it('would have been caught by the same tripwire', async () => {
    const { page, asked } = await watched({ [place]: { body: `<!DOCTYPE html><title>quiet</title>${attacks.join('')}`, headers: {} } });
    await page.goto(place, { waitUntil: 'commit' });
    await page.waitForTimeout(500);
    expect(asked.filter((address) => address.startsWith(tripwire)).length).toBeGreaterThan(3);
    expect(await page.title()).not.toBe('quiet');
  });

  it('reads the whole page of a mail without a request or a change of its title', async () => {
    const answers = attacks.map(
      (html, index) => [`${place}/${index}`, { body: asSentPage(sanitiseHtml(html).html), headers: {} }] as const,
    );
    const { page, asked } = await watched(Object.fromEntries(answers));
    for (const [address] of answers) {
      await page.goto(address);
      expect({ address, asked, title: await page.title() }).toEqual({ address, asked: [], title: 'Mail as it was sent' });
    }
  }, 120_000);
});

/** What the tests ask of a page: tests are typed without the DOM. */
type Picture = { decode(): Promise<void>; naturalWidth: number };
type Page = { origin: string; getComputedStyle(element: unknown, pseudo: string): { content: string } };

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAABQAAAAUCAYAAACNiR0NAAAAKklEQVR42mP8z8Dwn4GKgIlh1MBRA0cNHDVw1MBRA0cNHDVw1MBRA4cKAADdAgIWc0CgkAAAAABJRU5ErkJggg==';

describe('“Show as sent” in the console', () => {
  it('shows a mail with its own pictures in a frame without an origin, names the others, and says where a link leads', async () => {
    const html = `<h2 style="color:#0b66c3">Our new office</h2><p>Hello, <b>please</b> look:</p><p><img src="cid:plan@acme" alt="Plan" width="60" height="60"></p>
      <table border="1" cellpadding="6"><tr><th align="left">Room</th><th>Desks</th></tr><tr><td>North</td><td align="right">12</td></tr></table>
      <p><img src="${tripwire}/a.png" alt="Team photo"></p><a href="https://evil.example/x">www.bank.example</a><script>parent.document.title='owned'</script>`;
    const raw = [
      ...[
        'From: Jane <jane@acme.example>',
        'Subject: New office',
        'Message-ID: <1@acme.example>',
        'Content-Type: multipart/related; boundary=x',
        '',
      ],
      ...['--x', 'Content-Type: text/html; charset=utf-8', '', html],
      ...[
        '--x',
        'Content-Type: image/png; name=plan.png',
        'Content-ID: <plan@acme>',
        'Content-Transfer-Encoding: base64',
        '',
        pixel,
        '--x--',
        '',
      ],
    ].join('\r\n');
    await receive(desk, desk.one, await parseMail(Buffer.from(raw), (content) => web.blobs.put(desk.one.id, content), { withHtml: true }));
    const { page, context, faults } = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    closers.push(() => context.close());
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const console = consolePage(page, web.url);
    await console.signIn(await web.signInToken(desk.one.id, desk.one.agent));
    const card = await console.say('show 1');
    await card.getByRole('button', { name: 'Show as sent' }).click();
    const frame = page.frameLocator('iframe[title="Mail as it was sent"]');
    await frame.getByRole('heading', { name: 'Our new office' }).waitFor();
    const picture = frame.getByRole('img', { name: 'Plan' });
    await expect(
      picture.evaluate((one) => (one as unknown as Picture).decode().then(() => (one as unknown as Picture).naturalWidth)),
    ).resolves.toBe(20);
    expect(await frame.locator('.remote-picture').getAttribute('title')).toBe(`${tripwire}/a.png`);
    expect(await frame.locator('body').innerText()).toContain(
      '1 picture on the web was not loaded. 1 link does not lead where the text says.',
    );
    expect(await frame.locator('a').evaluate((one) => (globalThis as unknown as Page).getComputedStyle(one, '::after').content)).toContain(
      'evil.example',
    );
    expect(await frame.locator('body').evaluate(() => (globalThis as unknown as Page).origin)).toBe('null');
    expect(asked.filter((address) => !address.startsWith(web.url))).toEqual([]);
    expect(await page.title()).toBe('Deskhand');
    await console.picture('as-sent');
    await card.getByRole('button', { name: 'Hide as sent' }).click();
    expect(await page.locator('iframe').count()).toBe(0);
    expect(await (await console.say('files 1')).textContent()).toMatch(/plan\.png.*a picture inside of it/);
    expect(faults).toEqual([]);
  });

  it('says that it is over when the link is too old', async () => {
    const [row] = await desk.withTenant(desk.one.id, system, (uow) =>
      sqlRows<{ id: TicketMessageId }>(uow, 'select message_id as id from message_html limit 1'),
    );
    const { page, context } = await browser.newPage();
    closers.push(() => context.close());
    const console = consolePage(page, web.url);
    await console.signIn(await web.signInToken(desk.one.id, desk.one.agent));
    await page.route('**/as-sent/**', (route) => route.fulfill({ status: 410 }));
    const card = await console.say('show 1');
    await card.getByRole('button', { name: 'Show as sent' }).click();
    await card.getByText('Show the ticket again for a new one').waitFor();
    expect(row?.id).toBeDefined();
    expect(await page.locator('iframe').count()).toBe(0);
  });
});
