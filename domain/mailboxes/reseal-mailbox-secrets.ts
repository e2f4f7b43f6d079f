import type { KeyRing } from '../../storage/key-ring.ts';
import type { MailboxId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { mailboxSecretContext } from './mailbox-secret.rules.ts';

type Row = { id: MailboxId; imap: string | null; smtp: string | null };

/** Seals every mailbox password of the tenant that lies under an older key with the current one. Returns how many. Throws `key_missing`. */
export async function resealMailboxSecrets(uow: TenantUnitOfWork, keyRing: Pick<KeyRing, 'seal' | 'unseal' | 'isStale'>): Promise<number> {
  const rows = await sqlRows<Row>(uow, 'select id, imap_secret as imap, smtp_secret as smtp from mailboxes order by id for update');
  let count = 0;
  const reseal = (row: Row, kind: 'imap' | 'smtp'): string | null => {
    const sealed = row[kind];
    if (sealed === null || !keyRing.isStale(sealed)) return sealed;
    count += 1;
    const context = mailboxSecretContext(row.id, kind);
    return keyRing.seal(keyRing.unseal(sealed, context), context);
  };
  for (const row of rows) {
    const [imap, smtp] = [reseal(row, 'imap'), reseal(row, 'smtp')];
    if (imap === row.imap && smtp === row.smtp) continue;
    await sqlRun(uow, 'update mailboxes set imap_secret = ?, smtp_secret = ?, version = version + 1 where id = ?', [imap, smtp, row.id]);
  }
  return count;
}
