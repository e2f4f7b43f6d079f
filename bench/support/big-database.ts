import { migrate } from '../../domain/database/migrate.ts';
import { createDatabase, type Database } from '../../domain/database/orm.ts';
import { createWithTenant, type WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import type { BigShape } from '../../server/demo/big/big-shape.rules.ts';
import { fillBigDatabase } from '../../server/demo/big/fill-big-database.ts';
import { silent } from './desk.ts';
import type { Say } from './part.types.ts';
import { type ScratchDatabase, startScratchDatabase } from './scratch-database.ts';

/** A door to the tenants, and the database behind it. */
export type Door = { database: Database; withTenant: WithTenant };

/** A made-up big database: `secured` is the application's login, `plain` one that row security does not hold. */
export type BigDatabase = { scratch: ScratchDatabase; secured: Door; plain: Door; close(): Promise<void> };

/** Makes one of the shape on a server of its own, with the memory that a server for so much would be given. */
export async function openBigDatabase(say: Say, shape: BigShape): Promise<BigDatabase> {
  const scratch = await startScratchDatabase({
    durable: false,
    settings: { shared_buffers: '1GB', effective_cache_size: '6GB', max_wal_size: '8GB' },
  });
  try {
    await migrate(scratch.server.ownerUrl);
    await fillBigDatabase(scratch.server.ownerUrl, shape, { log: silent, note: say });
  } catch (error) {
    await scratch.drop();
    throw error;
  }
  const secured = door(scratch.server.appUrl, 'secured');
  const plain = door(scratch.server.superuserUrl.replace(/\/postgres$/, '/deskhand'), 'plain');
  const close = async (): Promise<void> => {
    await secured.database.close(true);
    await plain.database.close(true);
    await scratch.drop();
  };
  return { scratch, secured, plain, close };
}

function door(url: string, contextName: string): Door {
  const database = createDatabase({ url, pool: 2, contextName });
  return { database, withTenant: createWithTenant({ database }) };
}
