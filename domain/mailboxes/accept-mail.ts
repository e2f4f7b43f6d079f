import { type InboundMailId, type MailboxId, newId } from '../ids.types.ts';
import { shardOf } from '../tenancy/shard.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { TransportFacts } from './mailboxes.types.ts';

/** Bytes of a raw mail up to which it lives in its row, committed with its key; larger ones go to the blob store first. */
export const rawInRowLimit = 262_144;

export type RawMail = { sha256: string; size: number } & ({ raw: Buffer } | { rawBlobKey: string });

/**
 * Commits a mail as received under its natural key: after this the door may acknowledge it. The same key again is the same mail (a retry after a
 * lost answer) and changes nothing. Wakes the mail pump after the commit.
 */
export async function acceptMail(
  uow: TenantUnitOfWork,
  mailboxId: MailboxId,
  mail: RawMail,
  facts: TransportFacts,
): Promise<{ id: InboundMailId; isNew: boolean }> {
  const id = newId<InboundMailId>();
  const inRow = 'raw' in mail;
  const rows = await sqlRows<{ id: InboundMailId }>(
    uow,
    `insert into inbound_mails
       (tenant_id, id, mailbox_id, shard, door, natural_key, sha256, size, raw, raw_blob_key, envelope_from, envelope_to, client_ip, client_helo, received_at, next_attempt_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (tenant_id, mailbox_id, natural_key) do nothing returning id`,
    [
      uow.tenantId,
      id,
      mailboxId,
      shardOf(uow.tenantId),
      facts.door,
      facts.naturalKey,
      mail.sha256,
      mail.size,
      inRow ? mail.raw : null,
      inRow ? null : mail.rawBlobKey,
      facts.envelopeFrom,
      facts.envelopeTo,
      facts.client?.ip ?? null,
      facts.client?.helo ?? null,
      uow.now,
      uow.now,
    ],
  );
  if (rows.length > 0) {
    uow.wake('mail');
    return { id, isNew: true };
  }
  const [known] = await sqlRows<{ id: InboundMailId }>(uow, 'select id from inbound_mails where mailbox_id = ? and natural_key = ?', [
    mailboxId,
    facts.naturalKey,
  ]);
  return { id: known?.id ?? id, isNew: false };
}
