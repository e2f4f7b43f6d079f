import { AppError, notFound } from '../errors.ts';
import { isUuid, type StaffUserId, type TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { DraftKind, DraftOutcome, DraftPayload } from './stored-mail.types.ts';

/** A draft as kept, held until the unit ends. */
export type LockedDraft = {
  id: string;
  userId: StaffUserId;
  writer: string;
  kind: DraftKind;
  ticketId: TicketId | null;
  payload: DraftPayload;
  expiresAt: Date;
  consumedAt: Date | null;
  outcome: DraftOutcome | null;
};

/**
 * Takes a draft for this unit: whoever else wants it waits and then sees what became of it. A draft is its writer's: throws `not_permitted` for anybody else,
 * `conflict` saying when it was sent or cancelled, `not_found`. An expired one comes back: the caller decides.
 */
export async function lockDraft(uow: TenantUnitOfWork, id: string): Promise<LockedDraft> {
  const [row] = isUuid(id) ? await load(uow, id) : [];
  if (row === undefined) throw notFound('draft', id);
  const mine = uow.actor.kind === 'staff' && uow.actor.userId === row.userId;
  if (row.consumedAt !== null) throw consumed(row, mine ? 'you' : row.writer);
  if (mine) return row;
  throw new AppError('not_permitted', {
    message: 'draft of another person',
    userMessage: `${row.writer} wrote this mail, and only ${row.writer} can send or change it. Nothing was sent.`,
  });
}

async function load(uow: TenantUnitOfWork, id: string): Promise<LockedDraft[]> {
  const rows = await sqlRows<LockedDraft>(
    uow,
    `select d.id, d.user_id as "userId", s.name as writer, d.kind, d.ticket_id as "ticketId", d.payload, d.expires_at as "expiresAt",
       d.consumed_at as "consumedAt", d.outcome
     from drafts d join staff_users s on s.id = d.user_id where d.id = ? for update of d`,
    [id],
  );
  return rows.map((row) => ({
    ...row,
    expiresAt: new Date(row.expiresAt),
    consumedAt: row.consumedAt === null ? null : new Date(row.consumedAt),
  }));
}

function consumed(row: LockedDraft, who: string): AppError {
  const when = `${row.consumedAt?.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const what =
    row.outcome === 'cancelled'
      ? `was cancelled by ${who} at ${when}; nothing was sent`
      : `was sent by ${who} at ${when}; nothing was sent twice`;
  return new AppError('conflict', { message: `draft was ${row.outcome} before`, userMessage: `This mail ${what}.` });
}
