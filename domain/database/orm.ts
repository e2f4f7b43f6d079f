import { MikroORM, type Options } from '@mikro-orm/postgresql';
import { entities } from './entities.ts';

/** The ORM of one login. Only `domain/tenancy` works with it; `server/wire.ts` opens and closes it. */
export type Database = MikroORM;

/** Connects lazily with at most `pool` connections. `contextName` keeps two logins of one process apart. */
export function createDatabase(options: { url: string; pool: number; contextName: string; migrations?: Options['migrations'] }): Database {
  return new MikroORM({
    clientUrl: options.url,
    entities,
    contextName: options.contextName,
    forceUtcTimezone: true,
    ensureDatabase: false,
    pool: { min: 0, max: options.pool },
    ignoreUndefinedInQuery: false,
    ...(options.migrations === undefined ? {} : { migrations: options.migrations }),
  });
}
