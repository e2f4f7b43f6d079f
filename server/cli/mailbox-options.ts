import { readFile } from 'node:fs/promises';
import type { NewMailbox } from '../../domain/mailboxes/add-mailbox.ts';
import type { ServerSettings } from '../../domain/mailboxes/mailboxes.types.ts';
import { type CliOption, type Terminal, UsageError } from './cli.types.ts';

/** The options of one server of a mailbox. There is none for a password itself: command lines can be read by every user of a machine. */
function optionsOf<Kind extends 'imap' | 'smtp'>(kind: Kind) {
  const what = kind.toUpperCase();
  const text = (meaning: string) => ({ type: 'string', meaning }) as const;
  return {
    [`${kind}-host`]: text(`${what} server`),
    [`${kind}-port`]: text(`its port (${defaultPorts[kind]})`),
    [`${kind}-tls`]: text('“direct” (from the first byte) or “starttls”; decided by the port unless given'),
    [`${kind}-user`]: text(kind === 'imap' ? 'user (the address)' : 'user (the same as for IMAP; “none” to sign in nowhere)'),
    [`${kind}-password-file`]: text('file with the password; else it is asked for, or read from a pipe line by line (IMAP first)'),
  } as Record<`${Kind}-${'host' | 'port' | 'tls' | 'user' | 'password-file'}`, { type: 'string'; meaning: string }>;
}

const defaultPorts = { imap: 993, smtp: 465 };
const directPorts = [993, 465];

const importOption = {
  'imap-import': {
    type: 'string',
    meaning: 'which mails to fetch at the first connect: “now” (only new ones), “all”, or a number of days',
  },
} as const;

export const mailboxServerOptions = { ...optionsOf('imap'), ...importOption, ...optionsOf('smtp') } satisfies Record<string, CliOption>;

const {
  'imap-password-file': _imapPassword,
  'smtp-password-file': _smtpPassword,
  ...withoutPasswords
} = mailboxServerOptions as Record<keyof typeof mailboxServerOptions, { type: 'string'; meaning: string }>;
/** As the options above, of servers that are signed in to without a password. */
export const mailboxHostOptions = withoutPasswords satisfies Record<string, CliOption>;

/** What was typed of the options above. */
export type ServerValues = Partial<Record<keyof typeof mailboxServerOptions, string>>;
type Wanted = NonNullable<NewMailbox['smtp']>;
type Kind = 'imap' | 'smtp';

/** The settings the options describe, on top of those there are; undefined when no option of that server was given. */
export function serverSettings(
  kind: Kind,
  values: ServerValues,
  current: ServerSettings | null,
  defaultUser: string | null,
): ServerSettings | undefined {
  const [host, port, tls, user] = (['host', 'port', 'tls', 'user'] as const).map((name) => values[`${kind}-${name}`]);
  if (host === undefined && port === undefined && tls === undefined && user === undefined) return undefined;
  const wantedHost = host ?? current?.host;
  if (wantedHost === undefined) throw new UsageError(`--${kind}-host is needed.`);
  const wantedPort = port === undefined ? (current?.port ?? defaultPorts[kind]) : Number(port);
  const kept = port === undefined ? current?.secure : undefined;
  return {
    host: wantedHost,
    port: wantedPort,
    secure: tlsOf(kind, tls) ?? kept ?? directPorts.includes(wantedPort),
    user: user === 'none' ? null : (user ?? (current === null ? defaultUser : current.user)),
    ...(kind === 'imap' ? importSetting(values['imap-import'], current) : {}),
  };
}

function importSetting(wanted: string | undefined, current: ServerSettings | null): Pick<ServerSettings, 'importFrom'> {
  if (wanted === undefined) return current?.importFrom === undefined ? {} : { importFrom: current.importFrom };
  if (wanted === 'now' || wanted === 'all') return { importFrom: wanted };
  if (/^\d{1,4}$/.test(wanted)) return { importFrom: Number(wanted) };
  throw new UsageError('--imap-import is “now”, “all” or a number of days.');
}

function tlsOf(kind: Kind, tls: string | undefined): boolean | undefined {
  if (tls === undefined) return undefined;
  if (tls === 'direct') return true;
  if (tls === 'starttls') return false;
  throw new UsageError(`--${kind}-tls is “direct” or “starttls”.`);
}

/** The password of a server: from its file, else asked for. The last line break of a file is not part of it. */
export async function readPassword(kind: Kind, values: ServerValues, terminal: Terminal, question: string): Promise<string> {
  const file = values[`${kind}-password-file`];
  const text = file === undefined ? await terminal.askSecret(question) : await readFile(file, 'utf8');
  return text.replace(/\r?\n$/, '');
}

/** Settings and password together, as the verbs take them. */
export function withPassword(settings: ServerSettings, password: string | null): Wanted {
  return { ...settings, password: settings.user === null ? null : password };
}
