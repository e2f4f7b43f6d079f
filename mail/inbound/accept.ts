import type { Actor } from '../../domain/ids.types.ts';
import { acceptMail, type RawMail } from '../../domain/mailboxes/accept-mail.ts';
import type { TenantUnitOfWork, WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { Accept, AcceptedMail, DoorFacts, EachOutcome, MailTarget } from './accept.types.ts';
import { limitConcurrency } from './limit-concurrency.ts';
import { contentKey } from './natural-key.rules.ts';
import { copyRaw, storeRaw } from './store-raw.ts';

/** The name under which the doors write. */
export const doorActor: Actor = { kind: 'system', name: 'mail door' };

/** At most `commits` mails are being committed at a time (8); the rest wait, and their senders with them. */
export function createAccept(options: { withTenant: WithTenant; blobs: BlobStore; commits?: number }): Accept {
  const { withTenant, blobs } = options;
  const limit = limitConcurrency(options.commits ?? 8);
  const commit = (
    target: MailTarget,
    mail: RawMail,
    facts: DoorFacts,
    first?: (uow: TenantUnitOfWork) => Promise<void>,
  ): Promise<AcceptedMail> => {
    const naturalKey = facts.naturalKey ?? contentKey(facts.door, mail.sha256, facts.envelopeFrom, facts.envelopeTo);
    return limit(() =>
      withTenant(target.tenantId, doorActor, async (uow) => {
        await first?.(uow);
        return acceptMail(uow, target.mailboxId, mail, { ...facts, naturalKey });
      }),
    );
  };
  return {
    accept: async (target, raw, facts) => commit(target, await storeRaw(blobs, target.tenantId, raw), facts),
    acceptKept: commit,
    acceptEach: async (targets, raw, facts) => {
      const [first] = targets;
      if (first === undefined) return [];
      const mail = await storeRaw(blobs, first.tenantId, raw);
      const outcomes: EachOutcome[] = [];
      for (const target of targets) {
        try {
          const own = target.tenantId === first.tenantId ? mail : await copyRaw(blobs, mail, target.tenantId);
          outcomes.push({ kind: 'accepted', mail: await commit(target, own, { ...facts, envelopeTo: target.envelopeTo }) });
        } catch (error) {
          outcomes.push({ kind: 'failed', error });
        }
      }
      return outcomes;
    },
  };
}
