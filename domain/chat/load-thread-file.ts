import type { AttachmentId, TicketMessageId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { releasedStates } from '../tickets/file-scan.rules.ts';

/** A file of a ticket's message that a thread shows; `size` in bytes. */
export type ThreadFile = { messageId: TicketMessageId; filename: string; contentType: string; size: number; blobKey: string };

/** The file, or null when it went with its message or the virus scanner holds it back. */
export async function loadThreadFile(uow: TenantUnitOfWork, id: AttachmentId): Promise<ThreadFile | null> {
  const [row] = await sqlRows<ThreadFile>(
    uow,
    `select message_id as "messageId", filename, content_type as "contentType", size, blob_key as "blobKey" from attachments
     where id = ? and scan_state in (${releasedStates})`,
    [id],
  );
  return row === undefined ? null : { ...row, size: Number(row.size) };
}
