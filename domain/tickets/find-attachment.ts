import { notFound } from '../errors.ts';
import type { AttachmentId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { assertReleased } from './file-scan.rules.ts';
import { Attachment } from './tickets.entity.ts';

/** What is needed to hand out a file; `size` in bytes. Name and type were chosen by whoever sent it. */
export type FoundAttachment = { filename: string; contentType: string; size: number; blobKey: string };

/**
 * The tenant's attachment of that id. Throws `not_found`, also for another tenant's, and what `assertReleased` throws for a file that is held back.
 */
export async function findAttachment(uow: TenantUnitOfWork, id: AttachmentId): Promise<FoundAttachment> {
  const found = await uow.em.findOne(Attachment, { id });
  if (found === null) throw notFound('file', id);
  assertReleased(found.scanState, found.scanVirus ?? null);
  return { filename: found.filename, contentType: found.contentType, size: Number(found.size), blobKey: found.blobKey };
}
