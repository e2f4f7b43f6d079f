import { AppError } from '../errors.ts';
import type { MailboxId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** A mailbox that mails go out from, with the company's name. */
export type SendingMailbox = { id: MailboxId; address: string; company: string };

/**
 * The mailbox of that id or address when it is enabled; with null, or an id that is switched off, the tenant's oldest enabled one. Throws `not_found` for an
 * address that is none of ours and `not_configured` when no mailbox is enabled.
 */
export async function chooseMailbox(uow: TenantUnitOfWork, wanted: { id: string | null } | { address: string }): Promise<SendingMailbox> {
  const rows = await sqlRows<SendingMailbox>(
    uow,
    "select m.id, m.address, coalesce(t.brand->>'name', t.name) as company from mailboxes m join tenants t on t.id = m.tenant_id where m.enabled order by m.created_at, m.id",
  );
  const named = rows.find((row) => ('id' in wanted ? row.id === wanted.id : row.address === wanted.address.toLowerCase()));
  if (named !== undefined) return named;
  if ('address' in wanted) {
    throw new AppError('not_found', {
      message: 'no enabled mailbox of that address',
      userMessage: `${wanted.address} is none of your enabled mailboxes. There are: ${rows.map((row) => row.address).join(', ') || 'none'}.`,
    });
  }
  const [first] = rows;
  if (first !== undefined) return first;
  throw new AppError('not_configured', {
    message: 'no enabled mailbox',
    userMessage: 'No mailbox is enabled to write from. Ask an admin to connect one.',
  });
}
