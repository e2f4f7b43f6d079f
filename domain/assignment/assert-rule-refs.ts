import type { z } from 'zod';
import { notFound } from '../errors.ts';
import type { StaffUserId } from '../ids.types.ts';
import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { loadAssignee } from './load-assignee.ts';
import type { ruleSchema } from './rule-input.rules.ts';

/** Throws `not_found` or `invalid_input` unless everything a rule names is there and of use: the person may get tickets, the team is active. */
export async function assertRuleRefs(uow: TenantUnitOfWork, { conditions, result }: z.output<typeof ruleSchema>): Promise<void> {
  if (result.to === 'person') await loadAssignee(uow, result.userId as StaffUserId);
  else if (result.teamId !== null) await assertThere(uow, 'team', 'select id from teams where active and id in', [result.teamId]);
  await assertThere(uow, 'customer', 'select id from customers where id in', conditions.customerIds ?? []);
  await assertThere(uow, 'mailbox', 'select id from mailboxes where id in', conditions.mailboxIds ?? []);
  const calendarId = conditions.hours?.calendarId ?? null;
  await assertThere(uow, 'calendar', 'select id from calendars where id in', calendarId === null ? [] : [calendarId]);
}

async function assertThere(uow: TenantUnitOfWork, noun: string, sql: string, wanted: string[]): Promise<void> {
  if (wanted.length === 0) return;
  const found = await sqlRows<{ id: string }>(uow, `${sql} (${listMarks(wanted)})`, wanted);
  const missing = wanted.find((id) => !found.some((row) => row.id === id));
  if (missing !== undefined) throw notFound(noun, missing);
}
