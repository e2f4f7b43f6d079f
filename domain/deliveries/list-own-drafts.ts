import type { StaffUserId, TicketId } from '../ids.types.ts';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { DraftKind } from './stored-mail.types.ts';

/** A mail that waits for its writer. */
export type DraftLine = { id: string; kind: DraftKind; to: MailAddress[]; subject: string; text: string; createdAt: Date };

/** The person's drafts that can still be sent, newest first, at most ten; with `ticketId` those of that ticket. */
export async function listOwnDrafts(uow: TenantUnitOfWork, userId: StaffUserId, ticketId: TicketId | null = null): Promise<DraftLine[]> {
  const rows = await sqlRows<DraftLine>(
    uow,
    `select id, kind, payload->'to' as "to", payload->>'subject' as subject, payload->>'text' as text, created_at as "createdAt"
     from drafts where user_id = ? and consumed_at is null and expires_at > ?
       and (?::uuid is null or ticket_id = ?::uuid) order by created_at desc, id desc limit 10`,
    [userId, uow.now, ticketId, ticketId],
  );
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt) }));
}
