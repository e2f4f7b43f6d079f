import type { Logger } from '../../config/logger.ts';
import { createDatabase, type Database } from '../database/orm.ts';
import { lookupRole, tenantSetting } from '../database/row-security.ts';
import { AppError } from '../errors.ts';
import type {
  AiJobId,
  ChatInboxId,
  ChatPostId,
  DeliveryId,
  InboundMailId,
  InstallationId,
  MailboxId,
  MailHookId,
  StaffUserId,
  TenantId,
  TicketId,
} from '../ids.types.ts';
import type { BulkStep } from './bulk.types.ts';
import type { TenantStatus } from './tenant.types.ts';
import type { WorkKind } from './wake.types.ts';

export type TenantLine = { id: TenantId; slug: string; name: string; status: TenantStatus };
export type OpenWork = { kind: WorkKind; shard: number; waiting: number; nextAt: Date };

/** `next` is when the ticket's workflow has something to do (null: never); it is missing when the workflow must look for itself. */
export type TicketWakeup = { tenantId: TenantId; ticketId: TicketId; stamp: string; isNew: boolean; next?: { nextAt: string | null } };

/**
 * Everything that looks across tenants, in one place. Each is a call of a function owned by the look-up role, which sees only the columns its
 * policies open (`row-security.ts`); none returns content, all return ids to open a unit of work with.
 */
