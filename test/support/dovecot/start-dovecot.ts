import { execFile } from 'node:child_process';
import { appendFile, chmod, chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../../../server/embedded/free-port.ts';
import { newRunFolder } from '../sweep-old-runs.ts';
import { type DovecotAccount, dovecotAccount } from './dovecot-account.ts';
import { dovecotCommand } from './dovecot-command.ts';
import { type DovecotProcess, startProcess } from './dovecot-process.ts';
import { dovecotOauthSettings, dovecotSettings } from './dovecot-settings.ts';
import { type Dovecot, findDovecot } from './find-dovecot.ts';

const run = promisify(execFile);
const host = '127.0.0.1';

/** A person with a mailbox. The name is what stands before the @: `jane` signs in as `jane` or `jane@any.example`, mail for either is hers. */
export type DovecotUser = { name: string; password: string };

export type DovecotOptions = {
  users?: DovecotUser[];
  /** The whole capability line to announce, see `capabilitiesWithout`. Default: Dovecot's own, with IDLE, CONDSTORE, QRESYNC and MOVE. */
  capabilities?: string;
  /** Takes access tokens too, which this address knows (RFC 7662). */
  introspectionUrl?: string;
};

/** A running Dovecot of a test's own: IMAP without TLS and LMTP on this machine's ports. */
export type DovecotServer = {
  host: string;
  imapPort: number;
  lmtpPort: number;
  /** Returns when the user can sign in and be written to: up to a second. */
  addUser(name: string, password: string): Promise<void>;
  /** SIGKILL to all its processes. The mails stay. */
  kill(): Promise<void>;
  /** Starts it again on the same ports and mails, after `kill`. */
  restart(): Promise<void>;
  /** Ends it and deletes its mails. */
  stop(): Promise<void>;
  /** Gives the INBOX another UIDVALIDITY, as after a restore of the server: clients must forget every UID they know. Returns it. */
  resetUidValidity(user: string): Promise<number>;
};

/**
 * Starts a real Dovecot on free ports, with mails in a temporary folder, as an ordinary user. When Dovecot is not installed the first call
 * on a machine fetches it. It ends with the process that started it, at the latest.
 */
export async function startDovecot(options: DovecotOptions = {}): Promise<DovecotServer> {
  const [dovecot, account] = await Promise.all([findDovecot(), dovecotAccount()]);
  const home = await makeHome(account, options.users ?? []);
  try {
    return await startIn(home, { dovecot, account, capabilities: options.capabilities, introspectionUrl: options.introspectionUrl });
  } catch (error) {
    await rm(home, { recursive: true, force: true });
    throw error;
  }
}

type Setting = {
  dovecot: Dovecot;
  account: DovecotAccount;
  capabilities: string | undefined;
  introspectionUrl: string | undefined;
};

async function startIn(home: string, setting: Setting): Promise<DovecotServer> {
  const settingsFile = join(home, 'dovecot.conf');
  const admin = (...args: string[]) => runAdmin(setting, ['-c', settingsFile, ...args]);
  let { process: running, imapPort, lmtpPort } = await startOnFreePorts(home, settingsFile, setting);
  return {
    host,
    imapPort,
    lmtpPort,
    addUser: async (name, password) => {
      await appendFile(join(home, 'users'), userLine({ name, password }));
      await untilKnown(() => admin('user', name));
    },
    kill: () => running.end('SIGKILL'),
    restart: async () => {
      running = await startOn([imapPort, lmtpPort], home, settingsFile, setting);
    },
    stop: async () => {
      await running.end('SIGTERM');
      await rm(home, { recursive: true, force: true });
    },
    resetUidValidity: async (user) => {
      const status = await admin('mailbox', 'status', '-u', user, 'uidvalidity', 'INBOX');
      const next = Number(/uidvalidity=(\d+)/.exec(status)?.[1]) + 1;
      await admin('mailbox', 'update', '-u', user, '--uid-validity', String(next), 'INBOX');
      return next;
    },
  };
}

type Started = { process: DovecotProcess; imapPort: number; lmtpPort: number };

/** Somebody may take a port between the look and the start, so it tries again with others. */
async function startOnFreePorts(home: string, settingsFile: string, setting: Setting, triesLeft = 3): Promise<Started> {
  const [imapPort, lmtpPort] = [await freePort(), await freePort()];
  const { user, group, uid, gid } = setting.account;
  const { capabilities, introspectionUrl } = setting;
  if (introspectionUrl !== undefined) {
    await writeFile(join(home, 'oauth2.conf'), dovecotOauthSettings(introspectionUrl));
    await chown(join(home, 'oauth2.conf'), uid, gid);
  }
  await writeFile(settingsFile, dovecotSettings({ folder: home, host, imapPort, lmtpPort, user, group, capabilities, introspectionUrl }));
  try {
    return { process: await startOn([imapPort, lmtpPort], home, settingsFile, setting), imapPort, lmtpPort };
  } catch (error) {
    if (triesLeft === 0 || !String(error).includes('Address already in use')) throw error;
    return startOnFreePorts(home, settingsFile, setting, triesLeft - 1);
  }
}

async function startOn(ports: number[], home: string, settingsFile: string, setting: Setting): Promise<DovecotProcess> {
  // What a killed server left there: its process number, which may be anybody's now.
  await rm(join(home, 'run'), { recursive: true, force: true });
  return startProcess(dovecotCommand(setting.dovecot, setting.account, 'dovecot', ['-F', '-c', settingsFile]), home, host, ports);
}

async function runAdmin({ dovecot, account }: Setting, args: string[]): Promise<string> {
  const [program = '', ...rest] = dovecotCommand(dovecot, account, 'doveadm', args);
  return (await run(program, rest)).stdout;
}

/** Dovecot looks for a change of the file once in a second. */
async function untilKnown(lookUp: () => Promise<unknown>, triesLeft = 100): Promise<void> {
  try {
    await lookUp();
  } catch (error) {
    if (triesLeft === 0) throw error;
    await sleep(50);
    await untilKnown(lookUp, triesLeft - 1);
  }
}

async function makeHome(account: DovecotAccount, users: DovecotUser[]): Promise<string> {
  // Swept by a later run when this one is killed.
  const home = await newRunFolder();
  await mkdir(join(home, 'mail'));
  await writeFile(join(home, 'users'), users.map(userLine).join(''));
  await writeFile(join(home, 'dovecot.log'), '');
  await chmod(home, 0o700);
  await Promise.all(['', 'mail', 'users', 'dovecot.log'].map((name) => chown(join(home, name), account.uid, account.gid)));
  return home;
}

/** passwd(5) with the rest left to the defaults of the settings. */
function userLine({ name, password }: DovecotUser): string {
  return `${name.split('@')[0]}:{PLAIN}${password}::::::\n`;
}
