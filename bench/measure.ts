import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from '../config/env.ts';
import { migrate } from '../domain/database/migrate.ts';
import { shardOf } from '../domain/tenancy/shard.rules.ts';
import { sqlRows } from '../domain/tenancy/sql.ts';
import { createAccept } from '../mail/inbound/accept.ts';
import { deliverFiles } from '../mail/inbound/deliver-files.ts';
import { renderAcknowledgement } from '../mail/templates/acknowledgement.ts';
import { type Core, wireCore } from '../server/wire.ts';
import { createMailReader } from '../server/wiring/mail-reader.ts';
import { verifyMailOf } from '../server/wiring/verify-mail-of.ts';
import { drainMails } from '../workflows/activities/drain-mails.ts';
import { measureClassifier } from './classifier/measure-classifier.ts';
import { addCompany, type BenchCompany, silent } from './support/desk.ts';
import { startScratchDatabase } from './support/scratch-database.ts';

type Outcome = {
  files: number;
  refused: string[];
  states: Record<string, number>;
  unreadable: number;
  answered: number;
  answeredAutomatic: number;
  slowestMs: number;
};

/**
 * `npm run measure -- FOLDER…`: every mail of the folders and of the fixtures goes through `deliver` and is filed as the pump would file it, in a
 * scratch database. Nothing is sent. Ends with 1 when a mail was lost, is parked as failed, or an automatic mail would have been answered. A folder with a `train.csv`
 * of labelled texts measures the classifier instead.
 */
async function main(folders: string[]): Promise<number> {
  if (folders.length === 0) folders.push(fileURLToPath(new URL('../test/fixtures/mails', import.meta.url)));
  const labelled = folders.filter((folder) => existsSync(join(folder, 'train.csv')));
  const ofMails = folders.filter((folder) => !labelled.includes(folder));
  let missed = 0;
  for (const folder of labelled) missed += await measureClassifier(folder, say);
  const faults = ofMails.length === 0 ? 0 : await measureMails(ofMails);
  return missed + faults > 0 ? 1 : 0;
}

/** Returns the number of faults. */
async function measureMails(folders: string[]): Promise<number> {
  const scratch = await startScratchDatabase({ durable: false });
  try {
    await migrate(scratch.server.ownerUrl);
    const env = parseEnv({ DESKHAND_DATA: scratch.folder });
    const core = await wireCore(env, silent, { appUrl: scratch.server.appUrl, pool: 8, contextName: 'measure' });
    try {
      let faults = 0;
      for (const folder of folders) faults += report(folder, await measure(core, folder));
      return faults;
    } finally {
      await core.close();
    }
  } finally {
    await scratch.drop();
  }
}

async function measure(core: Core, folder: string): Promise<Outcome> {
  const company = await addCompany(core, { slug: `measure-${Date.now()}`, smtp: { host: '127.0.0.1', port: 1 } });
  const accept = createAccept({ withTenant: core.withTenant, blobs: core.blobs });
  const files = await mailFiles(resolve(folder));
  const refused: string[] = [];
  let slowestMs = 0;
  for await (const delivered of deliverFiles({ accept, across: core.across }, { files, to: company.address })) {
    if (delivered.kind === 'refused') refused.push(`${delivered.file}: ${delivered.reason}`);
    const startedAt = performance.now();
    await drainAll(core, company);
    slowestMs = Math.max(slowestMs, performance.now() - startedAt);
  }
  return { files: files.length, refused, slowestMs, ...(await countOutcomes(core, company)) };
}

async function drainAll(core: Core, company: BenchCompany): Promise<void> {
  const filingRules = () => ({ replyKeys: core.replyKeysFor(company.id), renderAcknowledgement });
  const deps = { ...core, log: silent, reader: createMailReader(core.blobs, { verify: verifyMailOf(core.env) }), filingRules };
  while ((await drainMails(deps, shardOf(company.id))).more);
}

async function countOutcomes(
  core: Core,
  company: BenchCompany,
): Promise<Pick<Outcome, 'states' | 'unreadable' | 'answered' | 'answeredAutomatic'>> {
  return core.withTenant(company.id, { kind: 'system', name: 'measure' }, async (uow) => {
    const states = await sqlRows<{ state: string; n: number }>(
      uow,
      'select state, count(*)::int as n from inbound_mails group by state order by state',
    );
    const [unreadable] = await sqlRows<{ n: number }>(
      uow,
      "select count(*)::int as n from tickets where subject = 'A mail that could not be read'",
    );
    const [answered] = await sqlRows<{ n: number }>(uow, "select count(*)::int as n from deliveries where purpose = 'acknowledgement'");
    const [automatic] = await sqlRows<{ n: number }>(
      uow,
      `select count(*)::int as n from deliveries where mail -> 'to' -> 0 ->> 'address' ~* '^(mailer-daemon|postmaster|no-?reply|bounce)'`,
    );
    return {
      states: Object.fromEntries(states.map(({ state, n }) => [state, n])),
      unreadable: unreadable?.n ?? 0,
      answered: answered?.n ?? 0,
      answeredAutomatic: automatic?.n ?? 0,
    };
  });
}

/** Prints what became of a folder's mails; returns the number of faults. */
function report(folder: string, { files, refused, states, unreadable, answered, answeredAutomatic, slowestMs }: Outcome): number {
  const settled = Object.values(states).reduce((sum, n) => sum + n, 0);
  const lost = files - refused.length - settled;
  const counts = Object.entries(states).map(([state, n]) => `${n} ${state}`);
  say(
    `${folder}: ${files} files; ${counts.join(', ')}; ${unreadable} unreadable but visible; ${answered} would be acknowledged, ${answeredAutomatic} of them robots; slowest ${slowestMs.toFixed(0)} ms`,
  );
  for (const line of refused) say(`  refused: ${line}`);
  const faults = lost + (states.failed ?? 0) + (states.new ?? 0) + refused.length + answeredAutomatic;
  say(
    faults === 0
      ? '  nothing lost, nothing failed, no robot answered'
      : `  FAULTS: ${lost} lost, ${states.failed ?? 0} failed, ${refused.length} refused, ${answeredAutomatic} robots answered`,
  );
  return faults;
}

async function mailFiles(folder: string): Promise<string[]> {
  const names = (await readdir(folder, { recursive: true })).toSorted().map((name) => join(folder, name));
  const files: string[] = [];
  for (const name of names) {
    const { size } = await stat(name);
    if (name.endsWith('.eml') && size > 0) files.push(name);
  }
  return files;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exit(await main(process.argv.slice(2)));