export type AcrossTenants = {
  unsafeListTenants(): Promise<TenantLine[]>;
  unsafeMailboxByAddress(address: string): Promise<{ tenantId: TenantId; mailboxId: MailboxId } | null>;
  unsafeImapMailboxes(): Promise<{ tenantId: TenantId; mailboxId: MailboxId }[]>;
  /** The mailbox whose consent under way has that state's hash. */
  unsafeMailboxConsent(stateHash: string): Promise<{ tenantId: TenantId; mailboxId: MailboxId } | null>;
  /** The HTTP door of a mailbox by the hash of the token in its address. */
  unsafeMailHook(tokenHash: string): Promise<{ tenantId: TenantId; id: MailHookId } | null>;
  /** Companies with files that wait for the virus scanner, the longest waiting first. */
  unsafeUnscannedTenants(limit: number): Promise<TenantId[]>;
  unsafeSignInLink(tokenHash: string): Promise<{ tenantId: TenantId; userId: StaffUserId } | null>;
  unsafeSession(tokenHash: string): Promise<{ tenantId: TenantId; userId: StaffUserId } | null>;
  unsafeStaffByEmail(email: string): Promise<{ tenantId: TenantId; userId: StaffUserId }[]>;
  unsafeNewMails(shard: number, limit: number): Promise<{ tenantId: TenantId; id: InboundMailId }[]>;
  unsafeDueDeliveries(shard: number, limit: number): Promise<{ tenantId: TenantId; id: DeliveryId }[]>;
  unsafeDueNotices(shard: number, limit: number): Promise<{ tenantId: TenantId; id: string }[]>;
  /** The active workspace of that id of the chat product. */
  unsafeChatInstallation(platform: 'slack' | 'teams', externalId: string): Promise<{ tenantId: TenantId; id: InstallationId } | null>;
  unsafeDueChatInbox(shard: number, limit: number): Promise<{ tenantId: TenantId; id: ChatInboxId }[]>;
  /** Jobs of the AI that are due, dealt round-robin by tenant. */
  unsafeDueAiJobs(shard: number, limit: number): Promise<{ tenantId: TenantId; id: AiJobId }[]>;
  unsafeDueChatPosts(shard: number, limit: number): Promise<{ tenantId: TenantId; id: ChatPostId }[]>;
  /** Keeps a sealed installation that belongs to nobody yet, under the hash of its claim token. */
  unsafeParkChatClaim(tokenHash: string, sealed: string, now: Date, expiresAt: Date): Promise<void>;
  unsafeReadChatClaim(tokenHash: string, now: Date): Promise<string | null>;
  /** As reading, and it is gone. */
  unsafeTakeChatClaim(tokenHash: string, now: Date): Promise<string | null>;
  unsafeSatisfactionRequest(tokenHash: string): Promise<{ tenantId: TenantId; id: string } | null>;
  /** The tenant of a link that ends a kind of mail; to be believed only when its key signed the link. */
  unsafeMailChoice(id: string): Promise<TenantId | null>;
  unsafeTicketWakeups(shard: number, limit: number): Promise<TicketWakeup[]>;
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
    unsafeMailboxConsent: async (hash) => {
      const [row] = await call<Ids & { mailbox_id: MailboxId }>('lookup_mailbox_consent', '?', [hash]);
      return row === undefined ? null : { tenantId: row.tenant_id, mailboxId: row.mailbox_id };
    },
    unsafeMailHook: async (hash) => {
      const [row] = await call<Ids & { id: MailHookId }>('lookup_mail_hook', '?', [hash]);
      return row === undefined ? null : { tenantId: row.tenant_id, id: row.id };
    },
    unsafeUnscannedTenants: async (limit) => (await call<Ids>('lookup_unscanned', '?', [limit])).map((row) => row.tenant_id),
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
    unsafeDueNotices: async (shard, limit) =>
      (await call<Ids & { id: string }>('lookup_due_notices', '?, ?', [shard, limit])).map((r) => ({ tenantId: r.tenant_id, id: r.id })),
    unsafeChatInstallation: async (platform, externalId) => {
      const [row] = await call<Ids & { id: InstallationId }>('lookup_chat_installation', '?, ?', [platform, externalId]);
      return row === undefined ? null : { tenantId: row.tenant_id, id: row.id };
    },
    unsafeDueChatInbox: async (shard, limit) =>
      (await call<Ids & { id: ChatInboxId }>('lookup_due_chat_inbox', '?, ?', [shard, limit])).map((r) => ({
        tenantId: r.tenant_id,
        id: r.id,
      })),
    unsafeDueChatPosts: async (shard, limit) =>
      (await call<Ids & { id: ChatPostId }>('lookup_due_chat_posts', '?, ?', [shard, limit])).map((r) => ({
        tenantId: r.tenant_id,
        id: r.id,
      })),
    unsafeDueAiJobs: async (shard, limit) =>
      (await call<Ids & { id: AiJobId }>('lookup_due_ai_jobs', '?, ?', [shard, limit])).map((r) => ({ tenantId: r.tenant_id, id: r.id })),
    unsafeParkChatClaim: async (hash, sealed, now, expiresAt) =>
      void (await call('park_chat_claim', '?, ?, ?::timestamptz, ?::timestamptz', [hash, sealed, now, expiresAt])),
    unsafeReadChatClaim: async (hash, now) => sealedOf(await call<{ sealed: string }>('read_chat_claim', '?, ?::timestamptz', [hash, now])),
    unsafeTakeChatClaim: async (hash, now) => sealedOf(await call<{ sealed: string }>('take_chat_claim', '?, ?::timestamptz', [hash, now])),
    unsafeSatisfactionRequest: async (hash) => {
      const [row] = await call<Ids & { id: string }>('lookup_satisfaction', '?', [hash]);
      return row === undefined ? null : { tenantId: row.tenant_id, id: row.id };
    },
    unsafeMailChoice: async (id) => (await call<Ids>('lookup_mail_choice', '?', [id]))[0]?.tenant_id ?? null,
    unsafeTicketWakeups: async (shard, limit) => (await call<WakeupRow>('lookup_ticket_wakeups', '?, ?', [shard, limit])).map(wakeupOf),
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

function sealedOf(rows: { sealed: string }[]): string | null {
  return rows[0]?.sealed ?? null;
}

function first(rows: { tenant_id: TenantId; user_id: StaffUserId }[]): { tenantId: TenantId; userId: StaffUserId } | null {
  const [row] = rows;
  return row === undefined ? null : { tenantId: row.tenant_id, userId: row.user_id };
}

type WakeupRow = { tenant_id: TenantId; ticket_id: TicketId; stamp: string; is_new: boolean; next_at: string | null };

function wakeupOf(row: WakeupRow): TicketWakeup {
  const known = { tenantId: row.tenant_id, ticketId: row.ticket_id, stamp: row.stamp, isNew: row.is_new };
  return row.next_at === null ? known : { ...known, next: { nextAt: row.next_at === 'infinity' ? null : row.next_at } };
}

/** Who is told of a bulk load: after each step, and before each stage that takes long. */
export type BulkListener = { log: Logger; onStep(tickets: number): void; onStage(line: string): void };

/**
 * Writes made-up rows of many tenants into a database that has none, as the owner: each step under the row security of its tenant. The index of words is
 * taken away meanwhile and made anew at the end, whatever happens. Throws `conflict` when there is a tenant.
 */
export async function unsafeFillEmptyDatabase(ownerUrl: string, steps: Iterable<BulkStep>, listener: BulkListener): Promise<void> {
  const database = createDatabase({ url: ownerUrl, pool: 1, contextName: 'bulk' });
  try {
    await refuseTenants(database);
    const index = await takeWordIndex(database);
    try {
      let count = 0;
      for (const step of steps) {
        await runStep(database, step);
        listener.onStep(step.tickets);
        count += 1;
        if (analyzeAt(count)) await database.em.getConnection().execute('analyze');
      }
      listener.log.info({}, 'filled an empty database across tenants');
    } finally {
      listener.onStage('Making the index of words …');
      await database.em.fork().transactional(async (em) => {
        for (const setting of ["set local maintenance_work_mem = '1GB'", 'set local max_parallel_maintenance_workers = 2', index])
          await em.execute(setting);
      });
    }
    listener.onStage('Gathering statistics …');
    await database.em.getConnection().execute('vacuum (analyze)');
  } finally {
    await database.close(true);
  }
}

/**
 * Checks of foreign keys keep the plans they made while the tables were small, and would read a whole tenant for each row later: new statistics make them
 * plan anew.
 */
function analyzeAt(count: number): boolean {
  return count >= 32 && (count & (count - 1)) === 0;
}

async function runStep(database: Database, { tenantId, statements }: BulkStep): Promise<void> {
  await database.em.fork().transactional(async (em) => {
    await em.execute(`select set_config('${tenantSetting}', ?, true), set_config('synchronous_commit', 'off', true)`, [tenantId]);
    for (const { sql, params } of statements) await em.execute(sql, params, 'run');
  });
}

async function refuseTenants(database: Database): Promise<void> {
  const there = await database.em.fork().transactional(async (em) => {
    await em.execute(`set local role ${lookupRole}`);
    return em.execute('select 1 from tenants limit 1');
  });
  if (there.length === 0) return;
  throw new AppError('conflict', {
    message: 'the database has a tenant already',
    userMessage:
      'Nothing was written: there is a company in this database. A made-up one is for an empty data folder of its own (DESKHAND_DATA).',
  });
}

/** Drops the index of words and returns the statement that makes it. */
async function takeWordIndex(database: Database): Promise<string> {
  const [row] = await database.em
    .getConnection()
    .execute<{ made: string }[]>("select pg_get_indexdef('search_documents_words'::regclass) as made");
  await database.em.getConnection().execute('drop index search_documents_words');
  return row?.made ?? '';
}
