import { AppError } from '../errors.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { TeamHead } from './team.types.ts';

/**
 * The team of that name or id, whatever its case, or the only one whose name begins like that. Throws `not_found` naming the teams there are. Teams
 * that are no longer active are found only by their whole name and with `inactiveToo`.
 */
export async function findTeam(uow: TenantUnitOfWork, text: string, inactiveToo = false): Promise<TeamHead> {
  const wanted = text.trim().toLowerCase();
  const teams = await sqlRows<TeamHead>(uow, 'select id, name, strategy, active from teams order by lower(name)');
  const seen = teams.filter((team) => team.active || inactiveToo);
  const exact = seen.find((team) => team.name.toLowerCase() === wanted || team.id === wanted);
  if (exact !== undefined) return exact;
  const [only, second] = seen.filter((team) => team.active && wanted !== '' && team.name.toLowerCase().startsWith(wanted));
  if (only !== undefined && second === undefined) return only;
  const names = seen.filter((team) => team.active).map((team) => team.name);
  throw new AppError('not_found', {
    message: 'team not found',
    userMessage: `There is no team “${text.trim()}”. ${names.length === 0 ? 'There are no teams yet; an admin or manager adds one with: team add NAME' : `There are: ${names.slice(0, 20).join(', ')}.`}`,
    details: { near: names.slice(0, 20) },
  });
}
