import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { untilRowsSettled } from '../support/burst.ts';
import { figure, median } from '../support/figures.rules.ts';
import { type BenchMail, benchMail } from '../support/mails.ts';
import type { Part } from '../support/part.types.ts';
import { openSetting, type Setting } from '../support/setting.ts';

const attachmentBytes = 20 * 1024 * 1024;
const rounds = 3;
const watcher = fileURLToPath(new URL('../support/watch-loop.ts', import.meta.url));

/** How long the product does nothing else while a big mail comes in, is parsed and filed. */
export const bigMail: Part = {
  name: 'big-mail',
  meaning: 'longest block of the event loop while a 20 MB attachment arrives',
  run: async (say) => {
    const file = join(tmpdir(), `deskhand-loop-${process.pid}`);
    const setting = await openSetting({ nodeArguments: ['--import', `file://${watcher}?file=${file}`] });
    try {
      await roundTrip(setting, smallMail(setting, 0));
      const [small, big]: [number[], number[]] = [[], []];
      for (let round = 1; round <= rounds; round += 1) {
        small.push(await longestBlock(setting, file, smallMail(setting, round)));
        big.push(await longestBlock(setting, file, withAttachment(smallMail(setting, 100 + round))));
      }
      say(
        `event loop with a 20 MB attachment: longest block ${figure(Math.max(...big))} ms, median of ${rounds} rounds ${figure(median(big))} ms (target under 100); ` +
          `with a 2.3 KB mail ${figure(Math.max(...small))} ms, ratio ${figure(median(big) / median(small))}`,
      );
    } finally {
      await setting.close();
      await rm(file, { force: true });
    }
  },
};

function smallMail({ companies }: Setting, index: number): BenchMail {
  return benchMail({ index, seed: 31, to: companies[0]?.address ?? '' });
}

/** The same mail as the text of a multipart with a file that cannot be packed. */
function withAttachment(mail: BenchMail): BenchMail {
  const text = mail.raw.toString('utf8');
  const at = text.indexOf('\r\n\r\n');
  const head = text
    .slice(0, at)
    .split('\r\n')
    .filter((line) => !/^(content-|mime-)/i.test(line))
    .join('\r\n');
  const file = randomBytes(attachmentBytes).toString('base64').replaceAll(/.{76}/g, '$&\r\n');
  const part = (type: string, encoding: string, content: string): string =>
    `--part-of-bench\r\nContent-Type: ${type}\r\n${encoding}\r\n${content}\r\n`;
  const body = [
    part('text/plain; charset=utf-8', 'Content-Transfer-Encoding: 7bit\r\n', text.slice(at + 4)),
    part(
      'application/zip; name="logs.zip"',
      'Content-Disposition: attachment; filename="logs.zip"\r\nContent-Transfer-Encoding: base64\r\n',
      file,
    ),
    '--part-of-bench--\r\n',
  ].join('');
  return {
    ...mail,
    raw: Buffer.from(`${head}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="part-of-bench"\r\n\r\n${body}`),
  };
}

async function longestBlock(setting: Setting, file: string, mail: BenchMail): Promise<number> {
  await sleep(1_000);
  await readBlock(setting, file);
  await roundTrip(setting, mail);
  return readBlock(setting, file);
}

/** Sends the mail and waits for its acknowledgement and its rows. */
async function roundTrip(setting: Setting, mail: BenchMail): Promise<void> {
  await setting.client.send(mail);
  for (const end = Date.now() + 120_000; !setting.sink.mails.some(({ to }) => to === mail.from); await sleep(20)) {
    if (Date.now() > end) throw new Error('the mail was not acknowledged');
  }
  await untilRowsSettled(setting);
}

async function readBlock({ product }: Setting, file: string): Promise<number> {
  await rm(file, { force: true });
  process.kill(product.pid ?? 0, 'SIGUSR2');
  for (let tries = 0; tries < 200; tries += 1) {
    await sleep(20);
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text !== '') return Number(text);
  }
  throw new Error('the product did not say how long its event loop was held up');
}
