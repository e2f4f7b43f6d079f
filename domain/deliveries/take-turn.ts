import type { DeliveryId, MailboxId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { nextTurn } from './pace.rules.ts';

type Row = { mailboxId: MailboxId; paced: boolean; perMinute: number | null; slotAt: string; pausedUntil: string };

/**
 * Whether a due mail may go now as far as its mailbox's pace is concerned (`mail.md` rule 38). One that may not keeps its place: its turn is written down as its next
 * attempt and is not asked for again, unless the mailbox rests by then. It does not count as an attempt.
 */
export async function takeTurn(uow: TenantUnitOfWork, id: DeliveryId): Promise<boolean> {
  const [row] = await sqlRows<Row>(
    uow,
    `select p.mailbox_id as "mailboxId", d.paced, p.per_minute as "perMinute", p.slot_at as "slotAt", p.paused_until as "pausedUntil"
     from deliveries d join mailbox_paces p on p.mailbox_id = d.mailbox_id where d.id = ? and d.state = 'queued' and d.next_attempt_at <= ? for update of p`,
    [id, uow.now],
  );
  if (row === undefined) return true;
  const pace = { perMinute: row.perMinute, slotAt: new Date(row.slotAt), pausedUntil: new Date(row.pausedUntil) };
  if (row.paced && pace.pausedUntil <= uow.now) return true;
  const turn = nextTurn(pace, uow.now);
  await sqlRun(uow, 'update mailbox_paces set slot_at = ? where mailbox_id = ?', [turn.slotAt, row.mailboxId]);
  if (turn.goAt <= uow.now) return true;
  await sqlRun(uow, 'update deliveries set next_attempt_at = ?, paced = ? where id = ?', [turn.goAt, pace.perMinute !== null, id]);
  return false;
}
