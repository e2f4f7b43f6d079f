import { execFile } from 'node:child_process';
import { delimiter } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../../domain/errors.ts';
import { findOnPath } from '../../../server/embedded/find-on-path.ts';
import { unpackDovecot } from './unpack-dovecot.ts';

const run = promisify(execFile);

/** Where Dovecot is: installed, or unpacked under `root`, whose `usr` must be laid over the system's for it to find its parts. */
export type Dovecot = { kind: 'installed'; program: string } | { kind: 'unpacked'; root: string };

/**
 * The Dovecot 2.3 of this machine; fetched and unpacked, without any change to the system, when none is installed.
 * Throws `not_configured` when an installed one is of another line (the settings of 2.4 differ) and `unavailable` when it cannot be fetched.
 */
export async function findDovecot(): Promise<Dovecot> {
  // Ordinary users often lack the folder where Debian keeps servers.
  const [program] = findOnPath('dovecot', [process.env.PATH ?? '', '/usr/sbin', '/usr/local/sbin'].join(delimiter));
  if (program === undefined) return { kind: 'unpacked', root: await unpackDovecot() };
  const { stdout: version } = await run(program, ['--version']);
  if (!version.startsWith('2.3.')) {
    throw new AppError('not_configured', {
      message: `${program} is version ${version.trim()}, the tests need 2.3`,
      userMessage: 'The installed Dovecot is not of the 2.3 line, which the tests configure: run them on Debian 12, or take it off PATH.',
    });
  }
  return { kind: 'installed', program };
}
