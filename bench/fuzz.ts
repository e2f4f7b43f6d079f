import { parseArgs } from 'node:util';
import { migrate } from '../domain/database/migrate.ts';
import { createDatabase } from '../domain/database/orm.ts';
import { createAcrossTenants } from '../domain/tenancy/unsafe-across-tenants.ts';
import type { Interleaving } from '../test/support/fuzz/interleaving.ts';
import { type FuzzTotals, fuzzPool, runInterleavings } from '../test/support/fuzz/run-interleavings.ts';
import { silent } from './support/desk.ts';
import { startScratchDatabase } from './support/scratch-database.ts';

/**
 * `node bench/fuzz.ts [--interleavings 2000] [--seed 1]`: random interleavings of mail, chat and scheduled actions on one ticket, in two tenants at once. Resolves
 * with 1 when a log does not replay to its ticket, an update was lost, or a clock is off; each fault is printed with its seed and what happened.
 */
async function main(count: number, firstSeed: number): Promise<number> {
  const scratch = await startScratchDatabase({ durable: false });
  await migrate(scratch.server.ownerUrl);
  const database = createDatabase({ url: scratch.server.appUrl, pool: fuzzPool, contextName: 'fuzz' });
  const began = performance.now();
  try {
    const ground = { database, across: createAcrossTenants(database, silent) };
    const totals = await runInterleavings(ground, { count, firstSeed }, (result, sofar) => {
      if (result.faults.length > 0) tell(result);
      if (sofar.interleavings % 100 === 0) say(progress(sofar, performance.now() - began));
    });
    say(progress(totals, performance.now() - began));
    return totals.interleavings < count || totals.faulty.length > 0 ? 1 : 0;
  } finally {
    await database.close(true);
    await scratch.drop();
  }
}

function tell({ seed, faults, told }: Interleaving): void {
  say(`seed ${seed}:`);
  for (const line of [...faults.map((fault) => `  FAULT ${fault}`), ...told.map((line) => `    ${line}`)]) say(line);
}

function progress({ interleavings, acts, refused, alerts, faulty }: FuzzTotals, ms: number): string {
  return (
    `${interleavings} interleavings in ${Math.round(ms / 1000)} s: ${acts} acts (${refused} refused), ${alerts} levels reached, ` +
    `${faulty.length} with faults`
  );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const { values } = parseArgs({ options: { interleavings: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } } });
process.exit(await main(Number(values.interleavings), Number(values.seed)));
