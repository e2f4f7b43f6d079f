import { AppError } from '../errors.ts';
import type { StaffUserId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** What people keep for themselves and may share. */
export type KeptKind = 'macros' | 'quick_replies';
export type KeptHead = { id: string; name: string; ownerId: StaffUserId; owner: string; shared: boolean; version: number };

const nouns: Record<KeptKind, { one: string; list: string }> = {
  macros: { one: 'macro', list: 'macro list' },
  quick_replies: { one: 'quick reply', list: 'quick list' },
};

/**
 * The macro or quick reply of that id or name, whatever its case, that the person may use: their own first, then a shared one, then the only one whose name begins
 * like that. Somebody else's that is not shared looks like none. Throws `not_found`, `conflict` when two shared ones have the name.
 */
export async function findKept(uow: TenantUnitOfWork, kind: KeptKind, text: string): Promise<KeptHead> {
  const me = uow.actor.kind === 'staff' ? uow.actor.userId : null;
  const wanted = text.trim().toLowerCase();
  const usable = await sqlRows<KeptHead>(
    uow,
    `select k.id, k.name, k.owner_id as "ownerId", s.name as owner, k.shared, k.version from ${kind} k join staff_users s on s.id = k.owner_id
     where k.shared or k.owner_id = ?::uuid order by lower(k.name), k.id`,
    [me],
  );
  const same = usable.filter((one) => one.id === wanted || one.name.toLowerCase() === wanted);
  const begins = usable.filter((one) => wanted !== '' && one.name.toLowerCase().startsWith(wanted));
  const found = [same.filter((one) => one.ownerId === me), same, begins].find((list) => list.length > 0) ?? [];
  const [only] = found;
  const { one, list } = nouns[kind];
  if (only === undefined) {
    throw new AppError('not_found', {
      message: `${kind}: not found`,
      userMessage: `There is no ${one} “${text.trim()}” that you may use. To see them: ${list}`,
    });
  }
  if (found.length === 1) return only;
  const names = found.slice(0, 5).map((each) => `“${each.name}” of ${each.owner}`);
  throw new AppError('conflict', {
    message: `${kind}: several`,
    userMessage: `Several answer to “${text.trim()}”: ${names.join(', ')}. Choose one from: ${list}`,
  });
}
