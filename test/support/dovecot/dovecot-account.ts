import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { serverAccount } from '../../../server/embedded/server-account.ts';

const run = promisify(execFile);

/** The account Dovecot runs under: `nobody` when we are root, else our own. */
export type DovecotAccount = { uid: number; gid: number; user: string; group: string };

/** Its numbers for the system calls and its names for Dovecot's settings. */
export async function dovecotAccount(): Promise<DovecotAccount> {
  const { uid, gid } = (await serverAccount()) ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const [user, group] = await Promise.all([entryName('passwd', uid), entryName('group', gid)]);
  return { uid, gid, user, group };
}

async function entryName(database: 'passwd' | 'group', id: number): Promise<string> {
  const { stdout } = await run('getent', [database, String(id)]);
  return stdout.split(':')[0] ?? '';
}
