import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** What the page of a stop link shows: whose mails they are and whether they have ended. No address: whoever opens the link may not be its reader. */
export type MailChoiceView = { companyName: string; language: string; isStopped: boolean };

/** The choice of that id, or null. The language is that of the last question to the address. */
export async function viewMailChoice(uow: TenantUnitOfWork, id: string): Promise<MailChoiceView | null> {
  const [row] = await sqlRows<MailChoiceView>(
    uow,
    `select coalesce(t.brand->>'name', t.name) as "companyName", c.stopped_at is not null as "isStopped",
       coalesce((select r.language from satisfaction_requests r where r.address = c.address order by r.asked_at desc limit 1), t.language) as language
     from mail_choices c join tenants t on t.id = c.tenant_id where c.id = ?`,
    [id],
  );
  return row ?? null;
}
