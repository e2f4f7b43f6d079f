import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { learnedText, mostLearnedText } from './learned-text.rules.ts';
import type { LabelTarget } from './learning.types.ts';

/** A ticket's first message from outside (or its first) with its subject, and what staff confirmed. */
export type ConfirmedText = { ticketId: TicketId; text: string; label: string };

/** The newest labels are enough, and a training must end. */
const mostLabels = 20_000;

/** What staff confirmed, with the text it was confirmed of: the newest 20,000, in the order of the tickets' ids. Spam and internal notes are left out. */
export async function labelledTexts(uow: TenantUnitOfWork, target: LabelTarget): Promise<ConfirmedText[]> {
  const rows = await sqlRows<{ ticketId: TicketId; subject: string; text: string; label: string }>(
    uow,
    `select l.ticket_id as "ticketId", t.subject, left(m.text, ?) as text, l.value as label
     from (select ticket_id, value from ai_labels where target = ? order by confirmed_at desc, ticket_id limit ?) l
     join tickets t on t.id = l.ticket_id and not t.is_spam
     join lateral (
       select text from ticket_messages where ticket_id = t.id and is_public and deleted_at is null
       order by author->>'kind' in ('staff', 'system'), created_at, id limit 1
     ) m on true
     order by l.ticket_id`,
    [mostLearnedText, target, mostLabels],
  );
  return rows.map(({ ticketId, subject, text, label }) => ({ ticketId, text: learnedText(subject, text), label }));
}
