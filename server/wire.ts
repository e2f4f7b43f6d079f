import { join } from 'node:path';
import type { Env } from '../config/env.ts';
import type { Logger } from '../config/logger.ts';
import { createDatabase, type Database } from '../domain/database/orm.ts';
import type { TenantId } from '../domain/ids.types.ts';
import { assertIsolated } from '../domain/tenancy/self-check.ts';
import { createWithTenant, type WithTenant } from '../domain/tenancy/unit-of-work.ts';
import { type AcrossTenants, createAcrossTenants } from '../domain/tenancy/unsafe-across-tenants.ts';
import type { Wake } from '../domain/tenancy/wake.types.ts';
import type { ReplyKeys } from '../domain/tickets/reply-address.rules.ts';
import type { BlobStore } from '../storage/blob-store.ts';
import { type KeyRing, openKeyRing } from '../storage/key-ring.ts';
import { openBlobStore } from '../storage/open-blob-store.ts';
import { clamdAddress } from './wiring/clamd-address.ts';

/** What every role and every command stands on: the tenants' door, the look-ups across tenants, blobs and keys. */
export type Core = {
  env: Env;
  log: Logger;
  database: Database;
  withTenant: WithTenant;
  across: AcrossTenants;
  blobs: BlobStore;
  keyRing: KeyRing;
  replyKeysFor(tenantId: TenantId): ReplyKeys;
  /** Says where the wake-ups of committed units go from now on; before, the sweep finds them. */
  onCommit(wake: (wakes: Wake[]) => void): void;
  close(): Promise<void>;
};

/** Where the key file lies. */
export function keyFileOf(env: Env): string {
  return env.DESKHAND_KEY_FILE ?? join(env.DESKHAND_DATA, 'keys.json');
}

/** Builds the core over the application's login. Refuses (`not_configured`) a database that would not keep tenants apart. */
export async function wireCore(env: Env, log: Logger, options: { appUrl: string; pool: number; contextName: string }): Promise<Core> {
  const database = createDatabase({ url: options.appUrl, pool: options.pool, contextName: options.contextName });
  try {
    await assertIsolated(database);
    const [blobs, keyRing] = [await openBlobStore(env), await openKeyRing(keyFileOf(env))];
    let wake: (wakes: Wake[]) => void = () => undefined;
    return {
      env,
      log,
      database,
      withTenant: createWithTenant({ database, scansFiles: clamdAddress(env) !== null, afterCommit: (wakes) => wake(wakes) }),
      across: createAcrossTenants(database, log),
      blobs,
      keyRing,
      replyKeysFor: (tenantId) => ({ current: keyRing.currentKeyId, derive: (keyId) => keyRing.derive(`reply:${tenantId}`, keyId) }),
      onCommit: (next) => {
        wake = next;
      },
      close: () => database.close(true),
    };
  } catch (error) {
    await database.close(true);
    throw error;
  }
}
