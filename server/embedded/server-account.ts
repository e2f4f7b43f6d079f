import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { AppError } from '../../domain/errors.ts';

const run = promisify(execFile);

/** The numbers of the unprivileged account a server runs under. */
export type ServerAccount = { uid: number; gid: number };

/** The account PostgreSQL must run under: `nobody` when we are root (PostgreSQL refuses root), otherwise undefined: our own. */
export async function serverAccount(): Promise<ServerAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'nobody']), run('id', ['-g', 'nobody'])]);
    return { uid: Number.parseInt(uid.stdout, 10), gid: Number.parseInt(gid.stdout, 10) };
  } catch (cause) {
    throw new AppError('not_configured', {
      message: 'running as root and there is no account "nobody"',
      userMessage:
        'PostgreSQL refuses to run as root and this system has no account “nobody”: start Deskhand as an ordinary user, or set DATABASE_URL.',
      cause,
    });
  }
}
