import { rm } from 'node:fs/promises';
import { createLogger } from '../../config/logger.ts';
import { startEmbeddedPostgres } from '../../server/embedded/postgres.ts';
import { inWords, tellEvery } from '../../server/embedded/tell-every.ts';
import { resolveTemporalBinary } from '../../server/embedded/temporal-binary.ts';
import { startTemporalServer } from '../../server/embedded/temporal-server.ts';
import { makeTemplate } from './make-template.ts';
import { newRunFolder } from './sweep-old-runs.ts';
import { resolveTimeSkippingServer } from './time-skipping.ts';

/** What a test file is told about the database server of this run. */
export type PostgresAddresses = { superuserUrl: string; ownerUrl: string; appUrl: string };

const slowMs = 2_000;

/** The servers of one Jest run, each started when the first test file asks for it and stopped together. */
export class TestServers {
  readonly #log = createLogger({ level: 'error', role: 'test' });
  readonly #stops: (() => Promise<void>)[] = [];

  /** Starts PostgreSQL without fsync. */
  readonly postgres = once(() =>
    told('PostgreSQL', async (): Promise<PostgresAddresses> => {
      const server = await startEmbeddedPostgres({ dataFolder: await this.#folder(), log: this.#log, fsync: false });
      this.#stops.push(() => server.stop());
      return { superuserUrl: server.superuserUrl, ownerUrl: server.ownerUrl, appUrl: server.appUrl };
    }),
  );

  /** Makes the migrated template database. */
  readonly template = once(async (): Promise<{ template: string }> => ({ template: await makeTemplate(await this.postgres()) }));

  /** Starts the Temporal development server, unless TEMPORAL_ADDRESS names one. */
  readonly temporal = once(() =>
    told('the Temporal server', async (): Promise<{ address: string }> => {
      if (process.env.TEMPORAL_ADDRESS) return { address: process.env.TEMPORAL_ADDRESS };
      const binary = (await this.#temporalBinary()).path;
      const server = await startTemporalServer({ binary, dataFolder: await this.#folder(), log: this.#log });
      this.#stops.push(() => server.stop());
      return { address: server.address };
    }),
  );

  /** Path of the time-skipping server; whoever needs it starts one. */
  readonly timeSkipping = once(async (): Promise<{ path: string }> => ({ path: await resolveTimeSkippingServer({ progress: print }) }));

  readonly #temporalBinary = once(() => resolveTemporalBinary({ log: this.#log, progress: print }));
  readonly #folder = once(newRunFolder);

  /**
   * Finds, fetches or builds the Temporal programs now: a first build takes minutes, and only the set-up of a run has no time limit.
   * What cannot be had is said here, and again to each test that asks for it.
   */
  async prepare(): Promise<void> {
    const wanted = [this.timeSkipping(), ...(process.env.TEMPORAL_ADDRESS ? [] : [this.#temporalBinary()])];
    for (const result of await Promise.allSettled<unknown>(wanted)) {
      if (result.status === 'rejected') print((result.reason as Error).message);
    }
  }

  /** Stops what was started and deletes its data. */
  async stop(): Promise<void> {
    await Promise.allSettled(this.#stops.map((stop) => stop()));
    await rm(await this.#folder(), { recursive: true, force: true });
  }
}

/** Calls `make` on the first call and gives the same promise ever after. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

async function told<T>(what: string, start: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const elapsed = () => performance.now() - began;
  const quiet = tellEvery(slowMs, print, () => `starting ${what} for the tests: ${inWords(elapsed())}`);
  try {
    const result = await start();
    if (elapsed() > slowMs) print(`started ${what} for the tests in ${inWords(elapsed())}`);
    return result;
  } finally {
    quiet();
  }
}

function print(line: string): void {
  process.stderr.write(`${line}\n`);
}
