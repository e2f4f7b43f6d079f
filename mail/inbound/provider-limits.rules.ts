/** What a mail provider allows an IMAP client, and how it says that it was too much. */
export type ProviderLimits = {
  name: string;
  hosts: RegExp;
  /** Connections of one account at a time. Other programs of the account count too, so we stay well below. */
  connections: number;
  /** Connections to it that we begin at a time. */
  atOnce: number;
  /** Bytes an account may fetch in a day; null where none is published. */
  dailyBytes: number | null;
  /** Its words for “too much” that carry no response code of their own. */
  says: RegExp;
  /** Milliseconds we leave it alone at least when it says so. */
  pauseMs: number;
};

const minute = 60_000;

/**
 * The published limits, first match wins. Google: support.google.com/a, “Gmail bandwidth limits” (2,500 MB a day by IMAP) and support.google.com/mail, “Add Gmail to another
 * email client” (15 connections). Microsoft: learn.microsoft.com, “Exchange Online limits” and “Exchange workload management” (20 connections a user; the answer names a back-off). Yahoo and AOL: help.yahoo.com, “IMAP server settings”
 * (5 connections of an address). Apple: support.apple.com/102525. The last row stands for everybody else: Dovecot's `mail_max_userip_connections` is 10.
 */
const table: ProviderLimits[] = [
  {
    name: 'Gmail',
    hosts: /(^|\.)(gmail|googlemail|google)\.com$/,
    connections: 15,
    atOnce: 10,
    dailyBytes: 2_500 * 1024 * 1024,
    says: /exceeded command or bandwidth limits|too many simultaneous connections|temporary (system )?error|lockdown/i,
    pauseMs: 10 * minute,
  },
  {
    name: 'Microsoft 365',
    hosts: /(^|\.)(office365|outlook|hotmail|live)\.(com|de|us|cn)$/,
    connections: 20,
    atOnce: 10,
    dailyBytes: null,
    says: /request is throttled|suggested backoff|authenticated but not connected|too many (simultaneous )?connections|server (busy|unavailable)/i,
    pauseMs: 5 * minute,
  },
  {
    name: 'Yahoo',
    hosts: /(^|\.)(yahoo|ymail|aol|yahoodns)\.(com|net)$/,
    connections: 5,
    atOnce: 5,
    dailyBytes: null,
    says: /rate limit|too many (simultaneous )?(connections|logins)|server error - please try again/i,
    pauseMs: 10 * minute,
  },
  {
    name: 'iCloud',
    hosts: /(^|\.)(icloud|me|mac)\.com$/,
    connections: 10,
    atOnce: 5,
    dailyBytes: null,
    says: /too many (simultaneous )?connections|limit/i,
    pauseMs: 5 * minute,
  },
  {
    name: 'the mail server',
    hosts: /./,
    connections: 10,
    atOnce: 20,
    dailyBytes: null,
    says: /too many (simultaneous |concurrent |open )?(connections|logins|sessions)|maximum number of connections|rate limit|throttl/i,
    pauseMs: 30_000,
  },
];

/** The limits of whoever runs that host. */
export function limitsOf(host: string): ProviderLimits {
  const name = host.trim().toLowerCase().replace(/\.$/, '');
  const found = table.find((row) => row.hosts.test(name)) ?? table.at(-1);
  if (found === undefined) throw new Error('unreachable: the last row stands for every host');
  return found;
}

/** Longest pause a server may ask for and get. */
const longestPauseMs = 60 * minute;

/**
 * Milliseconds to leave a throttling provider alone after so many failures in a row: its own floor, doubling to an hour, and never less than it asked
 * for (`askedMs`, within the hour). `chance` in 0…1 spreads upwards only.
 */
export function throttlePauseMs(host: string, failures: number, askedMs: number, chance: number): number {
  const { pauseMs } = limitsOf(host);
  const own = Math.min(longestPauseMs, pauseMs * 2 ** Math.min(failures - 1, 10));
  return Math.round(Math.min(longestPauseMs, Math.max(own, askedMs)) * (1 + chance / 4));
}
