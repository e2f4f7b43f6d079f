import { AppError } from '../errors.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { outsideAddresses } from '../tickets/outside-addresses.ts';
import { lockDraft } from './lock-draft.ts';
import { type CcChange, changeCc, maxRecipients } from './recipients.rules.ts';
import type { AfterReply } from './stored-mail.types.ts';

/** What a person changes before sending; a missing field stays. */
export type DraftChange = { cc?: CcChange; quote?: boolean; files?: boolean; after?: AfterReply; text?: string };

/**
 * Changes a draft that was not sent yet. Throws what `lockDraft` throws, `expired`, `conflict` for staff or our own mailboxes in Cc, and `invalid_input` for
 * too many recipients or no text.
 */
export async function editDraft(uow: TenantUnitOfWork, id: string, change: DraftChange): Promise<void> {
  const draft = await lockDraft(uow, id);
  if (draft.expiresAt <= uow.now) {
    throw new AppError('expired', {
      message: 'draft expired',
      userMessage: 'This mail waited for more than an hour and was put aside. Nothing was sent: write it again.',
    });
  }
  const { cc, ...rest } = change;
  if (cc !== undefined && (await outsideAddresses(uow, cc.add)).length < cc.add.length) {
    throw new AppError('conflict', {
      message: 'inside address in Cc',
      userMessage: 'Staff and our own mailboxes are not put in Cc; they see the ticket anyway.',
    });
  }
  const next = { ...draft.payload, ...rest, cc: cc === undefined ? draft.payload.cc : changeCc(draft.payload.to, draft.payload.cc, cc) };
  if (next.to.length + next.cc.length > maxRecipients) throw refused(`A mail goes to at most ${maxRecipients} addresses.`);
  if (next.text.trim() === '') throw refused('There is no text to send.');
  await sqlRun(uow, 'update drafts set payload = ?::jsonb where id = ?', [JSON.stringify(next), id]);
}

function refused(userMessage: string): AppError {
  return new AppError('invalid_input', { message: 'draft change refused', userMessage });
}
