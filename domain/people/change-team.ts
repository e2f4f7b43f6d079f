import { z } from 'zod';
import { teamStrategies } from '../assignment/assignment.types.ts';
import { AppError, notFound } from '../errors.ts';
import type { TeamId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { TeamHead } from './team.types.ts';
import { teamName } from './team-input.rules.ts';

const changesSchema = z
  .object({ name: teamName, strategy: z.enum(teamStrategies).nullable(), active: z.boolean() })
  .partial()
  .strict();
/** What to change; what is left out stays. */
export type TeamChanges = z.input<typeof changesSchema>;

/**
 * Renames a team, sets who gets what is given to it, or puts it out of use (its tickets keep it, nothing new is given to it). Throws `invalid_input`,
 * `not_found`, and `conflict` for a name that is taken.
 */
export async function changeTeam(uow: TenantUnitOfWork, id: TeamId, changes: TeamChanges): Promise<TeamHead> {
  const input = parseInput(changesSchema, changes);
  const [team] = await sqlRows<TeamHead>(uow, 'select id, name, strategy, active from teams where id = ? for update', [id]);
  if (team === undefined) throw notFound('team', id);
  const after = { ...team, ...input } as TeamHead;
  const taken = await sqlRows(uow, 'select 1 from teams where lower(name) = lower(?) and id <> ?', [after.name, id]);
  if (taken.length > 0) throw nameTaken(after.name);
  await sqlRows(uow, 'update teams set name = ?, strategy = ?, active = ? where id = ?', [after.name, after.strategy, after.active, id]);
  return after;
}

function nameTaken(name: string): AppError {
  return new AppError('conflict', {
    message: 'a team of this name exists',
    userMessage: `Nothing was changed: there is a team “${name}” already. Choose another name.`,
  });
}
