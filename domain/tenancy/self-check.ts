import type { Database } from '../database/orm.ts';
import { lookupRole } from '../database/row-security.ts';
import { AppError } from '../errors.ts';

const roleSql = `
select current_user as name, r.rolsuper, r.rolbypassrls, pg_has_role(current_user, '${lookupRole}', 'member') as looks_across,
  exists (select 1 from pg_class c where c.relowner = r.oid) as owns
from pg_roles r where r.rolname = current_user`;

const tableSql = `
select c.relname as name, c.relrowsecurity, c.relforcerowsecurity,
  exists (
    select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant_isolation' and p.polcmd = '*' and p.polpermissive
      and pg_get_expr(p.polqual, p.polrelid) like '%app.tenant_id%' and pg_get_expr(p.polwithcheck, p.polrelid) like '%app.tenant_id%'
  ) as has_policy,
  (select count(*)::int from pg_policy p where p.polrelid = c.oid and p.polname <> 'tenant_isolation'
    and (p.polroles = '{0}' or exists (select 1 from unnest(p.polroles) as o(oid) where pg_has_role(current_user, o.oid, 'usage')))) as extra_policies
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and c.relkind in ('r', 'p')
  and (c.relname = 'tenants' or exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped))`;

type RoleRow = { name: string; rolsuper: boolean; rolbypassrls: boolean; looks_across: boolean; owns: boolean };
type TableRow = { name: string; relrowsecurity: boolean; relforcerowsecurity: boolean; has_policy: boolean; extra_policies: number };

/**
 * What is wrong with tenant isolation in this database, in words; empty when all is well. Checks the connected role (no superuser, no
 * BYPASSRLS, owns nothing, not a member of the look-up role) and every table with a tenant (row security on, forced, its one policy there).
 */
export async function isolationFaults(database: Database): Promise<string[]> {
  const connection = database.em.getConnection();
  const [role] = (await connection.execute(roleSql, [], 'all')) as RoleRow[];
  const tables = (await connection.execute(tableSql, [], 'all')) as TableRow[];
  const faults = role === undefined ? ['the database role cannot be read'] : roleFaults(role);
  if (tables.length === 0) faults.push('no table with a tenant was found: run `deskhand migrate` first');
  return [...faults, ...tables.flatMap(tableFaults)];
}

/** Throws `not_configured` and names every fault. Called before any role starts. */
export async function assertIsolated(database: Database): Promise<void> {
  const faults = await isolationFaults(database);
  if (faults.length === 0) return;
  throw new AppError('not_configured', {
    message: `tenant isolation is broken: ${faults.join('; ')}`,
    userMessage: `Deskhand will not start because tenants would not be isolated: ${faults.join('; ')}.`,
    details: { faults },
  });
}

function roleFaults(role: RoleRow): string[] {
  const faults: string[] = [];
  if (role.rolsuper) faults.push(`role ${role.name} is a superuser`);
  if (role.rolbypassrls) faults.push(`role ${role.name} may bypass row security`);
  if (role.owns) faults.push(`role ${role.name} owns tables`);
  if (role.looks_across) faults.push(`role ${role.name} is a member of ${lookupRole}`);
  return faults;
}

function tableFaults(table: TableRow): string[] {
  const faults: string[] = [];
  if (!table.relrowsecurity) faults.push(`table ${table.name} has row security switched off`);
  if (!table.relforcerowsecurity) faults.push(`table ${table.name} does not force row security`);
  if (!table.has_policy) faults.push(`table ${table.name} lacks its tenant policy`);
  if (table.extra_policies > 0) faults.push(`table ${table.name} has a further policy that applies to the application role`);
  return faults;
}
