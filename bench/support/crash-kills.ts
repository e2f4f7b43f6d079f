import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../domain/seeded.rules.ts';
import type { StreamFeeder } from './crash-stream.ts';
import type { Counter } from './desk.ts';
import type { Product } from './product.ts';
import { between } from './random.rules.ts';
import { readWorkState, type WorkState } from './work-state.ts';

/** What a kill is aimed at: the SMTP door, fetching by IMAP, filing, handing over, or the start after the kill before. */
export type Aim = 'accept' | 'fetch' | 'processing' | 'delivery' | 'start';
export type Victim = 'app' | 'tree';

/**
 * What was under way the moment before a kill. `offered` counts SMTP transactions of our client, `unfetched` mails in the IMAP mailbox only and
 * `fetching` those of them that the living process may be fetching; `filed` mails settled and `handing` deliveries claimed in the last instants,
 * so that the living process is at them.
 */
export type Moment = WorkState & { offered: number; unfetched: number; fetching: number; filed: number; handing: number };

/** One SIGKILL. `moment` is null when the database did not answer: the product was starting. */
export type Kill = { aim: Aim; victim: Victim; moment: Moment | null; restartSeconds: number };

export type KillDeps = { product: Product; counter: Counter; feeder: StreamFeeder; random: Random };

const patienceMs = 60_000;
/** How far behind the moment aimed at a kill may fall, in ms. */
const spreadMs = { accept: 40, fetch: 450, processing: 30, delivery: 200 };

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
    fetch: ({ fetching }) => fetching > 0,
    processing: ({ fresh, filed }) => fresh > 0 && filed > 0,
    delivery: ({ handing }) => handing > 0,
  };
  while (Date.now() < end && !isNow[aim](await readMoment(deps))) await sleep(2);
  // What lies between two rows cannot be seen from here: somewhere behind the moment is as good as any.
  await sleep(between(random, 0, spreadMs[aim]));
}

const momentSql = `select
  (select count(*)::int from inbound_mails where door = 'imap') as fetched,
  (select count(*)::int from mailbox_sync where lease_owner like $1) as leases,
  (select count(*)::int from inbound_mails where settled_at > now() - interval '300 ms') as filed,
  (select count(*)::int from deliveries where state = 'sending' and next_attempt_at > now() + interval '88 s') as handing`;

/** What is under way now. */
export async function readMoment({ product, counter, feeder }: Pick<KillDeps, 'product' | 'counter' | 'feeder'>): Promise<Moment> {
  const state = await readWorkState(counter);
  type Row = { fetched: number; leases: number; filed: number; handing: number };
  const { fetched, leases, filed, handing } = await counter.row<Row>(momentSql, [`%-${product.pid}`]);
  const unfetched = Math.max(0, feeder.imapDelivered - fetched);
  return { ...state, offered: feeder.underWay, unfetched, fetching: leases > 0 ? unfetched : 0, filed, handing };
}
