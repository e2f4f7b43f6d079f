import { setTimeout as sleep } from 'node:timers/promises';
import type { StreamFeeder } from './crash-stream.ts';
import type { Counter } from './desk.ts';
import type { Product } from './product.ts';
import { between, type Random } from './random.rules.ts';
import { readWorkState, type WorkState } from './work-state.ts';

/** What a kill is aimed at: the SMTP door, fetching by IMAP, filing, handing over, or the start after the kill before. */
export type Aim = 'accept' | 'fetch' | 'processing' | 'delivery' | 'start';
export type Victim = 'app' | 'tree';

/** What was under way the moment before a kill. `offered` counts SMTP transactions of our client, `unfetched` mails in the IMAP mailbox only. */
export type Moment = WorkState & { offered: number; unfetched: number };

/** One SIGKILL. `moment` is null when the database did not answer: the product was starting. */
export type Kill = { aim: Aim; victim: Victim; moment: Moment | null; restartSeconds: number };

export type KillDeps = { product: Product; counter: Counter; feeder: StreamFeeder; random: Random };

const patienceMs = 60_000;

/** Waits for the moment aimed at, looks what is under way, kills, and starts the product again. */
export async function killAt(deps: KillDeps, aim: Exclude<Aim, 'start'>, victim: Victim): Promise<Kill> {
  const { product, random } = deps;
  await untilMoment(deps, aim);
  const moment = await readMoment(deps);
  await product.kill(victim);
  await deps.counter.close();
  await sleep(between(random, 0, 300));
  return { aim, victim, moment, restartSeconds: await product.start() };
}

/** Kills the product at a random point of its start, and starts it again. */
export async function killInStart({ product, counter, random }: KillDeps, victim: Victim): Promise<Kill> {
  await product.kill(victim);
  await counter.close();
  product.launch();
  await sleep(between(random, 50, 2_500));
  await product.kill(victim);
  return { aim: 'start', victim, moment: null, restartSeconds: await product.start() };
}

async function untilMoment(deps: KillDeps, aim: Exclude<Aim, 'start'>): Promise<void> {
  const { feeder, random } = deps;
  const end = Date.now() + patienceMs;
  const isNow: Record<typeof aim, (moment: Moment) => boolean> = {
    accept: () => feeder.underWay > 0,
    fetch: ({ unfetched, accepting }) => unfetched > 0 && accepting > 0,
    processing: ({ fresh, filing }) => fresh > 0 && filing > 0,
    delivery: ({ sending }) => sending > 0,
  };
  while (Date.now() < end && !isNow[aim](await readMoment(deps))) await sleep(aim === 'accept' ? 5 : 1);
  // The door is quick: somewhere in the stream of transactions is as good as any moment of it.
  if (aim === 'accept') await sleep(between(random, 0, 40));
}

/** What is under way now. */
export async function readMoment({ counter, feeder }: Pick<KillDeps, 'counter' | 'feeder'>): Promise<Moment> {
  const state = await readWorkState(counter);
  const { fetched } = await counter.row<{ fetched: number }>("select count(*)::int as fetched from inbound_mails where door = 'imap'");
  return { ...state, offered: feeder.underWay, unfetched: Math.max(0, feeder.imapDelivered - fetched) };
}
