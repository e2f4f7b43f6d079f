import type { StaffUserId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { InstallationState } from './chat.types.ts';

/** Who of the staff is who in which workspace. */
export type ChatPersonLine = {
  userId: StaffUserId;
  userName: string;
  workspace: string;
  state: InstallationState;
  personName: string;
  externalId: string;
  proof: 'code' | 'sign_in';
  linkedAt: Date;
};

/** Every link that stands, of all staff or of one member. Those of a workspace that is not connected are listed and are of no use until it is again. */
export async function listChatPeople(uow: TenantUnitOfWork, userId: StaffUserId | null = null): Promise<ChatPersonLine[]> {
  const rows = await sqlRows<Omit<ChatPersonLine, 'linkedAt'> & { linkedAt: string | Date }>(
    uow,
    `select p.user_id as "userId", u.name as "userName", i.name as workspace, i.state, p.name as "personName", p.external_id as "externalId", p.proof,
       p.linked_at as "linkedAt"
     from chat_people p join chat_installations i on i.id = p.installation_id join staff_users u on u.id = p.user_id
     where p.ended_at is null ${userId === null ? '' : 'and p.user_id = ?'} order by u.name, i.name, p.id`,
    userId === null ? [] : [userId],
  );
  return rows.map((row) => ({ ...row, linkedAt: new Date(row.linkedAt) }));
}
