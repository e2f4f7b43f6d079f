import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { parseEnv } from '../../../config/env.ts';
import { createLogger } from '../../../config/logger.ts';
import { runCli } from '../../../server/cli/run-cli.ts';
import { openTerminal } from '../../../server/cli/terminal.ts';
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts';

export type CliRun = { code: number; out: string; err: string };

/** The CLI over a database and a data folder of its own, and everything it ever printed or logged. */
export type TestCli = {
  run(words: string[], options?: { stdin?: string; settings?: Record<string, string | undefined> }): Promise<CliRun>;
  fresh: FreshDatabase;
  folder: string;
  printed: string[];
  close(): Promise<void>;
};

/** Opens it. Settings of a run win over the database's. */
export async function openTestCli(): Promise<TestCli> {
  const fresh = await freshDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'deskhand-cli-'));
  const base = { DATABASE_URL: fresh.appUrl, DATABASE_OWNER_URL: fresh.ownerUrl, DESKHAND_DATA: join(folder, 'data') };
  const printed: string[] = [];
  const run: TestCli['run'] = async (words, { stdin = '', settings = {} } = {}) => {
    const [out, err] = [collector(), collector()];
    const readEnv = () => parseEnv({ ...base, ...settings });
    const code = await runCli(words, {
      readEnv,
      createLog: async () => createLogger({ level: readEnv().DESKHAND_LOG_LEVEL, role: 'cli', destination: err }),
      terminal: openTerminal({ input: Readable.from(stdin === '' ? [] : [Buffer.from(stdin)]), output: out, errors: err }),
    });
    printed.push(out.text(), err.text());
    return { code, out: out.text(), err: err.text() };
  };
  const close = async (): Promise<void> => {
    await fresh.drop();
    await rm(folder, { recursive: true, force: true });
  };
  return { run, fresh, folder, printed, close };
}

function collector(): Writable & { text(): string } {
  const parts: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      parts.push(Buffer.from(chunk));
      done();
    },
  });
  return Object.assign(stream, { text: () => Buffer.concat(parts).toString('utf8') });
}
