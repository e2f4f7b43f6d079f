import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockDraft } from './lock-draft.ts';
import type { DraftPayload } from './stored-mail.types.ts';

/** Ends a draft without sending it and returns what it held, so that the text is not lost. Throws what `lockDraft` throws. */
export async function cancelDraft(uow: TenantUnitOfWork, id: string): Promise<DraftPayload> {
  const draft = await lockDraft(uow, id);
  await sqlRun(uow, "update drafts set consumed_at = ?, outcome = 'cancelled' where id = ?", [uow.now, id]);
  return draft.payload;
}
