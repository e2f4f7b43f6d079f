import { AppError, notFound } from '../errors.ts';
import type { ChatInboxId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { InboxKind } from './chat.types.ts';

/**
 * Lets something that came from a chat and was parked be handled again, with fresh attempts. What its first handling did is keyed and is not done twice. `ref` is
 * its id or the last eight letters of it. Throws `not_found` (it is not parked, or not any more) and `conflict` for letters that fit two.
 */
export async function retryChatItem(uow: TenantUnitOfWork, ref: string): Promise<{ id: ChatInboxId; kind: InboxKind }> {
  const letters = ref.toLowerCase().replace(/^i-/, '');
  const rows = await sqlRows<{ id: ChatInboxId; kind: InboxKind }>(
    uow,
    "select id, kind from chat_inbox where state = 'parked' and (id::text = ? or right(id::text, 8) = ?) limit 2 for update",
    [letters, letters],
  );
  const [item] = rows;
  if (item === undefined) throw notFound('parked thing from chat', ref);
  if (rows.length > 1) {
    throw new AppError('conflict', {
      message: 'short item name is ambiguous',
      userMessage: `Two of them end in ${ref}. Use the buttons of the list.`,
    });
  }
  await sqlRun(
    uow,
    "update chat_inbox set state = 'new', attempts = 0, next_attempt_at = ?, settled_at = null, result = null where id = ? and state = 'parked'",
    [uow.now, item.id],
  );
  uow.wake('chat');
  return item;
}
