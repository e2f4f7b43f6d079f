import type { MailboxId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { OauthProvider, OauthState } from './mailbox-oauth.types.ts';
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
  /** Whose Authentication-Results count; null: nobody's. */
  trustedHost: string | null;
  /** How it signs in by OAuth; null when it does not. */
  oauth: { provider: OauthProvider; state: OauthState; account: string | null } | null;
  /** Its provider is left alone until then. */
  throttledUntil: Date | null;
};

/** All mailboxes of the tenant by address. */
export async function listMailboxes(uow: TenantUnitOfWork): Promise<MailboxLine[]> {
  const rows = await sqlRows<MailboxLine>(
    uow,
    `select m.id, m.address, m.name, m.enabled, m.imap, m.smtp, m.health, m.last_error as "lastError", m.trusted_host as "trustedHost",
       m.throttled_until as "throttledUntil",
       (select jsonb_build_object('provider', o.provider, 'state', o.state, 'account', o.account) from mailbox_oauth o where o.mailbox_id = m.id) as oauth
     from mailboxes m order by m.address`,
  );
  return rows.map((row) => ({ ...row, throttledUntil: row.throttledUntil === null ? null : new Date(row.throttledUntil) }));
}
