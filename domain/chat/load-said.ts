import type { AttachmentId, TicketMessageId } from '../ids.types.ts';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { MessageAuthor, MessageKind } from '../tickets/tickets.types.ts';

/** A ticket's message as its threads show it; files without those inside the text. */
export type SaidOnTicket = {
  id: TicketMessageId;
  number: string;
  kind: MessageKind;
  isPublic: boolean;
  isVerified: boolean;
  author: MessageAuthor;
  text: string;
  recipients: MailAddress[];
  createdAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  files: { id: AttachmentId; filename: string; size: number }[];
};

/** The message as it stands now, or null when it is gone. */
export async function loadSaid(uow: TenantUnitOfWork, id: TicketMessageId): Promise<SaidOnTicket | null> {
  const [row] = await sqlRows<Omit<SaidOnTicket, 'files'>>(
    uow,
    `select m.id, t.number, m.kind, m.is_public as "isPublic", m.is_verified as "isVerified", m.author, m.text, m.recipients,
       m.created_at as "createdAt", m.edited_at as "editedAt", m.deleted_at as "deletedAt"
     from ticket_messages m join tickets t on t.id = m.ticket_id where m.id = ?`,
    [id],
  );
  if (row === undefined) return null;
  const files = await sqlRows<SaidOnTicket['files'][number]>(
    uow,
    'select id, filename, size from attachments where message_id = ? and not inline order by created_at, id limit 50',
    [id],
  );
  const dated = (at: Date | null): Date | null => (at === null ? null : new Date(at));
  return {
    ...row,
    createdAt: new Date(row.createdAt),
    editedAt: dated(row.editedAt),
    deletedAt: dated(row.deletedAt),
    files: files.map((file) => ({ ...file, size: Number(file.size) })),
  };
}
