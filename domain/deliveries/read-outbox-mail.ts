import { notFound } from '../errors.ts';
import type { AttachmentId, DeliveryId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { Delivery } from './deliveries.entity.ts';

/** The text of an outward mail with its files (`size` in bytes) and what the receiving server last said. */
export type OutboxMail = {
  id: DeliveryId;
  text: string;
  lastResult: string | null;
  files: { id: AttachmentId; filename: string; size: number }[];
};

/** The tenant's outward mail of that id. Throws `not_found`, also for another tenant's. */
export async function readOutboxMail(uow: TenantUnitOfWork, id: DeliveryId): Promise<OutboxMail> {
  const found = await uow.em.findOne(Delivery, { id });
  if (found === null) throw notFound('mail', id);
  const ids = found.mail.attachmentIds;
  const files =
    ids.length === 0
      ? []
      : await sqlRows<{ id: AttachmentId; filename: string; size: string }>(
          uow,
          `select id, filename, size from attachments where id in (${ids.map(() => '?').join(', ')}) order by created_at, id`,
          ids,
        );
  return {
    id,
    text: found.mail.text,
    lastResult: found.lastResult ?? null,
    files: files.map((file) => ({ ...file, size: Number(file.size) })),
  };
}
