import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { seeded } from '../domain/seeded.rules.ts';
import { startFakeSlack } from '../test/support/slack/fake-slack.ts';
import { Counter, withCore } from './support/desk.ts';
import { Product } from './support/product.ts';
import { between } from './support/random.rules.ts';
import { addStormPlaces } from './support/storm-places.ts';
import { makeStorm, type StormEnvelope, shuffleDeliveries } from './support/storm-stream.ts';
import { judgeStorm } from './support/storm-verdict.ts';

type Options = { deliveries: number; kills: number; seed: number };
/** Requests under way at once. */
const lanes = 24;
const settleLimitMs = 300_000;

/**
 * The storm: deliveries of Slack with doubles, out of order and repeated until they are answered, while the product is killed. Resolves with 1 unless each thing
 * that happened has left exactly one effect, on the ticket and in Slack.
 */
async function main({ deliveries, kills, seed }: Options): Promise<number> {
  const random = seeded(seed);
  const fake = await startFakeSlack();
  const { clientId, clientSecret, signingSecret } = fake.settings;
  const product = await Product.prepare({
    settings: {
      SLACK_CLIENT_ID: clientId,
      SLACK_CLIENT_SECRET: clientSecret,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: fake.apiUrl,
    },
  });
  try {
    await product.start();
    const places = await withCore(product, (core) => addStormPlaces(core, fake));
    fake.connect(`http://localhost:${product.ports.web}/slack/events`);
    // Doubles make about 1.6 deliveries of each, edits and deletions a few more.
    const facts = makeStorm(random, places, Math.ceil(deliveries / 2));
    const stream = shuffleDeliveries(random, facts, 40).slice(0);
    const began = Date.now();
    let offered = 0;
    let refused = 0;
    const offer = async (one: StormEnvelope): Promise<void> => {
      for (let attempt = 0; ; attempt += 1) {
        offered += 1;
        const headers = {
          ...fake.sign(one.body),
          'content-type': one.contentType,
          ...(attempt > 0 ? { 'x-slack-retry-num': `${attempt}` } : {}),
        };
        const answer = await fake.raw(one.body, headers).catch(() => null);
        if (answer?.status === 200) return;
        refused += 1;
        await sleep(between(random, 50, 400));
      }
    };
    const feeding = feed(stream, offer);
    for (let kill = 1; kill <= kills; kill += 1) {
      await sleep(between(random, 1_500, 4_000));
      await product.kill(kill % 2 === 0 ? 'tree' : 'app');
      say(`kill ${kill}: ${offered} offered, ready again after ${(await product.start()).toFixed(1)} s`);
    }
    await feeding;
    say(
      `${stream.length} deliveries of ${facts.length} facts were acknowledged after ${((Date.now() - began) / 1000).toFixed(0)} s, ${refused} offers refused`,
    );
    const counter = new Counter(product);
    await untilSettled(counter);
    const faults = [...(await judgeStorm(counter, fake, facts)), ...fake.refusals.map((refusal) => `refused: ${JSON.stringify(refusal)}`)];
    await counter.close();
    for (const fault of faults.slice(0, 30)) say(`FAULT: ${fault}`);
    const seconds = ((Date.now() - began) / 1000).toFixed(0);
    say(
      `${stream.length} deliveries, ${kills} kills, ${seconds} s: ${faults.length === 0 ? 'STORM PASSED: one effect each' : `STORM FAILED: ${faults.length} faults`}`,
    );
    return faults.length === 0 ? 0 : 1;
  } finally {
    await product.discard();
    await fake.close();
  }
}

async function feed(stream: StormEnvelope[], offer: (one: StormEnvelope) => Promise<void>): Promise<void> {
  const queue = stream.values();
  const lane = async (): Promise<void> => {
    for (let next = queue.next(); next.done !== true; next = queue.next()) await offer(next.value);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** A post that a kill cut off is asked for after its lease. */
async function untilSettled(counter: Counter): Promise<void> {
  const end = Date.now() + settleLimitMs;
  for (;;) {
    const state = await counter.row<{ fresh: number; queued: number; parked: number }>(
      `select (select count(*)::int from chat_inbox where state = 'new') as fresh, (select count(*)::int from chat_inbox where state = 'parked') as parked,
         (select count(*)::int from chat_posts where state in ('queued', 'sending')) as queued`,
    );
    if (state.fresh === 0 && state.queued === 0) return;
    if (Date.now() > end) return say(`not everything was settled in time: ${JSON.stringify(state)}`);
    await sleep(500);
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const { values } = parseArgs({
  options: {
    deliveries: { type: 'string', default: '5000' },
    kills: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
  },
});
process.exit(await main({ deliveries: Number(values.deliveries), kills: Number(values.kills), seed: Number(values.seed) }));
