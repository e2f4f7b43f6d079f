import { AppError, notFound } from '../errors.ts';
import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { PolicyPromise } from './rules-draft.types.ts';

/** Throws `not_found` when the calendar, a customer or a person that a policy names does not exist, and `invalid_input` for a person without access. */
export async function checkPromise(uow: TenantUnitOfWork, promise: PolicyPromise): Promise<void> {
  const calendars = await sqlRows(uow, 'select id from calendars where id = ?', [promise.calendarId]);
  if (calendars.length === 0) throw notFound('calendar', promise.calendarId);
  await checkCustomers(uow, [...new Set(promise.conditions.customerIds ?? [])]);
  await checkPeople(uow, [...new Set(namedPeople(promise))]);
}

async function checkCustomers(uow: TenantUnitOfWork, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const found = await sqlRows<{ id: string }>(uow, `select id from customers where id in (${listMarks(ids)})`, ids);
  const missing = ids.find((id) => !found.some((one) => one.id === id));
  if (missing !== undefined) throw notFound('customer', missing);
}

async function checkPeople(uow: TenantUnitOfWork, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const found = await sqlRows<{ id: string; name: string; active: boolean }>(
    uow,
    `select id, name, active from staff_users where id in (${listMarks(ids)})`,
    ids,
  );
  const missing = ids.find((id) => !found.some((one) => one.id === id));
  if (missing !== undefined) throw notFound('member of staff', missing);
  const gone = found.find((one) => !one.active);
  if (gone === undefined) return;
  throw new AppError('invalid_input', {
    message: 'escalation step names somebody without access',
    userMessage: `Nothing was saved: ${gone.name} has no access any more and cannot be told. Name somebody else.`,
  });
}

function namedPeople({ steps }: PolicyPromise): string[] {
  const targets = steps.flatMap((step) => (step.act === 'notify' ? step.whom : step.act === 'reassign' ? [step.to] : []));
  return targets.flatMap((target) => (target.kind === 'user' ? [target.userId] : []));
}
