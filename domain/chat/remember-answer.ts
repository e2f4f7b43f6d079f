import { type InstallationId, newId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** An answer of ours in a conversation; `ticket` is the number of the ticket it was about. */
export type GivenAnswer = { installationId: InstallationId; channelId: string; ts: string; threadTs: string; ticket: string };

/** Keeps which ticket an answer was about, so that what is said next can mean it. Once for a message. */
export async function rememberAnswer(uow: TenantUnitOfWork, answer: GivenAnswer): Promise<void> {
  await sqlRun(
    uow,
    `insert into chat_messages (tenant_id, id, installation_id, channel_id, ts, thread_ts, direction, ticket_id, decision, reason, created_at)
     select t.tenant_id, ?::uuid, ?::uuid, ?, ?, ?, 'out', t.id, 'mirrored', 'answer', ?::timestamptz from tickets t where t.number = ?
     on conflict (tenant_id, installation_id, channel_id, ts) do nothing`,
    [newId<string>(), answer.installationId, answer.channelId, answer.ts, answer.threadTs, uow.now, answer.ticket],
  );
}
