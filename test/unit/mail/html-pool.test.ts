import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { hashAttachment } from '../../../mail/parse/hash-attachment.ts';
import type { HtmlJob } from '../../../mail/parse/html/html-job.types.ts';
import { createHtmlPool, type HtmlPool, type HtmlPoolOptions } from '../../../mail/parse/html/html-pool.ts';
import { readHtml } from '../../../mail/parse/html/read-html.ts';
import { defaultParseLimits } from '../../../mail/parse/parse-limits.ts';
import { parseMail } from '../../../mail/parse/parse-mail.ts';

const pools: HtmlPool[] = [];
const folders: string[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

function pool(options: HtmlPoolOptions = {}): HtmlPool {
  const made = createHtmlPool({ smallHtml: 0, threads: 1, ...options });
  pools.push(made);
  return made;
}

/** A thread that answers “fine” to all but what `does` says. */
async function threadThat(does: string): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), 'deskhand-thread-'));
  folders.push(folder);
  const file = join(folder, 'thread.mjs');
  await writeFile(
    file,
    `import { parentPort } from 'node:worker_threads';
     parentPort.on('message', (job) => { if (job.html.includes('bad')) { ${does} } else parentPort.postMessage({ text: 'fine', reply: null, safe: job.html, warnings: [] }); });`,
  );
  return pathToFileURL(file);
}

const job = (html: string, over: Partial<HtmlJob> = {}): HtmlJob => ({
  html,
  limits: defaultParseLimits,
  wantsText: true,
  reply: { subject: 'Re: x', senderName: 'Ann' },
  pictures: [],
  ...over,
});

const html = `<p>Hello <b>there</b></p>${'<p>some words</p>'.repeat(200)}<blockquote type="cite">old</blockquote>`;

describe('HTML that is read on another thread', () => {
  test('says the same as on this one', async () => {
    expect(await pool().read(job(html))).toEqual(await readHtml(job(html)));
  });

  test('answers many at once, each with its own', async () => {
    const { read } = pool({ threads: 2 });
    const answers = await Promise.all(Array.from({ length: 20 }, (_one, index) => read(job(`<p>mail ${index}</p>`))));
    expect(answers.map(({ text }) => text)).toEqual(Array.from({ length: 20 }, (_one, index) => `mail ${index}`));
  });

  test.each([
    ['never ends', 'for (;;);'],
    ['never answers', ''],
    ['throws', "throw new Error('x');"],
    ['ends its thread', 'process.exit(0);'],
    ['takes all memory', 'const kept = []; for (;;) kept.push(new Array(100000).fill(kept.length));'],
  ])('and %s is stripped of its tags with a warning, and the next one is read', async (_what, does) => {
    const { read } = pool({ script: await threadThat(does), timeMs: 1_500, memoryMb: 32 });
    const [bad, next] = await Promise.all([read(job('<p>a bad<br>one</p>')), read(job('<p>next</p>'))]);
    expect(bad).toEqual({
      text: 'a bad\none',
      reply: null,
      safe: null,
      warnings: ['HTML that took more than 1.5 s or 32 MB to read was only stripped of its tags'],
    });
    expect(next?.text).toBe('fine');
    expect((await read(job('<p>later</p>'))).text).toBe('fine');
  });

  test('leaves a mail that can be read: its text, its sender and a warning', async () => {
    const { read } = pool({ script: await threadThat('for (;;);'), timeMs: 300 });
    const raw = Buffer.from('From: ann@acme.example\r\nSubject: x\r\nContent-Type: text/html\r\n\r\n<p>Hello bad<p>world');
    const mail = await parseMail(raw, hashAttachment, { withHtml: true, htmlReader: read });
    expect(mail).toMatchObject({
      text: 'Hello bad\nworld',
      replyText: 'Hello bad\nworld',
      html: null,
      from: { address: 'ann@acme.example' },
    });
    expect(mail.warnings).toEqual([expect.stringContaining('took more than 0.3 s'), 'the mail has no Date']);
  });

  test('is no longer read after the end', async () => {
    const made = pool();
    await made.read(job(html));
    await made.close();
    await expect(made.read(job(html))).rejects.toThrow('after the end');
  });
});

test('small HTML is read without a thread', async () => {
  const { read } = pool({ smallHtml: 10_000, script: new URL('file:///no/such/thread.mjs') });
  expect((await read(job('<p>small</p>'))).text).toBe('small');
});
