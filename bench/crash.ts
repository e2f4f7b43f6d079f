import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { seeded } from '../domain/seeded.rules.ts';
import { startDovecot } from '../test/support/dovecot/start-dovecot.ts';
import { histogram, killLine, missedStages } from './support/crash-histogram.ts';
import { type Aim, type Kill, type KillDeps, killAt, killInStart, readMoment, type Victim } from './support/crash-kills.ts';
import { makeStream, StreamFeeder } from './support/crash-stream.ts';
import { judge, type Verdict } from './support/crash-verdict.ts';
import { addCompany, Counter, withCore } from './support/desk.ts';
import { createMailClient } from './support/mail-client.ts';
import { Product } from './support/product.ts';
import { between } from './support/random.rules.ts';
import { startSink } from './support/sink.ts';
import { isSettled } from './support/work-state.ts';
import { countWorkflows } from './support/workflow-state.ts';

const imapUser = 'south';
const imapPassword = 'crash-bench';
const aims: Exclude<Aim, 'start'>[] = ['accept', 'processing', 'delivery', 'fetch'];
/** A delivery cut off in the middle is uncertain after its lease of 90 s; a pump may wait half a minute before it looks. */
const settleLimitMs = 420_000;
const stopLimitSeconds = 10;

type Options = { mails: number; kills: number; seed: number };

/**
 * The kill test: a stream of mails through both doors while SIGKILL falls on the application and on the whole tree. Resolves with 1 when a mail was
 * lost or doubled, an acknowledgement is missing without a delivery marked uncertain, a stage was never hit, or nothing was sent.
 */
async function main(options: Options): Promise<number> {
  const random = seeded(options.seed);
  const sink = await startSink({ thinkMs: () => between(random, 10, 150) });
  const dovecot = await startDovecot({ users: [{ name: imapUser, password: imapPassword }] });
  const product = await Product.prepare();
  const began = Date.now();
  try {
    say(`${options.mails} mails, ${options.kills} kills, seed ${options.seed}; first start took ${(await product.start()).toFixed(1)} s`);
    const imap = { host: dovecot.host, port: dovecot.imapPort, secure: false, user: imapUser, importFrom: 'all' as const };
    const smtp = { host: sink.host, port: sink.port };
    const [north, south] = await withCore(product, async (core) => [
      await addCompany(core, { slug: 'north', smtp }),
      await addCompany(core, { slug: 'south', smtp, imap: { settings: imap, password: imapPassword } }),
    ]);
    await stopCleanly(product);
    await product.start();
    const clients = {
      smtp: createMailClient({ port: product.ports.smtp }),
      imap: createMailClient({ port: dovecot.lmtpPort, lmtp: true, connections: 2 }),
    };
    const feeder = new StreamFeeder(clients, `${imapUser}@south.example`, random);
    const deps: KillDeps = { product, counter: new Counter(product), feeder, random };
    const stream = makeStream(options.mails, options.seed, { smtp: north?.address ?? '', imap: south?.address ?? '' });
    const kills = await killAllAlong(deps, stream, options.kills);
    await feeder.settled();
    await untilSettled(deps);
    const verdict = await judge(deps.counter, stream, sink.mails);
    verdict.faults.push(...(await workflowFaults(product, verdict)), ...missedStages(kills).map((stage) => `no kill fell on ${stage}`));
    await deps.counter.close();
    await stopCleanly(product);
    report(options, kills, verdict, feeder, (Date.now() - began) / 1000);
    for (const client of Object.values(clients)) client.close();
    return verdict.faults.length === 0 ? 0 : 1;
  } finally {
    await product.discard();
    await dovecot.stop();
    await sink.close();
  }
}

/** Feeds a portion of the stream before each kill; after every fifth the start itself is hit as well. */
async function killAllAlong(deps: KillDeps, stream: ReturnType<typeof makeStream>, wanted: number): Promise<Kill[]> {
  const kills: Kill[] = [];
  const portion = Math.ceil(stream.length / wanted);
  for (let number = 0; number < wanted; number += 1) {
    const [aim, victim]: [(typeof aims)[number], Victim] = [
      aims[number % aims.length] ?? 'accept',
      Math.floor(number / aims.length) % 2 === number % 2 ? 'app' : 'tree',
    ];
    deps.feeder.feed(stream.slice(number * portion, (number + 1) * portion), 2_000);
    kills.push(await killAt(deps, aim, victim));
    say(killLine(number + 1, wanted, kills.at(-1) as Kill));
    if (number % 5 === 4) {
      kills.push(await killInStart(deps, number % 2 === 0 ? 'tree' : 'app'));
      say(`  and one in the start: ready again after ${kills.at(-1)?.restartSeconds.toFixed(1)} s`);
    }
  }
  return kills;
}

async function untilSettled(deps: KillDeps): Promise<void> {
  const end = Date.now() + settleLimitMs;
  for (let told = 0; ; told += 1) {
    const moment = await readMoment(deps);
    if (isSettled(moment) && moment.unfetched === 0) return;
    if (told % 60 === 0) say(`waiting until all is settled: ${JSON.stringify(moment)}`);
    if (Date.now() > end) return say('not everything was settled in time');
    await sleep(500);
  }
}

async function workflowFaults(product: Product, { tickets }: Verdict): Promise<string[]> {
  const workflows = await countWorkflows(product);
  const running = await workflows.running();
  await workflows.close();
  return running === tickets ? [] : [`${running} ticket workflows run for ${tickets} tickets`];
}

async function stopCleanly(product: Product): Promise<void> {
  const { code, seconds } = await product.stop();
  if (code !== 0 || seconds > stopLimitSeconds)
    throw new Error(`SIGTERM ended the product with ${code} after ${seconds.toFixed(1)} s: ${product.logTail()}`);
}

function report(options: Options, kills: Kill[], verdict: Verdict, feeder: StreamFeeder, seconds: number): void {
  const { uncertain } = verdict;
  const restarts = kills.map(({ restartSeconds }) => restartSeconds);
  for (const line of histogram(kills)) say(line);
  for (const fault of verdict.faults.slice(0, 40)) say(`FAULT: ${fault}`);
  say(
    `${options.mails} mails and ${kills.length} kills in ${seconds.toFixed(0)} s; ${feeder.retries} offers had to be repeated; ready again after ${Math.max(...restarts).toFixed(1)} s at most`,
  );
  say(
    `${verdict.inbound} inbound rows, ${verdict.messages} messages, ${verdict.tickets} tickets, ${verdict.acknowledged} senders acknowledged`,
  );
  say(`${uncertain.arrived + uncertain.missing} deliveries uncertain: ${uncertain.arrived} had arrived, ${uncertain.missing} had not`);
  say(verdict.faults.length === 0 ? 'KILL TEST PASSED: nothing lost, nothing double' : `KILL TEST FAILED: ${verdict.faults.length} faults`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const { values } = parseArgs({
  options: { mails: { type: 'string', default: '520' }, kills: { type: 'string', default: '32' }, seed: { type: 'string', default: '1' } },
});
process.exit(await main({ mails: Number(values.mails), kills: Number(values.kills), seed: Number(values.seed) }));
