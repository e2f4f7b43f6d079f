import { newId, type PromptVersionId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockPromptKind } from './lock-prompt-kind.ts';
import { movePromptPointer } from './move-prompt-pointer.ts';
import { promptHash } from './prompt-hash.rules.ts';
import type { PromptKind } from './prompts.types.ts';
import type { ShippedPrompt } from './shipped-prompt.types.ts';
import { shippedPrompts } from './shipped-prompts.rules.ts';

/**
 * Writes the version that this release of the software ships, once for each text, and moves the system's pointer to it. A company's own release is not touched. A
 * pointer that somebody took away stays away until a new text is shipped. Returns the shipped version's id.
 */
export async function ensureShippedPrompt(
  uow: TenantUnitOfWork,
  kind: PromptKind,
  shipped: ShippedPrompt = shippedPrompts[kind],
): Promise<PromptVersionId> {
  const hash = promptHash(shipped);
  const known = await findShipped(uow, kind, hash);
  if (known !== null && isSettled(known)) return known.id;
  await lockPromptKind(uow, kind);
  // Whoever asked at the same time may have done it meanwhile.
  const meanwhile = await findShipped(uow, kind, hash);
  if (meanwhile !== null && isSettled(meanwhile)) return meanwhile.id;
  const id = meanwhile?.id ?? (await insertShipped(uow, shipped, hash));
  await movePromptPointer(uow, { kind, scope: 'system', versionId: id, runId: null, percent: null, seed: null, note: 'shipped', by: null });
  return id;
}

type Shipped = { id: PromptVersionId; pointed: string | null };

function isSettled({ id, pointed }: Shipped): boolean {
  return pointed === id || pointed === null;
}

async function findShipped(uow: TenantUnitOfWork, kind: PromptKind, hash: string): Promise<Shipped | null> {
  const sql = `select v.id, r.version_id as pointed from prompt_versions v
    left join prompt_releases r on r.tenant_id = v.tenant_id and r.kind = v.kind and r.scope = 'system'
    where v.tenant_id = ? and v.kind = ? and v.content_hash = ? and v.origin = 'shipped'`;
  const [row] = await sqlRows<Shipped>(uow, sql, [uow.tenantId, kind, hash]);
  return row ?? null;
}

async function insertShipped(uow: TenantUnitOfWork, shipped: ShippedPrompt, hash: string): Promise<PromptVersionId> {
  const id = newId<PromptVersionId>();
  const sql = `insert into prompt_versions (tenant_id, id, kind, number, origin, system_text, data_text, parameters, content_hash, created_at)
    select ?, ?, ?, coalesce(max(number), 0) + 1, 'shipped', ?, ?, ?::jsonb, ?, ? from prompt_versions where tenant_id = ? and kind = ?`;
  const texts = [shipped.systemText, shipped.dataText, JSON.stringify(shipped.parameters), hash, uow.now];
  await sqlRun(uow, sql, [uow.tenantId, id, shipped.kind, ...texts, uow.tenantId, shipped.kind]);
  return id;
}
