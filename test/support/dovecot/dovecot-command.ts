import { join } from 'node:path';
import type { DovecotAccount } from './dovecot-account.ts';
import type { Dovecot } from './find-dovecot.ts';

/** Which program of Dovecot to run. */
export type DovecotProgram = 'dovecot' | 'doveadm';

const folders = { dovecot: 'sbin', doveadm: 'bin' } as const;

/**
 * The command that runs a program of Dovecot under the account, and ends it when its caller dies. An unpacked one runs in a mount
 * namespace of its own where its `usr` lies over the system's: it looks for its parts at fixed paths. An ordinary user may do that in a
 * user namespace; the second one gives him his own number back, because Dovecot refuses to work as root.
 */
export function dovecotCommand(dovecot: Dovecot, account: DovecotAccount, program: DovecotProgram, args: string[]): string[] {
  const isRoot = process.getuid?.() === 0;
  // The kernel forgets the death signal when the account changes, so both must be set by the same call, the last one.
  const become = isRoot ? [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'] : [];
  const last = ['setpriv', ...become, '--pdeathsig=KILL'];
  if (dovecot.kind === 'installed') return [...last, programBeside(dovecot.program, program), ...args];
  const overlay = 'mount -t overlay overlay -o "lowerdir=$0:/usr" /usr && exec "$@"';
  const asMyself = isRoot ? [] : ['unshare', '--user', `--map-user=${account.uid}`, `--map-group=${account.gid}`];
  const namespace = ['unshare', ...(isRoot ? ['--mount'] : ['--user', '--map-root-user', '--mount'])];
  const inside = [...asMyself, ...last, `/usr/${folders[program]}/${program}`, ...args];
  return [...namespace, 'sh', '-c', overlay, join(dovecot.root, 'usr'), ...inside];
}

/** /usr/sbin/dovecot → /usr/bin/doveadm */
function programBeside(server: string, program: DovecotProgram): string {
  return program === 'dovecot' ? server : join(server, '../..', folders[program], program);
}
