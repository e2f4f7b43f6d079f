import type { InstallationId, StaffUserId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { planForPerson } from './plan-for-person.ts';

/** Plans digests and hand-offs anew for everybody who is linked in a workspace that was connected again. */
export async function resumePeople(uow: TenantUnitOfWork, installationId: InstallationId): Promise<void> {
  const people = await sqlRows<{ userId: StaffUserId }>(
    uow,
    'select user_id as "userId" from chat_people where installation_id = ? and ended_at is null order by user_id',
    [installationId],
  );
  for (const { userId } of people) await planForPerson(uow, userId);
}
