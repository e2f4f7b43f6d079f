import { queueDelivery } from '../deliveries/queue-delivery.ts';
import type { MailboxId, StaffUserId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { HealthOutcome, MailboxNotice, RenderMailboxNotice } from './mailbox-sync.types.ts';
import type { MailboxHealth } from './mailboxes.types.ts';

/** Minutes a mailbox must have failed without a break before its admins are told. */
export const downNoticeMinutes = 10;

type MailboxRow = { id: MailboxId; address: string; health: MailboxHealth; failing_since: string | null; down_notice_at: string | null };
type Admin = { id: StaffUserId; name: string; email: string; language: string; time_zone: string };

/**
 * Records how the last try to work with a mailbox ended. After ten minutes of failing (or at once, where the outcome says so) every owner and admin is told
 * once, and once when it works again; never about shorter trouble. A mailbox is never switched off here. Returns which notice was queued, if any.
 */
export async function recordMailboxHealth(
  uow: TenantUnitOfWork,
  mailboxId: MailboxId,
  outcome: HealthOutcome,
  render: RenderMailboxNotice,
): Promise<MailboxNotice['kind'] | null> {
  const [mailbox] = await sqlRows<MailboxRow>(
    uow,
    'select id, address, health, failing_since, down_notice_at from mailboxes where id = ? for no key update',
    [mailboxId],
  );
  if (mailbox === undefined) return null;
  return outcome.ok ? recordWorking(uow, mailbox, render) : recordFailing(uow, mailbox, outcome, render);
}

async function recordWorking(uow: TenantUnitOfWork, mailbox: MailboxRow, render: RenderMailboxNotice): Promise<'back' | null> {
  if (mailbox.health === 'ok') return null;
  await sqlRun(
    uow,
    "update mailboxes set health = 'ok', failing_since = null, last_error = null, down_notice_at = null, throttled_until = null where id = ?",
    [mailbox.id],
  );
  if (mailbox.down_notice_at === null) return null;
  await tellAdmins(
    uow,
    mailbox,
    { kind: 'back', reason: '', failingSince: new Date(mailbox.failing_since ?? mailbox.down_notice_at) },
    render,
  );
  return 'back';
}

async function recordFailing(
  uow: TenantUnitOfWork,
  mailbox: MailboxRow,
  { reason, tellAtOnce, throttledUntil = null }: Extract<HealthOutcome, { ok: false }>,
  render: RenderMailboxNotice,
): Promise<'down' | null> {
  const failingSince = mailbox.failing_since === null ? uow.now : new Date(mailbox.failing_since);
  const isLong = tellAtOnce === true || uow.now.getTime() - failingSince.getTime() >= downNoticeMinutes * 60_000;
  const isDue = mailbox.down_notice_at === null && isLong;
  await sqlRun(
    uow,
    "update mailboxes set health = 'failing', failing_since = ?, last_error = ?, down_notice_at = ?, throttled_until = ? where id = ?",
    [failingSince, reason, isDue ? uow.now : mailbox.down_notice_at, throttledUntil, mailbox.id],
  );
  if (!isDue) return null;
  await tellAdmins(uow, mailbox, { kind: 'down', reason, failingSince }, render);
  return 'down';
}

async function tellAdmins(
  uow: TenantUnitOfWork,
  mailbox: MailboxRow,
  facts: Pick<MailboxNotice, 'kind' | 'reason' | 'failingSince'>,
  render: RenderMailboxNotice,
): Promise<void> {
  const [tenant] = await sqlRows<{ name: string }>(uow, "select coalesce(brand->>'name', name) as name from tenants");
  const companyName = tenant?.name ?? '';
  const sender = await senderFor(uow, mailbox);
  const minutes = Math.floor((uow.now.getTime() - facts.failingSince.getTime()) / 60_000);
  for (const admin of await adminsOf(uow)) {
    const reader = { language: admin.language, timeZone: admin.time_zone };
    await queueDelivery(uow, {
      effectKey: `mailbox-${facts.kind}:${mailbox.id}:${facts.failingSince.toISOString()}:${admin.id}`,
      purpose: 'notice',
      ticketId: null,
      messageId: null,
      mailboxId: sender.id,
      mail: {
        from: { name: companyName, address: sender.address },
        to: [{ name: admin.name, address: admin.email }],
        cc: [],
        replyTo: null,
        ...render({ ...facts, ...reader, address: mailbox.address, companyName, minutes }),
        inReplyTo: null,
        references: [],
        autoSubmitted: 'auto-generated',
        attachmentIds: [],
      },
    });
  }
}

async function adminsOf(uow: TenantUnitOfWork): Promise<Admin[]> {
  return sqlRows<Admin>(
    uow,
    "select id, name, email, language, time_zone from staff_users where role in ('owner', 'admin') and active order by id",
  );
}

/** Another mailbox that can send, best one known to work; the failing one itself when there is no other. */
async function senderFor(uow: TenantUnitOfWork, failing: MailboxRow): Promise<{ id: MailboxId; address: string }> {
  const [other] = await sqlRows<{ id: MailboxId; address: string }>(
    uow,
    `select id, address from mailboxes where id <> ? and enabled and smtp is not null and health <> 'failing'
     order by health <> 'ok', created_at, id limit 1`,
    [failing.id],
  );
  return other ?? failing;
}
