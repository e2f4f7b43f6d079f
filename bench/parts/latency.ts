import { setTimeout as sleep } from 'node:timers/promises';
import { figure, percentile } from '../support/figures.rules.ts';
import { createMailClient, type MailClient } from '../support/mail-client.ts';
import { type BenchMail, benchMail } from '../support/mails.ts';
import type { Part } from '../support/part.types.ts';
import { openSetting, type Setting } from '../support/setting.ts';
import type { Sink } from '../support/sink.ts';

const rates = [
  { perSecond: 5, target: 'p95 under 300 ms' },
  { perSecond: 25, target: 'p95 under 1,000 ms' },
];

/** From the first byte a sender offers to the acknowledgement at the receiving server, at an even pace. */
export const latency: Part = {
  name: 'latency',
  meaning: 'mail to acknowledgement at 5 and at 25 mails a second',
  run: async (say, { streamSeconds }) => {
    const setting = await openSetting();
    try {
      await stream(setting, 10, 40, 1);
      for (const { perSecond, target } of rates) {
        const times = await stream(setting, perSecond, perSecond * streamSeconds, 100 + perSecond);
        const bare = await bareStream(setting.sink, perSecond, perSecond * 5, 200 + perSecond);
        const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
        say(
          `latency at ${perSecond}/s over ${times.length} mails: p50 ${figure(p50)} ms, p95 ${figure(p95)} ms (target ${target}), longest ${figure(Math.max(...times))} ms; ` +
            `the same mails straight to the receiving server p95 ${figure(percentile(bare, 0.95))} ms, ratio ${figure(p95 / percentile(bare, 0.95))}`,
        );
      }
    } finally {
      await setting.close();
    }
  },
};

/** Sends so many mails at the pace and returns the time each took to its acknowledgement, in ms. Throws when one is missing after a minute. */
async function stream({ client, sink, companies }: Setting, perSecond: number, count: number, seed: number): Promise<number[]> {
  const mails = Array.from({ length: count }, (_one, index) => benchMail({ index, seed, to: companies[0]?.address ?? '' }));
  return paced(sink, client, mails, perSecond);
}

/** The baseline: the sender's own mails to the receiving server, with nothing between. */
async function bareStream(sink: Sink, perSecond: number, count: number, seed: number): Promise<number[]> {
  const client = createMailClient({ port: sink.port });
  const mails = Array.from({ length: count }, (_one, index) => ({
    ...benchMail({ index, seed, to: `bare-${seed}-${index}@bench.example` }),
  }));
  try {
    return await paced(
      sink,
      client,
      mails.map((mail) => ({ ...mail, from: mail.to })),
      perSecond,
    );
  } finally {
    client.close();
  }
}

async function paced(sink: Sink, client: MailClient, mails: BenchMail[], perSecond: number): Promise<number[]> {
  const offeredAt = new Map<string, number>();
  const times: number[] = [];
  sink.onMail = ({ to, at }) => {
    const offered = offeredAt.get(to);
    if (offered !== undefined) times.push(at - offered);
  };
  const began = performance.now();
  const sent: Promise<unknown>[] = [];
  for (const [index, mail] of mails.entries()) {
    await sleep(Math.max(0, began + (index * 1000) / perSecond - performance.now()));
    offeredAt.set(mail.from, performance.now());
    sent.push(client.send(mail));
  }
  await Promise.all(sent);
  for (const end = performance.now() + 60_000; times.length < mails.length; await sleep(20)) {
    if (performance.now() > end) throw new Error(`only ${times.length} of ${mails.length} mails were acknowledged`);
  }
  sink.onMail = null;
  return times;
}
