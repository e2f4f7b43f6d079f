import { type InstallationId, newId, type StaffUserId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** What a member of staff thinks of an answer of the assistant. */
export type AnswerVote = { installationId: InstallationId; channelId: string; ts: string; userId: StaffUserId; vote: 1 | -1 };

/** Keeps one opinion of a person on an answer; a later one takes the place of theirs. */
export async function voteOnAnswer(uow: TenantUnitOfWork, { installationId, channelId, ts, userId, vote }: AnswerVote): Promise<void> {
  await sqlRun(
    uow,
    `insert into chat_feedback (tenant_id, id, installation_id, channel_id, ts, user_id, vote, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (tenant_id, installation_id, channel_id, ts, user_id) do update set vote = excluded.vote, created_at = excluded.created_at`,
    [uow.tenantId, newId<string>(), installationId, channelId, ts, userId, vote, uow.now],
  );
}
