import { randomBytes } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { MailParser, simpleParser } from 'mailparser';
import { hashAttachment } from '../../mail/parse/hash-attachment.ts';
import { createHtmlPool } from '../../mail/parse/html/html-pool.ts';
import { sanitiseHtml } from '../../mail/parse/html/sanitise-html.rules.ts';
import { parseMail } from '../../mail/parse/parse-mail.ts';
import { figure, median } from '../support/figures.rules.ts';
import { benchMail } from '../support/mails.ts';
import { newsletter } from '../support/newsletter.ts';
import type { Part, Say } from '../support/part.types.ts';

/** mailparser at its leanest: no conversion, no rewriting, no checksum (`mail.md` 1.3). */
const lean = { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true, checksumAlgo: false as const };
const rounds = 5;

type Way = { name: string; read: (raw: Buffer) => Promise<unknown> };

const whole: Way = { name: 'Deskhand, everything it reads', read: (raw) => parseMail(raw, hashAttachment, { withHtml: true }) };
const simpleLean: Way = { name: 'simpleParser, lean', read: (raw) => simpleParser(raw, lean) };
const streaming: Way = { name: 'MailParser streaming, lean', read: (raw) => stream(raw) };
const simpleDefaults: Way = { name: 'simpleParser, defaults', read: (raw) => simpleParser(raw) };
const withSanitiser: Way = {
  name: 'simpleParser with HTML to text, then our sanitiser',
  read: async (raw) => {
    const { html } = await simpleParser(raw, { ...lean, skipHtmlToText: false });
    return sanitiseHtml(html || '');
  },
};

/** How fast mails are read on one thread beside mailparser alone, and how long hostile or big ones hold the event loop up. */
export const parsing: Part = {
  name: 'parsing',
  meaning: 'mails read a second beside bare mailparser, and the longest block of hostile and big ones',
  run: async (say) => {
    const plain = Array.from({ length: 400 }, (_one, index) => benchMail({ index, seed: 7, to: 'support@company.example' }).raw);
    const both = Array.from({ length: 30 }, (_one, index) => newsletter({ index, withText: true }));
    const htmlOnly = Array.from({ length: 30 }, (_one, index) => newsletter({ index, withText: false }));
    await compare(say, 'plain mails of 2.3 KB', plain, whole, [simpleLean, streaming]);
    await compare(say, 'newsletters of 92 KB with text and HTML', both, whole, [withSanitiser, simpleDefaults, simpleLean]);
    await compare(say, 'newsletters of 92 KB, HTML alone', htmlOnly, whole, [withSanitiser, simpleDefaults, simpleLean]);
    await hostileBlocks(say);
    await bigMail(say);
  },
};

/** All ways in turn, round by round; the best round of each counts. Processor time, so that a busy machine does not decide. */
async function compare(say: Say, what: string, mails: Buffer[], ours: Way, baselines: Way[]): Promise<void> {
  const ways = [ours, ...baselines];
  const times = ways.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, way] of ways.entries()) {
      const startedAt = processorMs();
      for (const mail of mails) await way.read(mail);
      if (round > 0) times[index]?.push(processorMs() - startedAt);
    }
  }
  const speeds = times.map((list) => (mails.length * 1_000) / Math.min(...list));
  const [own = 0, ...others] = speeds;
  const against = baselines.map(
    ({ name }, index) => `${name} ${figure(others[index] ?? 0)}/s, ratio ${figure(own / (others[index] ?? 1))}`,
  );
  say(`parsing, ${what}: ${ours.name} ${figure(own)} a second of processor time; ${against.join('; ')}`);
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

async function stream(raw: Buffer): Promise<void> {
  const parser = new MailParser(lean);
  Readable.from([raw]).pipe(parser);
  for await (const item of parser) {
    if (item.type !== 'attachment') continue;
    item.content.resume();
    item.release?.();
  }
}

const hostileHtml: Record<string, () => string> = {
  'nested <div>': () => '<div>'.repeat(220_000),
  'nested <table>': () => '<table><tr><td>'.repeat(70_000),
  'open quotes': () => '<a href="'.repeat(120_000),
  styles: () => `<p style="${'color:red;'.repeat(380)}">a`.repeat(280),
  'unclosed comments': () => '<!-- a '.repeat(150_000),
  entities: () => '&#x41;'.repeat(180_000),
};

async function hostileBlocks(say: Say): Promise<void> {
  const pool = createHtmlPool();
  try {
    await blockOf(() => read('<p>x</p>'.repeat(20_000)));
    for (const [name, html] of Object.entries(hostileHtml)) {
      const text = html();
      const blocks: number[] = [];
      for (let round = 0; round < 3; round += 1) blocks.push(await blockOf(() => read(text)));
      say(
        `parsing, hostile HTML of ${figure(text.length / 1e6)} MB (${name}): longest block ${figure(Math.max(...blocks))} ms, median ${figure(median(blocks))} ms (target under 100)`,
      );
    }
  } finally {
    await pool.close();
  }

  async function read(html: string): Promise<void> {
    const raw = Buffer.from(`From: a@b.example\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`);
    await parseMail(raw, hashAttachment, { withHtml: true, htmlReader: pool.read });
  }
}

async function bigMail(say: Say): Promise<void> {
  const file = randomBytes(20 * 1024 * 1024)
    .toString('base64')
    .replaceAll(/.{76}/g, '$&\r\n');
  const raw = Buffer.from(
    `From: a@b.example\r\nSubject: big\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nSee the file.\r\n--x\r\nContent-Type: application/zip\r\nContent-Disposition: attachment; filename=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${file}\r\n--x--\r\n`,
  );
  const blocks: number[] = [];
  let most = 0;
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    const before = held();
    const timer = setInterval(() => {
      most = Math.max(most, held() - before);
    }, 5);
    blocks.push(await blockOf(async () => void (await parseMail(Readable.from(slices(raw)), hashAttachment))));
    clearInterval(timer);
  }
  say(
    `parsing, a mail with a 20 MB attachment, streamed: longest block ${figure(Math.max(...blocks))} ms (target under 50), at most ${figure(most / 1e6)} MB more memory (target under 150)`,
  );
}

/** Bytes in use, with what waits to be collected. The process may keep more of what it once had. */
function held(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Longest time in ms in which the event loop did nothing else. */
async function blockOf(work: () => Promise<void>): Promise<number> {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  await sleep(5);
  histogram.reset();
  await work();
  await sleep(5);
  histogram.disable();
  return Math.max(0, histogram.max / 1e6 - 1);
}

function* slices(raw: Buffer): Generator<Buffer> {
  for (let at = 0; at < raw.length; at += 65_536) yield raw.subarray(at, at + 65_536);
}
