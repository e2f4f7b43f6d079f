import { migrate } from '../../domain/database/migrate.ts';
import { openRuntime, type Runtime } from '../runtime/open-runtime.ts';
import { wakePumpsFrom } from '../runtime/wake-pumps-from.ts';
import { type Core, wireCore } from '../wire.ts';
import type { CliContext } from './cli.types.ts';

/** What commands work with: the core over servers that are there. */
export type Desk = Core & { runtime: Runtime };

// A command does one thing after another; a few connections are enough.
const pool = 4;

/**
 * Opens the desk for one command and closes it whatever happens. An embedded database is brought up to date first, as `start` does; one that a
 * running Deskhand uses, or a server of one's own, is left as it is. Refuses, as `start` does, a database that would not keep tenants apart.
 * What `work` leaves for the pumps is told to a Deskhand that runs; otherwise its next start finds it.
 */
export async function withDesk<T>(context: CliContext, work: (desk: Desk) => Promise<T>): Promise<T> {
  const env = context.readEnv();
  const log = await context.createLog();
  const runtime = await openRuntime(env, { log, progress: context.terminal.note });
  try {
    if (runtime.database === 'embedded' && runtime.ownerUrl !== null) await migrate(runtime.ownerUrl);
    const core = await wireCore(env, log, { appUrl: runtime.appUrl, pool, contextName: 'cli' });
    const pumps = wakePumpsFrom(core, runtime.temporalAddress);
    try {
      return await work({ ...core, runtime });
    } finally {
      await pumps.close();
      await core.close();
    }
  } finally {
    await runtime.close();
  }
}
