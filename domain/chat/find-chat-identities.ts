import type { StaffUserId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ChatPerson } from './chat.types.ts';
import { chatPersonColumns } from './find-chat-person.ts';

/** The member of staff in every connected workspace where they are linked. */
export async function findChatIdentities(uow: TenantUnitOfWork, userId: StaffUserId): Promise<ChatPerson[]> {
  return sqlRows<ChatPerson>(
    uow,
    `select ${chatPersonColumns} from chat_people p join staff_users u on u.id = p.user_id and u.active
     join chat_installations i on i.id = p.installation_id and i.state = 'active' where p.user_id = ? and p.ended_at is null order by p.linked_at`,
    [userId],
  );
}
