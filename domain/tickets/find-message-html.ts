import { notFound } from '../errors.ts';
import type { AttachmentId, TicketMessageId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** A mail as it was sent, sanitised, and the files its pictures may come from. */
export type FoundHtml = { html: string; pictures: { contentId: string; id: AttachmentId; contentType: string }[] };

/** The HTML of the tenant's message of that id. Throws `not_found` when it has none, and for another tenant's message. */
export async function findMessageHtml(uow: TenantUnitOfWork, id: TicketMessageId): Promise<FoundHtml> {
  const [row] = await sqlRows<{ html: string }>(
    uow,
    'select h.html from message_html h join ticket_messages m on m.tenant_id = h.tenant_id and m.id = h.message_id where h.message_id = ? and m.deleted_at is null',
    [id],
  );
  if (row === undefined) throw notFound('message', id);
  const pictures = await sqlRows<FoundHtml['pictures'][number]>(
    uow,
    'select content_id as "contentId", id, content_type as "contentType" from attachments where message_id = ? and content_id is not null order by created_at, id',
    [id],
  );
  return { html: row.html, pictures };
}
