import { chmod, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../config/logger.ts';
import { AppError } from '../../domain/errors.ts';
import { stopOnExit, stopProcess } from './child-server.ts';
import { findPostgresBinaries } from './postgres-binaries.ts';
import { clusterExists, createCluster, superuserName } from './postgres-cluster.ts';
import { loadLogins, type PostgresLogins, saveLogins } from './postgres-logins.ts';
import { findLivingPostgres, type LivingPostgres, launchPostgres, postgresStopSteps } from './postgres-process.ts';
import { postgresSettings } from './postgres-settings.rules.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { provisionRoles } from './provision-roles.ts';
import { databaseStatements, defaultRoleNames, type RoleNames } from './roles.rules.ts';
import { serverAccount } from './server-account.ts';
import { joinServer, leaveServer } from './server-users.ts';
import { withClient } from './with-client.ts';
import { withPidLock } from './with-pid-lock.ts';

export type EmbeddedPostgresOptions = {
  /** Deskhand's data folder; the cluster goes to its subfolder `postgres`, the passwords to `postgres-logins.json`. */
  dataFolder: string;
  log: Logger;
  /** Told about steps that may take over two seconds. */
  progress?: (line: string) => void;
  /** False only for tests: data do not survive a power cut. */
  fsync?: boolean;
  /** Server settings that win over `postgresSettings`. */
  settings?: Record<string, string>;
  roles?: RoleNames;
  /** The installed binaries package and the folders it may be copied to, see `findPostgresBinaries`. */
  packageFolder?: string;
  copyFolders?: string[];
};

/** A running embedded PostgreSQL. The URLs hold passwords: never log them. */
export type EmbeddedPostgres = {
  /** Superuser, database `postgres`: for provisioning, backup and restore. */
  superuserUrl: string;
  ownerUrl: string;
  appUrl: string;
  port: number;
  pid: number;
  /** The server was already running: an earlier Deskhand was killed, or another one runs now. */
  adopted: boolean;
  /** Another living Deskhand uses the server too. */
  shared: boolean;
  /** Ends the server when no other Deskhand uses it: fast shutdown, at most 13 s before SIGKILL. May be called twice. */
  stop(): Promise<void>;
};

/**
 * Starts PostgreSQL on `dataFolder`, or adopts the one that runs there, and makes sure of roles and database. Never two servers on one
 * folder, whoever starts at the same time. The server is in its own process group and is asked to end when this process exits;
 * after SIGKILL of this process it stays until the next start adopts it. Throws AppError `not_configured`, `unavailable` or `key_missing`.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataFolder = resolve(options.dataFolder);
  const home = join(dataFolder, 'postgres');
  await mkdir(home, { recursive: true, mode: 0o755 });
  // The account that runs PostgreSQL must be able to pass, whatever the umask was.
  await chmod(home, 0o755);
  return withPidLock(join(home, 'start.lock'), async () => {
    const loginsFile = join(dataFolder, 'postgres-logins.json');
    const logins = await loadLogins(loginsFile, clusterExists(home));
    const adopted = await adoptLiving(home, logins, options.log);
    const living = adopted ?? (await startNew(home, logins, options));
    if (logins.port !== living.port) await saveLogins(loginsFile, { ...logins, port: living.port });
    const names = options.roles ?? defaultRoleNames;
    await provision(living.port, logins, names);
    const shared = joinServer(join(home, 'users'));
    options.log.info({ port: living.port, pid: living.identity.pid, adopted: adopted !== undefined, shared }, 'PostgreSQL is ready');
    return {
      superuserUrl: postgresUrl(superuserName, logins.superuserPassword, living.port, 'postgres'),
      ownerUrl: postgresUrl(names.owner, logins.ownerPassword, living.port, names.database),
      appUrl: postgresUrl(names.app, logins.appPassword, living.port, names.database),
      port: living.port,
      pid: living.identity.pid,
      adopted: adopted !== undefined,
      shared,
      stop: stopper(home, living.identity),
    };
  });
}

/** A connection address of the embedded server. */
function postgresUrl(user: string, password: string, port: number, database: string): string {
  return `postgresql://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

async function startNew(home: string, logins: PostgresLogins, options: EmbeddedPostgresOptions): Promise<LivingPostgres> {
  const account = await serverAccount();
  const binaries = await findPostgresBinaries({ ...options, account });
  const durable = options.fsync !== false;
  if (!clusterExists(home)) {
    options.progress?.('creating the PostgreSQL database cluster (first start only)');
    await createCluster(binaries.initdb, { home, account }, logins.superuserPassword, durable);
  }
  const settings = { ...postgresSettings(durable), ...options.settings };
  return launchPostgres({ postgres: binaries.postgres, home, account, settings, preferredPort: logins.port });
}

/**
 * Uses a server that already runs on the cluster when it answers, waits for one that says that it is recovering or going down, and ends
 * one that says nothing; what was committed survives that.
 */
async function adoptLiving(home: string, logins: PostgresLogins, log: Logger): Promise<LivingPostgres | undefined> {
  const recoveryMs = 600_000;
  const silenceMs = 5_000;
  const began = Date.now();
  let heard = began;
  for (;;) {
    const living = findLivingPostgres(home);
    if (living === undefined) return undefined;
    const answer = await ask(living, logins);
    if (answer === 'ready') return living;
    if (answer === 'wrong password') throw foreignCluster(living.port);
    if (answer === 'busy') heard = Date.now();
    if (Date.now() - heard > silenceMs || Date.now() - began > recoveryMs) {
      log.warn({ pid: living.identity.pid }, 'a PostgreSQL of an earlier run does not answer: ending it');
      await stopProcess(living.identity, [{ signal: 'SIGQUIT', waitMs: 2_000 }]);
      return undefined;
    }
    await sleep(50);
  }
}

async function ask(living: LivingPostgres, logins: PostgresLogins): Promise<'ready' | 'busy' | 'silent' | 'wrong password'> {
  try {
    await withClient(
      postgresUrl(superuserName, logins.superuserPassword, living.port, 'postgres'),
      (client) => client.query('SELECT 1'),
      3_000,
    );
    return 'ready';
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === '28P01') return 'wrong password';
    // cannot_connect_now: starting up, recovering or shutting down (PostgreSQL appendix A).
    return code === '57P03' ? 'busy' : 'silent';
  }
}

async function provision(port: number, logins: PostgresLogins, names: RoleNames): Promise<void> {
  await withClient(postgresUrl(superuserName, logins.superuserPassword, port, 'postgres'), (client) =>
    provisionRoles(client, names, logins),
  );
  await withClient(postgresUrl(superuserName, logins.superuserPassword, port, names.database), async (client) => {
    for (const statement of databaseStatements(names)) await client.query(statement);
  });
}

function stopper(home: string, identity: ProcessIdentity): () => Promise<void> {
  const leave = () => leaveServer(join(home, 'users'));
  const forget = stopOnExit(identity, 'SIGINT', leave);
  return async () => {
    forget();
    await withPidLock(join(home, 'start.lock'), async () => {
      if (leave()) await stopProcess(identity, postgresStopSteps);
    });
  };
}

function foreignCluster(port: number): AppError {
  return new AppError('key_missing', {
    message: `PostgreSQL on port ${port} runs on our cluster but refuses our password`,
    userMessage: 'The database refuses the passwords in postgres-logins.json: put back the file that belongs to this data folder.',
  });
}
