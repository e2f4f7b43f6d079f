import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Logger } from '../../../config/logger.ts';
import type { TenantId } from '../../../domain/ids.types.ts';
import { loadMailHook } from '../../../domain/mailboxes/load-mail-hook.ts';
import { hookTokenHash, mailHookContext } from '../../../domain/mailboxes/mail-hook.rules.ts';
import type { HookProvider, MailHookFacts } from '../../../domain/mailboxes/mail-hooks.types.ts';
import { recordHookOutcome } from '../../../domain/mailboxes/record-hook-outcome.ts';
import { takeHookNonce } from '../../../domain/mailboxes/take-hook-nonce.ts';
import type { WithTenant } from '../../../domain/tenancy/unit-of-work.ts';
import type { AcrossTenants } from '../../../domain/tenancy/unsafe-across-tenants.ts';
import type { BlobStore } from '../../../storage/blob-store.ts';
import { doorActor } from '../accept.ts';
import type { Accept, AcceptedMail } from '../accept.types.ts';
import { storeRaw } from '../store-raw.ts';
import { HookRefused } from './hook-refused.rules.ts';
import type { HookMail, HookRequest, TakeHook } from './hook-request.types.ts';
import { takeMailgun } from './take-mailgun.ts';
import { takePostmark } from './take-postmark.ts';
import { takeSendgrid } from './take-sendgrid.ts';
import { createTakeSes, type SesOutside } from './take-ses.ts';

export type MailHookDoorOptions = {
  withTenant: WithTenant;
  across: Pick<AcrossTenants, 'unsafeMailHook'>;
  accept: Accept;
  blobs: BlobStore;
  unseal: (sealed: string, context: string) => string;
  outside: SesOutside;
  log: Logger;
  /** Longest request, in bytes. */
  maxBytes: number;
  /** Whether another request of this door may come in now; when not, it is asked to come later. */
  allows: (hookId: string, now: Date) => boolean;
};

/** `unknown`: there is no such address, which is all a stranger learns. */
export type HookAnswer =
  | { kind: 'unknown' }
  | { kind: 'taken'; mail: AcceptedMail | null }
  | { kind: 'refused'; status: HookRefused['status']; reason: string };

type Found = MailHookFacts & { tenantId: TenantId };

/**
 * The doors over HTTP, each for one mailbox of one company: the unguessable token of the address alone says which. `taken` is answered after the
 * commit and never before, so that a provider that hears nothing sends again. Throws on faults of ours, which must be answered with 5xx.
 */
export function createMailHookDoor(options: MailHookDoorOptions): (token: string, request: IncomingMessage) => Promise<HookAnswer> {
  const { withTenant, across, log } = options;
  const takers: Record<HookProvider, TakeHook> = {
    mailgun: takeMailgun,
    postmark: takePostmark,
    sendgrid: takeSendgrid,
    ses: createTakeSes(options.outside),
  };
  return async (token, request) => {
    const owner = await across.unsafeMailHook(hookTokenHash(token));
    const facts = owner === null ? null : await withTenant(owner.tenantId, doorActor, (uow) => loadMailHook(uow, owner.id));
    if (owner === null || facts === null) return { kind: 'unknown' };
    const hook: Found = { ...facts, tenantId: owner.tenantId };
    const now = new Date();
    try {
      if (!options.allows(hook.id, now)) throw new HookRefused(503, 'There are too many requests at once. Try again later.');
      if (!hook.enabled) throw new HookRefused(503, 'The mailbox is switched off.');
      const taken = await takers[hook.provider](requestOf(options, hook, request, now));
      const mail = taken === null ? null : await commit(options, hook, taken);
      await withTenant(hook.tenantId, doorActor, (uow) => recordHookOutcome(uow, hook.id, null));
      log.info({ hookId: hook.id, provider: hook.provider, mail: mail?.id, isNew: mail?.isNew }, 'request at an HTTP door taken');
      return { kind: 'taken', mail };
    } catch (error) {
      if (!(error instanceof HookRefused)) throw error;
      if (error.status !== 413) await letRunOut(request);
      await withTenant(hook.tenantId, doorActor, (uow) => recordHookOutcome(uow, hook.id, error.reason));
      log.warn({ hookId: hook.id, provider: hook.provider, status: error.status }, 'request at an HTTP door refused');
      return { kind: 'refused', status: error.status, reason: error.reason };
    }
  };
}

function requestOf({ unseal, blobs, maxBytes }: MailHookDoorOptions, hook: Found, request: IncomingMessage, now: Date): HookRequest {
  return {
    headers: request.headers,
    body: upTo(request, maxBytes),
    secret: unseal(hook.sealed, mailHookContext(hook.id)),
    now,
    keep: (content) => storeRaw(blobs, hook.tenantId, Readable.from(content)),
    storage: hook.storage,
  };
}

async function* upTo(request: IncomingMessage, maxBytes: number): AsyncGenerator<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLong(maxBytes);
  let size = 0;
  for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > maxBytes) throw tooLong(maxBytes);
    yield piece;
  }
}

/** A client reads no answer before it has sent everything. */
async function letRunOut(request: IncomingMessage): Promise<void> {
  if (request.complete) return;
  request.resume();
  await finished(request, { writable: false }).catch(() => undefined);
}

function tooLong(maxBytes: number): HookRefused {
  return new HookRefused(413, `The request is longer than ${maxBytes} bytes.`);
}

async function commit({ accept }: MailHookDoorOptions, hook: Found, taken: HookMail): Promise<AcceptedMail> {
  const { mail, nonce, providerId, envelopeFrom, envelopeTo } = taken;
  const naturalKey = providerId === null ? {} : { naturalKey: `http:${hook.provider}:${providerId}` };
  return accept.acceptKept(
    { tenantId: hook.tenantId, mailboxId: hook.mailboxId },
    mail,
    { door: 'http', envelopeFrom, envelopeTo, ...naturalKey },
    async (uow) => {
      if (nonce === null || (await takeHookNonce(uow, hook.id, hookTokenHash(nonce), mail.sha256))) return;
      throw new HookRefused(403, 'The token of this request was used before, for another mail.');
    },
  );
}
