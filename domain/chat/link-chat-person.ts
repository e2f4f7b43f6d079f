import { newId, type StaffUserId } from '../ids.types.ts';
import { loadMember } from '../people/load-member.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ChatLinked, ChatStranger } from './chat-link.types.ts';
import { planForPerson } from './plan-for-person.ts';

type Before = { externalId: string; personName: string; userId: StaffUserId; userName: string };

/**
 * Keeps a proved link: one person of a workspace for a member of staff there, and one member of staff for a person; what either was linked to before ends.
 * Called with the proof in hand, never for an equal address. Null when the workspace is not connected. Throws `not_signed_in` for staff who are not active.
 */
export async function linkChatPerson(
  uow: TenantUnitOfWork,
  stranger: ChatStranger,
  userId: StaffUserId,
  proof: 'code' | 'sign_in',
): Promise<ChatLinked | null> {
  const [installation] = await sqlRows<{ name: string }>(
    uow,
    "select name from chat_installations where id = ? and state = 'active' for update",
    [stranger.installationId],
  );
  if (installation === undefined) return null;
  const member = await loadMember(uow, userId);
  const before = await sqlRows<Before>(
    uow,
    `select p.external_id as "externalId", p.name as "personName", p.user_id as "userId", u.name as "userName"
     from chat_people p join staff_users u on u.id = p.user_id
     where p.installation_id = ? and (p.external_id = ? or p.user_id = ?) and p.ended_at is null`,
    [stranger.installationId, stranger.externalId, userId],
  );
  await sqlRun(
    uow,
    'update chat_people set ended_at = ? where installation_id = ? and (external_id = ? or user_id = ?) and ended_at is null',
    [uow.now, stranger.installationId, stranger.externalId, userId],
  );
  await sqlRun(
    uow,
    `insert into chat_people (tenant_id, id, installation_id, external_id, external_team_id, user_id, name, time_zone, proof, linked_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      uow.tenantId,
      newId<string>(),
      stranger.installationId,
      stranger.externalId,
      stranger.externalTeamId,
      userId,
      stranger.name,
      stranger.timeZone,
      proof,
      uow.now,
    ],
  );
  for (const one of new Set([userId, ...before.map((link) => link.userId)])) await planForPerson(uow, one);
  return {
    userName: member.name,
    workspace: installation.name,
    replaced: {
      person: before.find((one) => one.externalId !== stranger.externalId)?.personName ?? null,
      user: before.find((one) => one.userId !== userId)?.userName ?? null,
    },
  };
}
