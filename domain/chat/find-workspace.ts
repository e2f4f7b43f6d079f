import { AppError } from '../errors.ts';
import type { InstallationId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** What a person says of a workspace: its name or id, or nothing. `channel` is looked for in the workspaces where it is known. */
export type WorkspaceWish = { named: string | null; channel: string };

type Row = { id: InstallationId; name: string; external: string; knows: boolean };

/**
 * The connected workspace that is meant: the one of that name or id, else the only one that knows the channel, else the only one there is. Throws `not_found` when
 * none is connected or none is called that, and `invalid_input` naming them when it could be several.
 */
export async function findWorkspace(uow: TenantUnitOfWork, { named, channel }: WorkspaceWish): Promise<InstallationId> {
  const all = await sqlRows<Row>(
    uow,
    `select i.id, i.name, i.external_id as external, exists (select 1 from chat_channels c where c.installation_id = i.id and c.external_id = ?) as knows
     from chat_installations i where i.state = 'active' order by i.installed_at, i.id`,
    [channel],
  );
  const wanted = named?.toLowerCase() ?? null;
  const fit =
    wanted === null ? all : all.filter(({ id, name, external }) => [id, name, external].some((text) => text.toLowerCase() === wanted));
  const known = fit.filter(({ knows }) => knows);
  const [only, second] = known.length === 1 ? known : fit;
  if (only !== undefined && second === undefined) return only.id;
  throw only === undefined ? noWorkspace(named, all) : several(fit);
}

function noWorkspace(named: string | null, all: Row[]): AppError {
  const names = all.map(({ name }) => name).join(', ');
  return new AppError('not_found', {
    message: 'workspace not found',
    userMessage:
      named === null || all.length === 0
        ? 'No workspace is connected. An admin connects one on the page of connections.'
        : `No connected workspace is called “${named}”. There are: ${names}.`,
  });
}

function several(fit: Row[]): AppError {
  const names = fit.map(({ name }) => name);
  return new AppError('invalid_input', {
    message: 'several workspaces',
    userMessage: `Nothing was done: ${names.length} workspaces are connected (${names.join(', ')}). Say which, for example: channel C0123ABC in "${names[0]}" alerts on.`,
    details: { near: names },
  });
}
