import type { InstallationId, StaffUserId } from '../ids.types.ts';
import { listMarks, sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { planForPerson } from './plan-for-person.ts';

/** Whose links end: those of a member of staff everywhere, or that of one person of a workspace. */
export type UnlinkWhom = { userId: StaffUserId } | { installationId: InstallationId; externalId: string };

/** Ends links at once; open proofs of the same people are void. Returns the names of the workspaces where one ended. A second time does nothing. */
export async function unlinkChatPerson(uow: TenantUnitOfWork, whom: UnlinkWhom): Promise<string[]> {
  const [where, params] =
    'userId' in whom
      ? (['user_id = ?', [whom.userId]] as const)
      : (['installation_id = ? and external_id = ?', [whom.installationId, whom.externalId]] as const);
  await sqlRun(uow, `delete from chat_link_requests where used_at is null and ${where}`, params);
  const ended = await sqlRows<{ id: InstallationId; userId: StaffUserId }>(
    uow,
    `update chat_people set ended_at = ? where ended_at is null and ${where} returning installation_id as id, user_id as "userId"`,
    [uow.now, ...params],
  );
  if (ended.length === 0) return [];
  for (const userId of new Set(ended.map((link) => link.userId))) await planForPerson(uow, userId);
  const ids = ended.map(({ id }) => id);
  const rows = await sqlRows<{ name: string }>(
    uow,
    `select name from chat_installations where id in (${listMarks(ids)}) order by name`,
    ids,
  );
  return rows.map(({ name }) => name);
}
