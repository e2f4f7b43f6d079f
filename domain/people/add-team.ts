import { z } from 'zod';
import { type TeamStrategy, teamStrategies } from '../assignment/assignment.types.ts';
import { AppError } from '../errors.ts';
import { newId, type TeamId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { teamName } from './team-input.rules.ts';

const inputSchema = z.object({ name: teamName, strategy: z.enum(teamStrategies).nullable() });

/** Adds a team. Throws `invalid_input`, and `conflict` when there is, or was, a team of that name. */
export async function addTeam(
  uow: TenantUnitOfWork,
  name: string,
  strategy: TeamStrategy | null = null,
): Promise<{ id: TeamId; name: string }> {
  const input = parseInput(inputSchema, { name, strategy });
  const rows = await sqlRows<{ id: TeamId }>(
    uow,
    `insert into teams (tenant_id, id, name, strategy, created_at) values (?, ?, ?, ?, ?)
     on conflict (tenant_id, lower(name)) do nothing returning id`,
    [uow.tenantId, newId<TeamId>(), input.name, input.strategy, uow.now],
  );
  const [team] = rows;
  if (team !== undefined) return { id: team.id, name: input.name };
  throw new AppError('conflict', {
    message: 'a team of this name exists',
    userMessage: `There is a team “${input.name}” already, or was one. To use it again: team on ${input.name}`,
  });
}
