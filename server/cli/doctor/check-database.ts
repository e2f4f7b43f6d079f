import type { Env } from '../../../config/env.ts';
import { migrationState } from '../../../domain/database/migrate.ts';
import { defaultRoleNames } from '../../embedded/roles.rules.ts';
import { withClient } from '../../embedded/with-client.ts';
import type { Runtime } from '../../runtime/open-runtime.ts';
import { explainError } from '../explain-error.ts';
import { about, type Finding } from './finding.types.ts';

const database = about('database');
// Granting the look-up role to the owner WITH INHERIT FALSE came with 16.
const oldest = 16;

/** Whether both logins work, the server is new enough and has room for our connections, and the migrations are applied. */
export async function checkDatabase(env: Env, runtime: Runtime): Promise<Finding[]> {
  const app = await checkApp(env, runtime);
  return app.some((finding) => finding.level === 'fail') ? app : [...app, await checkOwner(runtime)];
}

async function checkApp(env: Env, runtime: Runtime): Promise<Finding[]> {
  try {
    return await withClient(runtime.appUrl, async (client) => {
      const { rows } = await client.query<{ version: string; room: string; role: string }>(
        "select current_setting('server_version') as version, current_setting('max_connections') as room, current_user as role",
      );
      const { version = '', room = '0', role = '' } = rows[0] ?? {};
      const where = { embedded: 'embedded', shared: 'embedded, used by a running Deskhand', external: 'your own server' }[runtime.database];
      return [checkVersion(version, where), checkRole(role), checkRoom(Number(room), env.DATABASE_POOL)];
    });
  } catch (error) {
    return [database.fail('cannot be used', explainError(error).text)];
  }
}

function checkVersion(version: string, where: string): Finding {
  const text = `PostgreSQL ${version} (${where})`;
  return Number.parseInt(version, 10) >= oldest ? database.ok(text) : database.fail(text, `Use PostgreSQL ${oldest} or newer.`);
}

// The rights are granted to this role by name (`row-security.ts`).
function checkRole(role: string): Finding {
  if (role === defaultRoleNames.app) return database.ok(`signed in as ${role}`);
  return database.fail(`signed in as ${role}`, `DATABASE_URL must sign in as ${defaultRoleNames.app}, which owns nothing.`);
}

function checkRoom(room: number, pool: number): Finding {
  const text = `${room} connections, ${pool} for each process of ours`;
  if (room >= pool + 10) return database.ok(text);
  return database.warn(text, 'Lower DATABASE_POOL, or raise max_connections of the server.');
}

async function checkOwner(runtime: Runtime): Promise<Finding> {
  const migrations = about('migrations');
  if (runtime.ownerUrl === null)
    return migrations.warn('not checked', 'Set DATABASE_OWNER_URL: migrate, backup and restore need the owner’s login.');
  try {
    const { known, pending } = await migrationState(runtime.ownerUrl);
    if (pending.length > 0) return migrations.fail(`${pending.length} of ${known.length} are missing`, 'Run `deskhand migrate`.');
    return migrations.ok(`all ${known.length} applied`);
  } catch (error) {
    return migrations.fail('the owner’s login cannot be used', explainError(error).text);
  }
}
