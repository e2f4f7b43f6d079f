import type { MailboxId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { SendingMailbox } from './choose-mailbox.ts';

/** The enabled mailbox that our own fixed texts go out from: the wanted one, else one that can send and works, best the oldest. Null when none is enabled. */
export async function chooseNoticeMailbox(uow: TenantUnitOfWork, wanted: MailboxId | null = null): Promise<SendingMailbox | null> {
  const [row] = await sqlRows<SendingMailbox>(
    uow,
    `select m.id, m.address, coalesce(t.brand->>'name', t.name) as company from mailboxes m join tenants t on t.id = m.tenant_id where m.enabled
     order by m.id is distinct from ?::uuid, m.smtp is null, m.health = 'failing', m.created_at, m.id limit 1`,
    [wanted],
  );
  return row ?? null;
}
