import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Ends one kind of mail for one address of this tenant, for good. Doing it again changes nothing. Mails of the kind that wait are cancelled. */
export async function stopMail(uow: TenantUnitOfWork, choiceId: string): Promise<void> {
  await sqlRun(uow, 'update mail_choices set stopped_at = ? where id = ? and stopped_at is null', [uow.now, choiceId]);
  await sqlRun(
    uow,
    `update deliveries d set state = 'cancelled', settled_at = ?, last_result = 'The recipient asked for no more mails of this kind.'
     from mail_choices c where c.id = ? and d.purpose = c.kind and d.state = 'queued' and lower(d.mail->'to'->0->>'address') = c.address`,
    [uow.now, choiceId],
  );
}
