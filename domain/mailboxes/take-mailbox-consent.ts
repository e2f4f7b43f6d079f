import type { MailboxId } from '../ids.types.ts';
import { can, type Role } from '../people/permissions.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { loadMailboxOauth } from './load-mailbox-oauth.ts';
import type { MailboxOauth } from './mailbox-oauth.types.ts';

/** A consent that came back; the verifier is still sealed. */
export type TakenConsent = { verifier: string; oauth: MailboxOauth };

type Row = { verifier: string; role: Role; active: boolean; fresh: boolean };

/**
 * Takes the consent under way, whatever it has become: its state is good once. Null when it is unknown, too old, or whoever began it may not change
 * settings any more.
 */
export async function takeMailboxConsent(uow: TenantUnitOfWork, mailboxId: MailboxId, hash: string): Promise<TakenConsent | null> {
  const [row] = await sqlRows<Row>(
    uow,
    `with old as (select o.mailbox_id, o.consent_verifier, o.consent_expires_at, u.role, u.active from mailbox_oauth o
       join staff_users u on u.id = o.consent_by where o.mailbox_id = ? and o.consent_hash = ? for update of o)
     update mailbox_oauth o set consent_hash = null, consent_verifier = null, consent_by = null, consent_expires_at = null from old
     where o.mailbox_id = old.mailbox_id returning old.consent_verifier as verifier, old.role, old.active, old.consent_expires_at > ? as fresh`,
    [mailboxId, hash, uow.now],
  );
  if (row === undefined || !row.fresh || !row.active || !can(row.role, 'settings:edit')) return null;
  const oauth = await loadMailboxOauth(uow, mailboxId);
  return oauth === null ? null : { verifier: row.verifier, oauth };
}
