import { AppError } from '../../domain/errors.ts';
import type { StaffUserId } from '../../domain/ids.types.ts';
import { findStaff } from '../../domain/people/find-staff.ts';
import type { Card, Json } from '../cards/card.types.ts';
import { makeCard } from '../cards/make-card.rules.ts';
import { action, bold, muted, row } from '../cards/spans.rules.ts';
import type { OperationContext } from './operation.ts';

/** A colleague, or the asker. */
export type NamedPerson = { id: StaffUserId; name: string; isAsker: boolean };

/**
 * Runs `work` with the active member of staff that `args[key]` names: nothing and “me” are the asker. Several that fit are answered by a list to choose from, whose
 * buttons repeat the same call. Throws `not_found`.
 */
export async function withPerson<Key extends string, Args extends { [K in Key]?: string | undefined }>(
  ctx: OperationContext,
  op: string,
  args: Args,
  key: Key,
  work: (person: NamedPerson) => Promise<Card>,
): Promise<Card> {
  const said = args[key] ?? 'me';
  if (/^(me|myself|my|i)$/i.test(said)) return work({ id: ctx.asker.userId, name: ctx.asker.name, isAsker: true });
  const people = await findStaff(ctx.uow, said);
  const [only] = people;
  if (only === undefined) throw nobody(said);
  if (people.length === 1) return work({ id: only.id, name: only.name, isAsker: only.id === ctx.asker.userId });
  return makeCard('choice', `${people.length} people answer to “${said}”. Who is meant?`, {
    rows: people.map((person) =>
      row(
        [bold(person.name), muted(` ${person.email}`)],
        [],
        [action('This one', op, { ...(args as Record<string, Json>), [key]: person.email })],
      ),
    ),
  });
}

/** Nobody of that name; also for callers that look somebody up themselves. */
export function nobody(said: string): AppError {
  return new AppError('not_found', {
    message: 'no active member of staff of that name',
    userMessage: `Nobody active on your staff answers to “${said}”. Write a name, an address, or me.`,
  });
}
