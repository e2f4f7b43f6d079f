import { loadAssignee } from '../assignment/load-assignee.ts';
import { AppError } from '../errors.ts';
import type { StaffUserId, TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { keepNextAction } from './keep-next-action.ts';
import { loadNextAction } from './load-next-action.ts';
import { lockTicket } from './lock-ticket.ts';
import type { NextAction } from './next-action.rules.ts';
import type { NextActionState } from './next-action.types.ts';
import { recordEvent } from './record-event.ts';
import { wakeTicket } from './wake-ticket.ts';

/** What a person sets; what is missing stays. `dueAt` null gives the due time back to the rule. `owner` null is the assignee. */
export type WantedAction = {
  text?: string;
  state?: NextActionState;
  dueAt?: Date | null;
  owner?: StaffUserId | null;
  excluded?: boolean;
  isPublic?: boolean;
};

/** Longest text, in UTF-16 units. */
export const longestAction = 500;

/**
 * Sets what has to be done next on a ticket (`domain.md` 3.14). Another text puts the former one into the history and takes its state, exclusion and publication
 * with it; a change of its state alone does not. A due
 * time that is set by hand stays; otherwise it is the working time of the priority from now. Throws `invalid_input`, `conflict` when the ticket is over,
 * merged or not at `seenVersion` any more, `not_found`.
 */
export async function setNextAction(
  uow: TenantUnitOfWork,
  id: TicketId,
  wanted: WantedAction,
  seenVersion: number | null = null,
): Promise<{ number: string; action: NextAction & { owner: string | null }; version: number }> {
  const ticket = await lockTicket(uow, id, seenVersion);
  const before = await loadNextAction(uow, id);
  if (before === null) throw over(ticket.number);
  assertWanted(uow, wanted);
  if (wanted.owner !== undefined && wanted.owner !== null) await loadAssignee(uow, wanted.owner);
  const text = wanted.text?.trim() ?? (before.isDefault ? null : before.text);
  const renewed = wanted.text !== undefined && text !== (before.isDefault ? null : before.text);
  if (renewed && !before.isDefault) await keepNextAction(uow, id, { ...before, setAt: null, how: 'replaced', answer: null });
  const state = await write(uow, id, before, wanted, { text, renewed });
  const after = await loadNextAction(uow, id);
  if (after === null) throw over(ticket.number);
  await recordEvent(uow, id, 'next_action_set', {
    state,
    excluded: after.excluded,
    how: 'set',
    dueAt: after.dueAt.toISOString(),
    ownerId: after.ownerId,
  });
  await wakeTicket(uow, id);
  return { number: ticket.number, action: after, version: ticket.version + 1 };
}

async function write(
  uow: TenantUnitOfWork,
  id: TicketId,
  before: NextAction,
  wanted: WantedAction,
  { text, renewed }: { text: string | null; renewed: boolean },
): Promise<NextActionState | null> {
  const manual = wanted.dueAt === undefined ? before.dueIsManual && !renewed : wanted.dueAt !== null;
  const dueAt = manual ? (wanted.dueAt ?? before.dueAt) : null;
  const fresh = renewed || wanted.state !== undefined;
  const [row] = await sqlRows<{ state: NextActionState | null }>(
    uow,
    `update tickets set next_action = ?, next_action_state = case when ? then ?::text else next_action_state end,
       next_action_due_at = case when ? then ?::timestamptz when ? then null else next_action_due_at end, next_action_due_is_manual = ?,
       next_action_owner_id = case when ? then ?::uuid else next_action_owner_id end, next_action_excluded = ?, next_action_is_public = ?,
       next_action_updated_at = case when ? then ?::timestamptz else next_action_updated_at end,
       next_action_reminded_at = case when ? then null else next_action_reminded_at end, updated_at = ?, version = version + 1
     where id = ? returning next_action_state as state`,
    [
      text,
      fresh,
      wanted.state ?? 'other',
      manual,
      dueAt,
      fresh || wanted.dueAt === null,
      manual,
      wanted.owner !== undefined,
      wanted.owner ?? null,
      wanted.excluded ?? (before.excluded && !renewed),
      wanted.isPublic ?? (before.isPublic && !renewed),
      fresh,
      uow.now,
      fresh || wanted.dueAt !== undefined,
      uow.now,
      id,
    ],
  );
  return row?.state ?? null;
}

function assertWanted(uow: TenantUnitOfWork, { text, dueAt }: WantedAction): void {
  if (text !== undefined && text.trim() === '') throw refused('Write what has to be done next.');
  if (text !== undefined && text.length > longestAction) throw refused(`A next point of action has at most ${longestAction} characters.`);
  if (dueAt !== undefined && dueAt !== null && dueAt <= uow.now) throw refused('The due time must lie in the future.');
}

function refused(userMessage: string): AppError {
  return new AppError('invalid_input', { message: 'next action refused', userMessage });
}

function over(number: string): AppError {
  return new AppError('conflict', {
    message: 'ticket has no next action',
    userMessage: `${number} is over or marked as spam, so nothing is to be done next on it. Reopen it first: reopen ${number}`,
    details: { ticket: number },
  });
}
