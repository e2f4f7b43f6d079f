import { setTimeout as sleep } from 'node:timers/promises';
import type { ImapFlow } from 'imapflow';
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
import { withAccessToken } from '../oauth/with-access-token.ts';
import { doorActor } from './accept.ts';
import type { MailTarget } from './accept.types.ts';
import { openImap } from './imap-client.ts';
import { LeaseLost, type TroubleBook } from './imap-inbox.ts';
import { runSession } from './imap-session.ts';
import type { ImapTiming } from './imap-timing.types.ts';
import { OwnFault } from './own-fault.ts';
import type { Pacing } from './pace-connections.ts';
import { throttlePauseMs } from './provider-limits.rules.ts';
import { backOffMs, classifyFailure, type FailureKind } from './server-failure.rules.ts';

export type WatcherOptions = {
  withTenant: WithTenant;
  blobs: BlobStore;
  unseal: (sealed: string, context: string) => string;
  log: Logger;
  /** Names this process among those that share the mailboxes. */
  instanceId: string;
  timing: ImapTiming;
  pacing: Pacing;
  recordHealth: (target: MailTarget, outcome: HealthOutcome) => Promise<void>;
  /** Access tokens for the mailboxes that sign in by OAuth; as `MailboxTokens.token`. */
  accessToken?: (target: MailTarget, refused?: string) => Promise<string>;
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
  #isWaiting = false;

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
      if (taken.kind === 'held') return Math.min(taken.freeInMs, timing.leaseMs) + Math.random() * timing.renewMs * 0.3;
      try {
        return await this.#hold(taken.lease);
      } finally {
        this.#options.pacing.leave(mailboxId);
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
    if (settings.oauth === 'pending' || settings.oauth === 'refused') return this.#awaitConsent(settings);
    this.#isWaiting = false;
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

  /** Nobody else is asked while an admin must act: only our own row is looked at again, soon enough for whoever has just consented. */
  async #awaitConsent(settings: ImapSettings): Promise<number> {
    const { recordHealth, timing } = this.#options;
    const words = await this.#token().then(
      () => null,
      (error: unknown) => classifyFailure(error, settings.imap).reason,
    );
    if (words !== null && !this.#isWaiting) await recordHealth(this.#target, { ok: false, reason: words });
    this.#isWaiting = words !== null;
    this.#failures = 0;
    return words === null ? 0 : timing.refreshMs;
  }

  async #token(refused?: string): Promise<string> {
    const { accessToken } = this.#options;
    if (accessToken !== undefined) return accessToken(this.#target, refused);
    throw new AppError('not_configured', { message: 'no source of tokens', userMessage: 'This process cannot sign in by OAuth.' });
  }

  async #open({ imap, sealed, oauth }: ImapSettings): Promise<ImapFlow> {
    const { timing } = this.#options;
    if (oauth === null) return openImap({ settings: imap, password: this.#password(sealed) }, timing);
    return withAccessToken(
      (refused) => this.#token(refused),
      (accessToken) => openImap({ settings: imap, accessToken }, timing),
      (error) => classifyFailure(error, imap, 'token').kind === 'refused',
    );
  }

  async #connectAndRun(lease: MailboxLease, settings: ImapSettings, signal: AbortSignal): Promise<never> {
    const { timing, withTenant, blobs, log, recordHealth, pacing } = this.#options;
    const { imap, address } = settings;
    pacing.enter(this.#target.mailboxId, imap);
    const client = await pacing.connect(imap, () => openUnless(signal, () => this.#open(settings)));
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
    const failure = classifyFailure(error, settings.imap, settings.oauth === null ? 'password' : 'token');
    const { code, serverResponseCode } = error as { code?: unknown; serverResponseCode?: unknown };
    log.warn({ mailboxId, kind: failure.kind, code, serverResponseCode, failures: this.#failures + 1 }, 'mailbox connection failed');
    const pauseMs = failure.kind === 'throttled' ? this.#leaveAlone(settings.imap.host, failure.askedMs ?? 0) : this.#pause(failure.kind);
    const throttledUntil = failure.kind === 'throttled' ? new Date(Date.now() + pauseMs) : null;
    await recordHealth(this.#target, { ok: false, reason: failure.reason, throttledUntil });
    return pauseMs;
  }

  #leaveAlone(host: string, askedMs: number): number {
    this.#failures += 1;
    return throttlePauseMs(host, this.#failures, askedMs, Math.random()) * this.#options.timing.backOffFactor;
  }

  #pause(kind: FailureKind): number {
    this.#failures += 1;
    return backOffMs(kind, this.#failures, Math.random()) * this.#options.timing.backOffFactor;
  }
}

/** Whoever waited for a place may not be wanted any more. */
async function openUnless<T>(signal: AbortSignal, open: () => Promise<T>): Promise<T> {
  if (signal.aborted) throw new LeaseLost('let go before connecting');
  return open();
}
