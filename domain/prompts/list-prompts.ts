import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { ensureShippedPrompt } from './ensure-shipped-prompt.ts';
import type { PromptOverview, ScopeRelease } from './prompt-views.types.ts';
import { type PromptKind, promptKinds, type ReleaseScope } from './prompts.types.ts';

type ReleaseRow = {
  kind: PromptKind;
  scope: ReleaseScope;
  number: number;
  origin: 'shipped' | 'tenant';
  percent: number | null;
  released_at: string;
};
type CountRow = { kind: PromptKind; newest: number; cases: number };

/** Every kind of prompt with what is released in each scope; what this release of the software ships is there afterwards. */
export async function listPrompts(uow: TenantUnitOfWork): Promise<PromptOverview[]> {
  for (const kind of promptKinds) await ensureShippedPrompt(uow, kind);
  const releases = await sqlRows<ReleaseRow>(
    uow,
    `select r.kind, r.scope, v.number, v.origin, r.percent, r.released_at from prompt_releases r
      join prompt_versions v on v.tenant_id = r.tenant_id and v.id = r.version_id where r.tenant_id = ?`,
    [uow.tenantId],
  );
  const counts = await sqlRows<CountRow>(
    uow,
    `select v.kind, max(v.number)::int as newest,
        (select count(*)::int from prompt_cases c where c.tenant_id = v.tenant_id and c.kind = v.kind and c.removed_at is null) as cases
      from prompt_versions v where v.tenant_id = ? group by v.tenant_id, v.kind`,
    [uow.tenantId],
  );
  return promptKinds.map((kind) => overview(kind, releases, counts));
}

function overview(kind: PromptKind, releases: ReleaseRow[], counts: CountRow[]): PromptOverview {
  const inScope = (scope: ReleaseScope): ScopeRelease | null => {
    const row = releases.find((one) => one.kind === kind && one.scope === scope);
    if (row === undefined) return null;
    return { number: row.number, origin: row.origin, percent: row.percent, releasedAt: new Date(row.released_at) };
  };
  const [system, tenant, arm] = [inScope('system'), inScope('tenant'), inScope('arm')];
  const count = counts.find((one) => one.kind === kind);
  const systemIsNewer = system !== null && tenant !== null && system.number > tenant.number;
  return { kind, system, tenant, arm, newest: count?.newest ?? 0, cases: count?.cases ?? 0, systemIsNewer };
}
