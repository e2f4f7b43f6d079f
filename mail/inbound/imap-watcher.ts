import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../config/logger.ts';
import { AppError } from '../../domain/errors.ts';
import { leaseMailbox } from '../../domain/mailboxes/lease-mailbox.ts';
import { type ImapSettings, loadImapSettings } from '../../domain/mailboxes/load-imap-settings.ts';
import { mailboxSecretContext } from '../../domain/mailboxes/mailbox-secret.rules.ts';
import type { HealthOutcome, MailboxLease } from '../../domain/mailboxes/mailbox-sync.types.ts';
import { releaseLease } from '../../domain/mailboxes/release-lease.ts';
import { renewLease } from '../../domain/mailboxes/renew-lease.ts';
import type { WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { doorActor } from './accept.ts';
import type { MailTarget } from './accept.types.ts';
import { openImap } from './imap-client.ts';
import { LeaseLost, type TroubleBook } from './imap-inbox.ts';
import { runSession } from './imap-session.ts';
import type { ImapTiming } from './imap-timing.types.ts';
import { OwnFault } from './own-fault.ts';
import { backOffMs, classifyFailure, type FailureKind } from './server-failure.rules.ts';

export type WatcherOptions = {
  withTenant: WithTenant;
  blobs: BlobStore;
  unseal: (sealed: string, context: string) => string;
  log: Logger;
  /** Names this process among those that share the mailboxes. */
  instanceId: string;
  timing: ImapTiming;
  recordHealth: (target: MailTarget, outcome: HealthOutcome) => Promise<void>;
};

/** Watches one mailbox until `signal` aborts: takes its lease, connects, fetches, and after any failure tries again, ever later. Never throws. */
export async function watchMailbox(target: MailTarget, options: WatcherOptions, signal: AbortSignal): Promise<void> {
  const watcher = new ImapWatcher(target, options, signal);
  while (!signal.aborted) await sleep(await watcher.attempt(), undefined, { signal }).catch(() => undefined);
}

class ImapWatcher {
  readonly #target: MailTarget;
  readonly #options: WatcherOptions;
  readonly #signal: AbortSignal;
  readonly #trouble: TroubleBook = { current: null };
  #failures = 0;

  constructor(target: MailTarget, options: WatcherOptions, signal: AbortSignal) {
    this.#target = target;
    this.#options = options;
    this.#signal = signal;
  }

  /** One try, from lease to the end of the connection. Returns the milliseconds to wait before the next. */
  async attempt(): Promise<number> {
    const { withTenant, instanceId, timing, log } = this.#options;
    const { tenantId, mailboxId } = this.#target;
    try {
      const taken = await withTenant(tenantId, doorActor, (uow) => leaseMailbox(uow, mailboxId, instanceId, timing.leaseMs));
      if (taken.kind === 'held') return Math.min(taken.freeInMs, timing.leaseMs) + Math.random() * timing.renewMs;
      try {
        return await this.#hold(taken.lease);
      } finally {
        await withTenant(tenantId, doorActor, (uow) => releaseLease(uow, mailboxId, taken.lease.fence));
      }
    } catch (error) {
      log.error({ err: error, mailboxId }, 'a mailbox could not be leased');
      return this.#pause('network');
    }
  }

  async #hold(lease: MailboxLease): Promise<number> {
    const { withTenant, timing, log } = this.#options;
    const { tenantId, mailboxId } = this.#target;
    const settings = await withTenant(tenantId, doorActor, (uow) => loadImapSettings(uow, mailboxId));
    if (settings === null) return timing.refreshMs;
    const letGo = new AbortController();
    const renewing = this.#renew({ fence: lease.fence, fingerprint: settings.fingerprint }, letGo);
    try {
      return await this.#connectAndRun(lease, settings, AbortSignal.any([this.#signal, letGo.signal]));
    } catch (error) {
      if (this.#signal.aborted) return 0;
      if (letGo.signal.aborted || error instanceof LeaseLost) {
        log.info({ mailboxId }, 'mailbox let go');
        return Math.random() * timing.renewMs;
      }
      return await this.#failed(error, settings);
    } finally {
      letGo.abort();
      await renewing;
    }
  }

  async #connectAndRun(lease: MailboxLease, { imap, sealed, address }: ImapSettings, signal: AbortSignal): Promise<never> {
    const { timing, withTenant, blobs, log, recordHealth } = this.#options;
    const client = await openImap({ settings: imap, password: this.#password(sealed) }, timing);
    const close = (): void => client.close();
    signal.addEventListener('abort', close, { once: true });
    let isReported = false;
    const onProgress = async (): Promise<void> => {
      this.#failures = 0;
      if (isReported) return;
      isReported = true;
      await recordHealth(this.#target, { ok: true });
    };
    try {
      if (signal.aborted) throw new LeaseLost('let go while connecting');
      log.info({ mailboxId: this.#target.mailboxId, host: imap.host }, 'mailbox connected');
      return await runSession(client, {
        target: this.#target,
        address,
        lease,
        settings: imap,
        timing,
        trouble: this.#trouble,
        withTenant,
        blobs,
        log,
        onProgress,
      });
    } finally {
      signal.removeEventListener('abort', close);
      client.close();
    }
  }

  #password(sealed: string | null): string {
    if (sealed === null)
      throw new AppError('not_configured', {
        message: 'imap without password',
        userMessage: 'No password is stored for this mailbox. Enter it.',
      });
    return this.#options.unseal(sealed, mailboxSecretContext(this.#target.mailboxId, 'imap'));
  }

  /** Keeps the lease while the connection works. Lets go when it is lost, or was not renewed in time: then somebody else may have it. */
  async #renew(held: { fence: number; fingerprint: string }, letGo: AbortController): Promise<void> {
    const { withTenant, timing } = this.#options;
    const { tenantId, mailboxId } = this.#target;
    let renewedAt = performance.now();
    while (!letGo.signal.aborted) {
      await sleep(timing.renewMs, undefined, { signal: letGo.signal }).catch(() => undefined);
      if (letGo.signal.aborted) return;
      const isHeld = await withTenant(tenantId, doorActor, (uow) => renewLease(uow, mailboxId, held, timing.leaseMs)).catch(() => null);
      if (isHeld === true) renewedAt = performance.now();
      if (isHeld === false || performance.now() - renewedAt > timing.leaseMs) letGo.abort();
    }
  }

  async #failed(error: unknown, settings: ImapSettings): Promise<number> {
    const { log, recordHealth } = this.#options;
    const { mailboxId } = this.#target;
    if (error instanceof OwnFault) {
      log.error({ err: error.cause, mailboxId }, 'fetched mails could not be stored');
      return this.#pause('network');
    }
    const failure = classifyFailure(error, settings.imap);
    const { code, serverResponseCode } = error as { code?: unknown; serverResponseCode?: unknown };
    log.warn({ mailboxId, kind: failure.kind, code, serverResponseCode, failures: this.#failures + 1 }, 'mailbox connection failed');
    await recordHealth(this.#target, { ok: false, reason: failure.reason });
    return this.#pause(failure.kind);
  }

  #pause(kind: FailureKind): number {
    this.#failures += 1;
    return backOffMs(kind, this.#failures, Math.random()) * this.#options.timing.backOffFactor;
  }
}
