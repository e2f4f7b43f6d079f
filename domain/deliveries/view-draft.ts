import { notFound } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { releasedStates } from '../tickets/file-scan.rules.ts';
import type { TicketStatus } from '../tickets/tickets.types.ts';
import { chooseMailbox } from './choose-mailbox.ts';
import { composeSubject, composeText } from './compose-text.rules.ts';
import { type DraftedBy, draftedBy } from './drafted-by.ts';
import { type AnsweredMessage, findAnsweredMessage } from './find-answered-message.ts';
import { shownAddress } from './recipients.rules.ts';
import type { AfterReply, DraftKind, DraftPayload } from './stored-mail.types.ts';

/** A file that goes along; `size` in bytes. */
export type DraftFile = { id: string; filename: string; size: number };

/** A draft exactly as it would be sent now. `fullText` is the whole mail; `text` the part the person wrote. */
export type DraftView = {
  id: string;
  kind: DraftKind;
  ticketId: TicketId | null;
  number: string | null;
  status: TicketStatus | null;
  from: MailAddress;
  to: MailAddress[];
  cc: MailAddress[];
  subject: string;
  /** Language of the ticket, where known. */
  language: string | null;
  text: string;
  fullText: string;
  quote: boolean;
  /** Whether there is a message that can be quoted, and files of it that can go along. */
  quotable: boolean;
  passableFiles: number;
  files: DraftFile[];
  after: AfterReply;
  expiresAt: Date;
  answered: { message: AnsweredMessage; author: string } | null;
  /** Set where the text began as a draft of the AI; nothing of it is in the mail. */
  drafted: DraftedBy | null;
};

type Row = { id: string; writer: string; kind: DraftKind; ticketId: TicketId | null; payload: DraftPayload; expiresAt: Date };
type TicketRow = { number: string; status: TicketStatus; language: string | null };

/** The draft in the shape in which it would leave the house. Throws `not_found` and, without an enabled mailbox, `not_configured`. */
export async function viewDraft(uow: TenantUnitOfWork, id: string): Promise<DraftView> {
  const [row] = await sqlRows<Row>(
    uow,
    `select d.id, s.name as writer, d.kind, d.ticket_id as "ticketId", d.payload, d.expires_at as "expiresAt"
     from drafts d join staff_users s on s.id = d.user_id where d.id = ?`,
    [id],
  );
  if (row === undefined) throw notFound('draft', id);
  const { payload, kind } = row;
  const ticket = row.ticketId === null ? null : await ticketOf(uow, row.ticketId);
  const mailbox = await chooseMailbox(uow, { id: payload.mailboxId });
  const message =
    row.ticketId === null || payload.answersMessageId === null
      ? null
      : await findAnsweredMessage(uow, row.ticketId, payload.answersMessageId);
  const answered = message === null ? null : { message, author: authorName(message) };
  const quoted =
    answered === null || !payload.quote ? null : { author: answered.author, at: answered.message.createdAt, text: answered.message.text };
  const files = message === null ? [] : await filesOf(uow, message.id);
  return {
    id: row.id,
    kind,
    ticketId: row.ticketId,
    number: ticket?.number ?? null,
    status: ticket?.status ?? null,
    from: { name: `${row.writer} (${mailbox.company})`, address: mailbox.address },
    to: payload.to,
    cc: payload.cc,
    subject: composeSubject(kind, payload.subject, ticket?.number ?? null),
    language: kind === 'forward' ? null : (ticket?.language ?? null),
    text: payload.text,
    fullText: composeText(payload.text, quoted, kind === 'forward' ? null : (ticket?.language ?? null)),
    quote: payload.quote,
    quotable: answered !== null,
    passableFiles: files.length,
    files: payload.files ? files : [],
    after: payload.after,
    expiresAt: new Date(row.expiresAt),
    answered,
    drafted: await draftedBy(uow, payload),
  };
}

async function ticketOf(uow: TenantUnitOfWork, id: TicketId): Promise<TicketRow | null> {
  const [row] = await sqlRows<TicketRow>(uow, 'select number, status, language from tickets where id = ?', [id]);
  return row ?? null;
}

/** Files that are part of the page (logos, inline pictures) stay behind, and those that the virus scanner holds back. */
async function filesOf(uow: TenantUnitOfWork, messageId: string): Promise<DraftFile[]> {
  const rows = await sqlRows<DraftFile>(
    uow,
    `select id, filename, size from attachments where message_id = ? and not inline and scan_state in (${releasedStates})
     order by created_at, id limit 50`,
    [messageId],
  );
  return rows.map((row) => ({ ...row, size: Number(row.size) }));
}

function authorName({ author }: AnsweredMessage): string {
  return author.kind === 'contact' ? shownAddress(author) : author.name;
}
