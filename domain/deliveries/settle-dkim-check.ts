import { notFound } from '../errors.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { DkimState } from './dkim.types.ts';

/**
 * Writes down what a look into DNS gave. A key whose record stands there becomes the one that signs its domain's mails from now on; the one before is retired and signs
 * only what was queued under it, so its record should stay for a week. A record that is gone or wrong stops its key: an unverifiable signature helps nobody. `problem` null:
 * all is well. Throws `not_found`.
 */
export async function settleDkimCheck(uow: TenantUnitOfWork, id: string, problem: string | null): Promise<DkimState> {
  const [key] = await sqlRows<{ domain: string; state: DkimState }>(uow, 'select domain, state from dkim_keys where id = ? for update', [
    id,
  ]);
  if (key === undefined) throw notFound('key', id);
  if (problem === null) {
    await sqlRun(uow, "update dkim_keys set state = 'retired' where domain = ? and state = 'active' and id <> ?", [key.domain, id]);
  }
  const failed = key.state === 'active' ? 'unpublished' : key.state;
  const state: DkimState = problem === null ? 'active' : failed;
  await sqlRun(uow, 'update dkim_keys set state = ?, checked_at = ?, last_problem = ? where id = ?', [state, uow.now, problem, id]);
  return state;
}
