import type { MailboxId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { MailboxHealth, ServerSettings } from './mailboxes.types.ts';

/** One mailbox as lists show it: no passwords, not even sealed ones. */
export type MailboxLine = {
  id: MailboxId;
  address: string;
  name: string;
  enabled: boolean;
  imap: ServerSettings | null;
  smtp: ServerSettings | null;
  health: MailboxHealth;
  lastError: string | null;
};

/** All mailboxes of the tenant by address. */
export async function listMailboxes(uow: TenantUnitOfWork): Promise<MailboxLine[]> {
  return sqlRows<MailboxLine>(
    uow,
    'select id, address, name, enabled, imap, smtp, health, last_error as "lastError" from mailboxes order by address',
  );
}
