import type { InboundMailId, TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { InboundState } from './mailboxes.types.ts';

/** A mail that waits for a person (`failed`, `quarantined`) or tells of a bounce. `ref` is its short name. */
export type ParkedMail = {
  id: InboundMailId;
  ref: string;
  state: Extract<InboundState, 'failed' | 'quarantined' | 'bounce'>;
  from: string | null;
  subject: string | null;
  mailbox: string;
  /** bytes */
  size: number;
  receivedAt: Date;
  reason: string | null;
  ticketId: TicketId | null;
  ticket: string | null;
};

/** Where a page ended. */
export type ParkedCursor = { at: string; id: string };

/** Newest first. `waiting` counts what a person has to decide, without bounces. */
export type ParkedPage = { mails: ParkedMail[]; waiting: number; next: ParkedCursor | null };

const parked = "i.state in ('failed', 'quarantined', 'bounce')";

/** A page of mails that were stored and did not become a ticket or message by themselves. */
export async function listParkedMails(uow: TenantUnitOfWork, options: { limit: number; after: ParkedCursor | null }): Promise<ParkedPage> {
  const past = options.after === null ? '' : 'and (i.received_at, i.id) < (?::timestamptz, ?::uuid)';
  const rows = await sqlRows<ParkedMail & { cursor: string }>(
    uow,
    `select i.id, right(i.id::text, 8) as ref, i.state, coalesce(i.from_address, i.envelope_from) as "from", i.subject, m.address as mailbox, i.size,
       i.received_at as "receivedAt", i.last_error as reason, i.ticket_id as "ticketId", t.number as ticket, i.received_at::text as cursor
     from inbound_mails i join mailboxes m on m.id = i.mailbox_id left join tickets t on t.id = i.ticket_id
     where ${parked} ${past} order by i.received_at desc, i.id desc limit ?`,
    [...(options.after === null ? [] : [options.after.at, options.after.id]), options.limit + 1],
  );
  const [counted] = await sqlRows<{ waiting: number }>(
    uow,
    "select count(*)::integer as waiting from inbound_mails where state in ('failed', 'quarantined')",
  );
  const last = rows[options.limit - 1];
  return {
    mails: rows.slice(0, options.limit).map(({ cursor: _cursor, ...mail }) => ({ ...mail, receivedAt: new Date(mail.receivedAt) })),
    waiting: counted?.waiting ?? 0,
    next: rows.length > options.limit && last !== undefined ? { at: last.cursor, id: last.id } : null,
  };
}
