import { AppError } from '../errors.ts';
import type { ClassifierId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { activateClassifier } from './activate-classifier.ts';
import type { LabelTarget } from './learning.types.ts';
import { lockTarget } from './lock-target.ts';

/**
 * Takes the classifier in use out of it, for good: it is marked as refused, so that a later rollback does not bring it back. The one that was in use before it takes its
 * place; where there was none, the rules do (`to` is null). Throws `conflict` when none is in use.
 */
export async function rollBackClassifier(uow: TenantUnitOfWork, target: LabelTarget): Promise<{ from: number; to: number | null }> {
  await lockTarget(uow, target);
  const [active] = await sqlRows<{ id: ClassifierId; number: number }>(
    uow,
    `select id, number from ai_classifiers where target = ? and state = 'active'`,
    [target],
  );
  if (active === undefined)
    throw new AppError('conflict', {
      message: 'no classifier to roll back',
      userMessage: `No learned classifier for the ${target} is in use, so there is nothing to go back from.`,
    });
  const [before] = await sqlRows<{ id: ClassifierId; number: number }>(
    uow,
    `select id, number from ai_classifiers where target = ? and state = 'retired' order by activated_at desc nulls last, number desc limit 1`,
    [target],
  );
  await sqlRun(uow, `update ai_classifiers set state = 'refused' where id = ?`, [active.id]);
  if (before !== undefined) await activateClassifier(uow, before.id);
  return { from: active.number, to: before?.number ?? null };
}
