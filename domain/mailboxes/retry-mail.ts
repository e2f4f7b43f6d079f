import { AppError, notFound } from '../errors.ts';
import type { InboundMailId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { InboundState } from './mailboxes.types.ts';

/** How a parked mail starts again: `retry` files it as before; `release` lets it past the blocked-sender and loop checks, this once. */
export type RestartWay = 'retry' | 'release';

/** The states each way starts from. */
const startsFrom: Record<RestartWay, readonly InboundState[]> = { retry: ['failed'], release: ['quarantined'] };

/**
 * Makes a parked mail new again with fresh attempts and wakes the mail pump. `ref` is the mail's id or the last eight letters of it. Throws `not_found`,
 * `conflict` when several mails end in the letters, and `refused_transition` when the mail is not in a state this way starts from.
 */
export async function retryMail(
  uow: TenantUnitOfWork,
  ref: string,
  way: RestartWay,
): Promise<{ id: InboundMailId; from: string | null; subject: string | null }> {
  const mail = await parkedMail(uow, ref);
  if (!startsFrom[way].includes(mail.state)) throw refused(ref, way, mail.state);
  const releasedBy = uow.actor.kind === 'staff' ? uow.actor.userId : null;
  await sqlRun(
    uow,
    `update inbound_mails set state = 'new', attempts = 0, next_attempt_at = ?, settled_at = null, last_error = null,
       released_at = case when ? then ?::timestamptz else released_at end, released_by = case when ? then ?::uuid else released_by end where id = ?`,
    [uow.now, way === 'release', uow.now, way === 'release', releasedBy, mail.id],
  );
  uow.wake('mail');
  return { id: mail.id, from: mail.from, subject: mail.subject };
}

async function parkedMail(
  uow: TenantUnitOfWork,
  ref: string,
): Promise<{ id: InboundMailId; state: InboundState; from: string | null; subject: string | null }> {
  const letters = ref.toLowerCase().replace(/^m-/, '');
  const rows = await sqlRows<{ id: InboundMailId; state: InboundState; from: string | null; subject: string | null }>(
    uow,
    `select id, state, coalesce(from_address, envelope_from) as "from", subject from inbound_mails
     where state in ('failed', 'quarantined', 'bounce') and (id::text = ? or right(id::text, 8) = ?) limit 2 for update`,
    [letters, letters],
  );
  const [mail] = rows;
  if (mail === undefined) throw notFound('parked mail', ref);
  if (rows.length === 1) return mail;
  throw new AppError('conflict', {
    message: 'short mail name is ambiguous',
    userMessage: `Two parked mails end in ${ref}. Use the buttons of the list.`,
  });
}

function refused(ref: string, way: RestartWay, state: InboundState): AppError {
  const next =
    state === 'failed'
      ? 'It failed: use retry.'
      : state === 'quarantined'
        ? 'It is quarantined: use release.'
        : 'It is a report about a mail of ours; see its ticket.';
  return new AppError('refused_transition', {
    message: `mail in state ${state} cannot ${way}`,
    userMessage: `Mail ${ref} was not changed: ${way} is not for it. ${next}`,
  });
}
