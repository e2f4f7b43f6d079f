import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { ensureShippedPrompt } from './ensure-shipped-prompt.ts';
import { drawsArm } from './prompt-hash.rules.ts';
import type { PromptVersionRow } from './prompt-version-row.rules.ts';
import { promptVersionColumns, readPromptVersion } from './prompt-version-row.rules.ts';
import type { PromptKind, ReleaseScope, ResolvedPrompt } from './prompts.types.ts';

type Row = PromptVersionRow & { scope: ReleaseScope; percent: number | null; seed: string | null };

/**
 * The version that a call is made with: the experiment's for the share of draw keys that its seed draws, else the company's own release, else the system's. `drawKey`
 * is what must always draw the same (a ticket, else the job). Null when nothing is released: the feature says “not configured” and works without a model.
 */
export async function resolvePrompt(uow: TenantUnitOfWork, kind: PromptKind, drawKey: string): Promise<ResolvedPrompt | null> {
  await ensureShippedPrompt(uow, kind);
  const sql = `select r.scope, r.percent, r.seed, ${promptVersionColumns} from prompt_releases r
    join prompt_versions v on v.tenant_id = r.tenant_id and v.id = r.version_id where r.tenant_id = ? and r.kind = ?`;
  const rows = await sqlRows<Row>(uow, sql, [uow.tenantId, kind]);
  const arm = rows.find(({ scope }) => scope === 'arm');
  const base = rows.find(({ scope }) => scope === 'tenant') ?? rows.find(({ scope }) => scope === 'system');
  if (arm?.seed && arm.percent !== null && drawsArm(arm.seed, drawKey, arm.percent))
    return { ...readPromptVersion(arm), scope: 'arm', arm: 'B' };
  if (base === undefined) return null;
  return { ...readPromptVersion(base), scope: base.scope, arm: arm === undefined ? null : 'A' };
}
