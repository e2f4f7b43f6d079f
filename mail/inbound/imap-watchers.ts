import { setTimeout as sleep } from 'node:timers/promises';
import type { HealthOutcome, RenderMailboxNotice } from '../../domain/mailboxes/mailbox-sync.types.ts';
import { recordMailboxHealth } from '../../domain/mailboxes/record-mailbox-health.ts';
import type { AcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import { doorActor } from './accept.ts';
import type { MailTarget } from './accept.types.ts';
import { type ImapTiming, imapTiming } from './imap-timing.types.ts';
import { type WatcherOptions, watchMailbox } from './imap-watcher.ts';
import { createPacing } from './pace-connections.ts';

export type ImapWatchersOptions = Omit<WatcherOptions, 'timing' | 'recordHealth' | 'pacing'> & {
  across: Pick<AcrossTenants, 'unsafeImapMailboxes'>;
  /** Writes what admins are told when a mailbox has failed for ten minutes, and when it is back. */
  renderNotice: RenderMailboxNotice;
  timing?: Partial<ImapTiming>;
  /** For measurements; called after each change that was recorded. */
  onHealth?: (target: MailTarget, outcome: HealthOutcome) => void;
};

export type ImapWatchers = {
  /** Reads the list of mailboxes and begins; resolves when the first list was read, not when mailboxes are connected. */
  start(): Promise<void>;
  /** Ends all connections and gives the leases back. */
  stop(): Promise<void>;
  /** Reads the list now: after a mailbox was added, changed or switched off. Also done by itself every half minute. */
  refresh(): Promise<void>;
};

/** Watches every enabled IMAP mailbox of every tenant, one connection each. Several processes may run it: each mailbox has one holder at a time. */
export function createImapWatchers(options: ImapWatchersOptions): ImapWatchers {
  const timing: ImapTiming = { ...imapTiming, ...options.timing };
  const running = new Map<string, { stop: AbortController; ended: Promise<void> }>();
  const pacing = createPacing(timing.connectsAtOnce);
  const closing = new AbortController();
  let refreshing: Promise<void> | undefined;

  const recordHealth = async (target: MailTarget, outcome: HealthOutcome): Promise<void> => {
    try {
      await options.withTenant(target.tenantId, doorActor, (uow) =>
        recordMailboxHealth(uow, target.mailboxId, outcome, options.renderNotice),
      );
      options.onHealth?.(target, outcome);
    } catch (error) {
      options.log.error({ err: error, mailboxId: target.mailboxId }, 'the state of a mailbox could not be recorded');
    }
  };
  const watch = (target: MailTarget): void => {
    const stop = new AbortController();
    const ended = watchMailbox(target, { ...options, timing, recordHealth, pacing }, stop.signal);
    running.set(target.mailboxId, { stop, ended });
  };
  const unwatch = async (mailboxId: string): Promise<void> => {
    const watcher = running.get(mailboxId);
    watcher?.stop.abort();
    await watcher?.ended;
    running.delete(mailboxId);
  };
  const refresh = async (): Promise<void> => {
    const wanted = await options.across.unsafeImapMailboxes();
    if (closing.signal.aborted) return;
    const ids = new Set<string>(wanted.map((target) => target.mailboxId));
    await Promise.all([...running.keys()].filter((id) => !ids.has(id)).map(unwatch));
    for (const target of wanted) if (!running.has(target.mailboxId)) watch(target);
  };
  const keepRefreshing = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await sleep(timing.refreshMs, undefined, { signal: closing.signal }).catch(() => undefined);
      if (!closing.signal.aborted)
        await refresh().catch((error) => options.log.error({ err: error }, 'the list of mailboxes could not be read'));
    }
  };

  return {
    refresh,
    start: async () => {
      await refresh();
      refreshing = keepRefreshing();
    },
    stop: async () => {
      closing.abort();
      await refreshing;
      await Promise.all([...running.keys()].map(unwatch));
    },
  };
}
