import type { ClassifierId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { LabelTarget } from './learning.types.ts';

/** The classifier in use with its weights: loaded when its id changes, not for every text. */
export type ActiveClassifier = { id: ClassifierId; number: number; labels: number; weights: Uint8Array };

/** The classifier of the target in use; null when there is none; `known` without its weights when it is the one that the caller has already. */
export async function loadActiveClassifier(
  uow: TenantUnitOfWork,
  target: LabelTarget,
  known: ClassifierId | null = null,
): Promise<ActiveClassifier | 'known' | null> {
  const [row] = await sqlRows<{ id: ClassifierId; number: number; labels: number; weights: Buffer | null }>(
    uow,
    `select id, number, labels, case when id is distinct from ?::uuid then weights end as weights from ai_classifiers where target = ? and state = 'active'`,
    [known, target],
  );
  if (row === undefined) return null;
  return row.weights === null ? 'known' : { ...row, weights: row.weights };
}
