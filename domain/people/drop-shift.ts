import { cancelChatPost } from '../chat/cancel-chat-post.ts';
import { notFound } from '../errors.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ShiftLine } from './on-call.types.ts';

/** Takes a turn off its rota and returns what it was. Throws `not_found`. */
export async function dropShift(uow: TenantUnitOfWork, id: string): Promise<ShiftLine> {
  const [gone] = await sqlRows<ShiftLine>(
    uow,
    `delete from on_call_shifts s using staff_users u where u.id = s.user_id and s.id = ?
     returning s.id, s.rota, s.user_id as "userId", u.name, s.starts_at as "from", s.ends_at as "until"`,
    [id],
  );
  if (gone === undefined) throw notFound('turn on a rota', id);
  await cancelChatPost(uow, { effectKey: `handoff:${id}` });
  return { ...gone, from: new Date(gone.from), until: new Date(gone.until) };
}
