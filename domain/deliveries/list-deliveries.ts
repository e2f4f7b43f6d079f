import type { DeliveryId } from '../ids.types.ts';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { BouncedRecipient } from './bounced-recipient.types.ts';
import type { DeliveryPurpose, DeliveryState } from './deliveries.types.ts';

/** An outward mail as lists show it. `ref` is its short name. */
export type DeliveryLine = {
  id: DeliveryId;
  ref: string;
  purpose: DeliveryPurpose;
  state: DeliveryState;
  subject: string;
  to: MailAddress[];
  cc: MailAddress[];
  ticket: string | null;
  attempts: number;
  queuedAt: Date;
  lastResult: string | null;
  /** What came back of it, one entry a recipient. */
  bounces: BouncedRecipient[];
};

/** Where a page ended. */
export type DeliveryCursor = { at: string; id: string };

/** A page of outward mails in one of the states, newest first. `uncertain` counts what waits for a decision, whatever the page shows. */
export async function listDeliveries(
  uow: TenantUnitOfWork,
  options: { states: readonly DeliveryState[]; limit: number; after: DeliveryCursor | null },
): Promise<{ deliveries: DeliveryLine[]; uncertain: number; next: DeliveryCursor | null }> {
  const past = options.after === null ? '' : 'and (d.first_queued_at, d.id) < (?::timestamptz, ?::uuid)';
  const rows = await sqlRows<DeliveryLine & { cursor: string }>(
    uow,
    `select d.id, right(d.id::text, 8) as ref, d.purpose, d.state, d.mail->>'subject' as subject, d.mail->'to' as "to", d.mail->'cc' as cc, t.number as ticket,
       d.attempts, d.first_queued_at as "queuedAt", d.last_result as "lastResult", d.bounces, d.first_queued_at::text as cursor
     from deliveries d left join tickets t on t.id = d.ticket_id
     where d.state in (${options.states.map(() => '?').join(', ')}) ${past} order by d.first_queued_at desc, d.id desc limit ?`,
    [...options.states, ...(options.after === null ? [] : [options.after.at, options.after.id]), options.limit + 1],
  );
  const [counted] = await sqlRows<{ uncertain: number }>(
    uow,
    "select count(*)::integer as uncertain from deliveries where state = 'uncertain'",
  );
  const last = rows[options.limit - 1];
  return {
    deliveries: rows.slice(0, options.limit).map(({ cursor: _cursor, ...line }) => ({ ...line, queuedAt: new Date(line.queuedAt) })),
    uncertain: counted?.uncertain ?? 0,
    next: rows.length > options.limit && last !== undefined ? { at: last.cursor, id: last.id } : null,
  };
}
