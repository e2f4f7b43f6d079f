import { AppError } from '../errors.ts';
import { newId, type TicketId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { Draft } from './deliveries.entity.ts';
import { maxRecipients } from './recipients.rules.ts';
import type { DraftKind, DraftPayload } from './stored-mail.types.ts';

const lifeMs = 3_600_000;
const keepMs = 7 * 24 * lifeMs;

/**
 * Keeps a composed mail for an hour, for the person of this unit alone, and forgets that person's drafts of more than a week ago. Throws `invalid_input`
 * for an empty text or more recipients than a mail may have.
 */
export async function saveDraft(
  uow: TenantUnitOfWork,
  kind: DraftKind,
  ticketId: TicketId | null,
  payload: DraftPayload,
): Promise<{ id: string }> {
  if (uow.actor.kind !== 'staff') throw new Error('only staff compose mails');
  if (payload.text.trim() === '') throw refused('There is no text to send. Write it after the command.');
  if (payload.to.length + payload.cc.length > maxRecipients) throw refused(`A mail goes to at most ${maxRecipients} addresses.`);
  const id = newId<string>();
  await sqlRun(uow, 'delete from drafts where user_id = ? and expires_at < ?', [uow.actor.userId, new Date(uow.now.getTime() - keepMs)]);
  await uow.em.insert(Draft, {
    tenantId: uow.tenantId,
    id,
    userId: uow.actor.userId,
    kind,
    ticketId,
    payload,
    createdAt: uow.now,
    expiresAt: new Date(uow.now.getTime() + lifeMs),
  });
  return { id };
}

function refused(userMessage: string): AppError {
  return new AppError('invalid_input', { message: 'draft refused', userMessage });
}
