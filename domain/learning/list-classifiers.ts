import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type ClassifierView, classifierColumns, classifierView } from './classifier-view.rules.ts';
import type { LabelTarget } from './learning.types.ts';

/** The classifiers of a target, newest first, at most so many. */
export async function listClassifiers(uow: TenantUnitOfWork, target: LabelTarget, limit = 20): Promise<ClassifierView[]> {
  const rows = await sqlRows<ClassifierView>(
    uow,
    `select ${classifierColumns} from ai_classifiers c left join staff_users s on s.id = c.trained_by where c.target = ? order by c.number desc limit ?`,
    [target, limit],
  );
  return rows.map(classifierView);
}
