import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { MailHookLine } from './mail-hooks.types.ts';

type Row = Omit<MailHookLine, 'createdAt' | 'receivedAt' | 'refusedAt'> & {
  createdAt: string;
  receivedAt: string | null;
  refusedAt: string | null;
};

/** The HTTP doors of the tenant by mailbox and provider, with when they last took or refused a mail. */
export async function listMailHooks(uow: TenantUnitOfWork): Promise<MailHookLine[]> {
  const rows = await sqlRows<Row>(
    uow,
    `select h.id, m.address, h.provider, h.created_at as "createdAt", h.received_at as "receivedAt", h.refused_at as "refusedAt", h.refusal
     from mail_hooks h join mailboxes m on m.id = h.mailbox_id order by m.address, h.provider`,
  );
  const date = (text: string | null): Date | null => (text === null ? null : new Date(text));
  return rows.map((row) => ({
    ...row,
    createdAt: new Date(row.createdAt),
    receivedAt: date(row.receivedAt),
    refusedAt: date(row.refusedAt),
  }));
}
