import type { Logger } from '../../config/logger.ts';
import type { Database } from '../database/orm.ts';
import type { DeliveryId, InboundMailId, MailboxId, StaffUserId, TenantId, TicketId } from '../ids.types.ts';
import type { TenantStatus } from './tenant.types.ts';
import type { WorkKind } from './wake.types.ts';

export type TenantLine = { id: TenantId; slug: string; name: string; status: TenantStatus };
export type OpenWork = { kind: WorkKind; shard: number; waiting: number; nextAt: Date };

/**
 * Everything that looks across tenants, in one place. Each is a call of a function owned by the look-up role, which sees only the columns its
 * policies open (`row-security.ts`); none returns content, all return ids to open a unit of work with.
 */
export type AcrossTenants = {
  unsafeListTenants(): Promise<TenantLine[]>;
  unsafeMailboxByAddress(address: string): Promise<{ tenantId: TenantId; mailboxId: MailboxId } | null>;
  unsafeImapMailboxes(): Promise<{ tenantId: TenantId; mailboxId: MailboxId }[]>;
  unsafeSignInLink(tokenHash: string): Promise<{ tenantId: TenantId; userId: StaffUserId } | null>;
  unsafeSession(tokenHash: string): Promise<{ tenantId: TenantId; userId: StaffUserId } | null>;
  unsafeStaffByEmail(email: string): Promise<{ tenantId: TenantId; userId: StaffUserId }[]>;
  unsafeNewMails(shard: number, limit: number): Promise<{ tenantId: TenantId; id: InboundMailId }[]>;
  unsafeDueDeliveries(shard: number, limit: number): Promise<{ tenantId: TenantId; id: DeliveryId }[]>;
  unsafeTicketWakeups(shard: number, limit: number): Promise<{ tenantId: TenantId; ticketId: TicketId; stamp: string; isNew: boolean }[]>;
  unsafeClearTicketWakeups(stamps: string[]): Promise<number>;
  unsafeOpenWork(): Promise<OpenWork[]>;
};

/** The look-ups over the application login. Each call is logged with its name and row count, never with its arguments. */
export function createAcrossTenants(database: Database, log: Logger): AcrossTenants {
  const call = async <Row extends object>(name: string, args: string, params: unknown[] = []): Promise<Row[]> => {
    const rows = (await database.em.getConnection().execute(`select * from ${name}(${args})`, params, 'all')) as Row[];
    log.debug({ lookup: name, rows: rows.length }, 'looked across tenants');
    return rows;
  };
  type Ids = { tenant_id: TenantId };
  return {
    unsafeListTenants: () => call<TenantLine>('lookup_tenants', ''),
    unsafeMailboxByAddress: async (address) => {
      const [row] = await call<Ids & { mailbox_id: MailboxId }>('lookup_mailbox', '?', [address]);
      return row === undefined ? null : { tenantId: row.tenant_id, mailboxId: row.mailbox_id };
    },
    unsafeImapMailboxes: async () =>
      (await call<Ids & { mailbox_id: MailboxId }>('lookup_imap_mailboxes', '')).map((r) => ({
        tenantId: r.tenant_id,
        mailboxId: r.mailbox_id,
      })),
    unsafeSignInLink: async (hash) => first(await call<Ids & { user_id: StaffUserId }>('lookup_sign_in_link', '?', [hash])),
    unsafeSession: async (hash) => first(await call<Ids & { user_id: StaffUserId }>('lookup_session', '?', [hash])),
    unsafeStaffByEmail: async (email) =>
      (await call<Ids & { user_id: StaffUserId }>('lookup_staff', '?', [email])).map((r) => ({ tenantId: r.tenant_id, userId: r.user_id })),
    unsafeNewMails: async (shard, limit) =>
      (await call<Ids & { id: InboundMailId }>('lookup_new_mails', '?, ?', [shard, limit])).map((r) => ({
        tenantId: r.tenant_id,
        id: r.id,
      })),
    unsafeDueDeliveries: async (shard, limit) =>
      (await call<Ids & { id: DeliveryId }>('lookup_due_deliveries', '?, ?', [shard, limit])).map((r) => ({
        tenantId: r.tenant_id,
        id: r.id,
      })),
    unsafeTicketWakeups: async (shard, limit) =>
      (await call<Ids & { ticket_id: TicketId; stamp: string; is_new: boolean }>('lookup_ticket_wakeups', '?, ?', [shard, limit])).map(
        (r) => ({
          tenantId: r.tenant_id,
          ticketId: r.ticket_id,
          stamp: r.stamp,
          isNew: r.is_new,
        }),
      ),
    unsafeClearTicketWakeups: async (stamps) => {
      const [row] = await call<{ clear_ticket_wakeups: number }>('clear_ticket_wakeups', '?::uuid[]', [`{${stamps.join(',')}}`]);
      return row?.clear_ticket_wakeups ?? 0;
    },
    unsafeOpenWork: async () => {
      const rows = await call<{ kind: WorkKind; shard: number; waiting: string; next_at: Date }>('lookup_work', '');
      return rows.map((r) => ({ kind: r.kind, shard: r.shard, waiting: Number(r.waiting), nextAt: new Date(r.next_at) }));
    },
  };
}

function first(rows: { tenant_id: TenantId; user_id: StaffUserId }[]): { tenantId: TenantId; userId: StaffUserId } | null {
  const [row] = rows;
  return row === undefined ? null : { tenantId: row.tenant_id, userId: row.user_id };
}
