import { AppError } from '../../domain/errors.ts';
import { limitsOf } from './provider-limits.rules.ts';

/**
 * Why work with a mail server failed. `throttled`: it asks us to come back later; `refused`: it said no to user or password; `tls`: no safe
 * connection; `setting`: something stored here is missing; `protocol`: it answered what we did not expect.
 */
export type FailureKind = 'network' | 'throttled' | 'refused' | 'tls' | 'setting' | 'protocol';

/** `reason` is for admins: which server, what to change. It never carries the server's own words. `askedMs`: the pause a throttling server asked for. */
export type ServerFailure = { kind: FailureKind; reason: string; askedMs?: number };

export type ServerName = { host: string; port: number };

// RFC 5530 and RFC 9051 7.1; `authenticationFailed` of the client is true for these too (`mail.md` 2.1).
const throttleCodes = ['UNAVAILABLE', 'LIMIT', 'INUSE', 'SERVERBUG', 'CONTACTADMIN', 'OVERQUOTA', 'ETHROTTLE'];
const silentCodes = ['ETIMEDOUT', 'ETIMEOUT', 'CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT', 'ECONNABORTED'];
const nameCodes = ['ENOTFOUND', 'EAI_AGAIN', 'EDNS'];
const lostCodes = [
  'ECONNRESET',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'NoConnection',
  'EConnectionClosed',
  'ClosedAfterConnectTLS',
  'ClosedAfterConnectText',
  'ECONNECTION',
  'ESOCKET',
];
const wrongTlsCodes = /^(ERR_SSL|ERR_TLS|EPROTO|ETLS)/;
const certificateCodes = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT|HOSTNAME_MISMATCH)/;

/** Sorts an error of imapflow or nodemailer, or an own `AppError`, and says what its admins can change. `signIn` is what the server was shown. */
export function classifyFailure(error: unknown, { host, port }: ServerName, signIn: 'password' | 'token' = 'password'): ServerFailure {
  if (error instanceof AppError) return { kind: error.code === 'unavailable' ? 'network' : 'setting', reason: error.userMessage };
  const facts = factsOf(error);
  const { code } = facts;
  const at = `${host}, port ${port}`;
  const isTold = limitsOf(host).says.test(facts.words);
  if (isTold || facts.isTemporary || throttleCodes.includes(facts.serverCode) || throttleCodes.includes(code))
    return {
      kind: 'throttled',
      reason: throttledReason(host),
      askedMs: facts.askedMs,
    };
  if (facts.isRefused) return { kind: 'refused', reason: refusedWords(host, signIn) };
  if (certificateCodes.test(code))
    return { kind: 'tls', reason: `The certificate of ${host} cannot be trusted. Check the server name, or have the certificate renewed.` };
  if (wrongTlsCodes.test(code) || facts.isTls)
    return {
      kind: 'tls',
      reason: `No encrypted connection to ${at} was possible. Check that port and encryption setting belong together.`,
    };
  if (nameCodes.includes(code)) return { kind: 'network', reason: `The server name ${host} cannot be found. Check its spelling.` };
  if (code === 'ECONNREFUSED') return { kind: 'network', reason: `Nothing answers at ${at}. Check server name and port.` };
  if (silentCodes.includes(code))
    return { kind: 'network', reason: `${at}, does not answer in time. Check server name and port, and that a firewall lets us through.` };
  if (lostCodes.includes(code))
    return { kind: 'network', reason: `The connection to ${at} was cut. If this stays, check that the port is that of the right service.` };
  return { kind: 'protocol', reason: `${at}, answered in a way that is not understood. Check that the port is that of the right service.` };
}

function refusedWords(host: string, signIn: 'password' | 'token'): string {
  if (signIn === 'password') return `The mail server ${host} does not accept the user name or password. Enter them again.`;
  return `The mail server ${host} does not accept the sign-in by OAuth, although its token is new. Check that IMAP and authenticated SMTP are switched on for this mailbox and that the account which consented may open it.`;
}

function throttledReason(host: string): string {
  const { name, connections, dailyBytes } = limitsOf(host);
  const daily = dailyBytes === null ? '' : ` and ${Math.round(dailyBytes / 1_048_576)} MB a day`;
  const limits = name === 'the mail server' ? '' : ` ${name} allows ${connections} connections${daily} for one account.`;
  return `The mail server ${host} asks to be left alone for a while.${limits} If this stays, close other programs that read this mailbox.`;
}

/** Milliseconds to wait after so many failures in a row: 1 s doubling to 5 min, longer at once where haste does harm. `chance` in 0…1 spreads. */
export function backOffMs(kind: FailureKind, failures: number, chance: number): number {
  const floor = { network: 1_000, protocol: 1_000, tls: 10_000, throttled: 30_000, refused: 60_000, setting: 60_000 }[kind];
  const full = Math.min(300_000, floor * 2 ** Math.min(failures - 1, 20));
  return Math.round(full * (0.5 + chance / 2));
}

type ErrorFacts = {
  code: string;
  serverCode: string;
  isRefused: boolean;
  isTemporary: boolean;
  isTls: boolean;
  words: string;
  askedMs: number;
};

/** `originalCode` and `responseCode` are nodemailer's, the rest imapflow's and Node's. */
function factsOf(error: unknown): ErrorFacts {
  const raw = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const reply = typeof raw.responseCode === 'number' ? raw.responseCode : 0;
  return {
    code: text(raw.originalCode) || text(raw.code),
    serverCode: text(raw.serverResponseCode).toUpperCase(),
    isRefused: raw.authenticationFailed === true || raw.code === 'EAUTH',
    isTemporary: reply >= 400 && reply < 500,
    isTls: raw.tlsFailed === true,
    words: `${text(raw.responseText)} ${text(raw.response)}`.slice(0, 1_000),
    askedMs: typeof raw.throttleReset === 'number' && raw.throttleReset > 0 ? raw.throttleReset : 0,
  };
}
