import type { KeyRing } from '../../storage/key-ring.ts';
import type { MailboxId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { mailboxSecretContext } from './mailbox-secret.rules.ts';

/** Where a mailbox's sign-in by OAuth keeps what is sealed, and under which context. */
export const oauthSecretPlaces = [
  { column: 'client_secret', kind: 'oauth-client' },
  { column: 'access_token', kind: 'oauth-access' },
  { column: 'refresh_token', kind: 'oauth-refresh' },
  { column: 'consent_verifier', kind: 'oauth-verifier' },
] as const;

/**
 * Seals client secrets, tokens and code verifiers of the tenant's mailboxes that lie under an older key with the current one. A refresh or a consent that is
 * under way goes on. Returns how many. Throws `key_missing`.
 */
export async function resealOauthSecrets(uow: TenantUnitOfWork, keyRing: Pick<KeyRing, 'seal' | 'unseal' | 'isStale'>): Promise<number> {
  let count = 0;
  for (const { column, kind } of oauthSecretPlaces) {
    const rows = await sqlRows<{ id: MailboxId; sealed: string }>(
      uow,
      `select mailbox_id as id, ${column} as sealed from mailbox_oauth where ${column} is not null order by mailbox_id for update`,
    );
    for (const { id, sealed } of rows.filter((row) => keyRing.isStale(row.sealed))) {
      const context = mailboxSecretContext(id, kind);
      await sqlRun(uow, `update mailbox_oauth set ${column} = ? where mailbox_id = ?`, [
        keyRing.seal(keyRing.unseal(sealed, context), context),
        id,
      ]);
      count += 1;
    }
  }
  return count;
}
