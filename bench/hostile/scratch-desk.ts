import { migrate } from '../../domain/database/migrate.ts';
import { createDatabase } from '../../domain/database/orm.ts';
import { createWithTenant } from '../../domain/tenancy/unit-of-work.ts';
import { createAcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import { addTenant, silent, type TestDesk } from '../../test/support/desk.ts';
import { startScratchDatabase } from '../support/scratch-database.ts';

/** The desk of the tests on an embedded PostgreSQL of its own. */
export async function openScratchDesk(): Promise<TestDesk> {
  const scratch = await startScratchDatabase({ durable: false });
  await migrate(scratch.server.ownerUrl);
  const database = createDatabase({ url: scratch.server.appUrl, pool: 10, contextName: 'hostile' });
  const clock: TestDesk['clock'] = { now: null };
  const wakes: TestDesk['wakes'] = [];
  const withTenant = createWithTenant({ database, clock: () => clock.now ?? new Date(), afterCommit: () => undefined });
  const fresh: TestDesk['fresh'] = {
    name: 'hostile',
    appUrl: scratch.server.appUrl,
    ownerUrl: scratch.server.ownerUrl,
    superuserUrl: scratch.server.ownerUrl,
    drop: () => scratch.drop(),
  };
  return {
    fresh,
    database,
    withTenant,
    across: createAcrossTenants(database, silent),
    wakes,
    clock,
    one: await addTenant(withTenant, 'one', { acknowledge: false }),
    two: await addTenant(withTenant, 'two', { acknowledge: false }),
    close: async () => {
      await database.close(true);
      await fresh.drop();
    },
  };
}
