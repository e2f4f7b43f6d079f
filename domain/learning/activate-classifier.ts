import { notFound } from '../errors.ts';
import type { ClassifierId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { LabelTarget } from './learning.types.ts';
import { lockTarget } from './lock-target.ts';

/** Puts a classifier in use in place of the one that is, which is kept as retired. Throws `not_found`. */
export async function activateClassifier(uow: TenantUnitOfWork, id: ClassifierId): Promise<void> {
  const [row] = await sqlRows<{ target: LabelTarget }>(uow, 'select target from ai_classifiers where id = ?', [id]);
  if (row === undefined) throw notFound('classifier', id);
  await lockTarget(uow, row.target);
  await sqlRun(uow, `update ai_classifiers set state = 'retired' where target = ? and state = 'active' and id <> ?`, [row.target, id]);
  await sqlRun(uow, `update ai_classifiers set state = 'active', activated_at = ? where id = ? and state <> 'active'`, [uow.now, id]);
}
