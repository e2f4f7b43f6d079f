import { AppError, notFound } from '../errors.ts';
import type { PromptVersionId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type PromptVersionRow, promptVersionColumns, readPromptVersion } from './prompt-version-row.rules.ts';
import { type PromptKind, type PromptVersionView, promptKinds } from './prompts.types.ts';

/** Which version: by its id, by its number within a kind, or the one of a kind that is in use (the company's own release, else the system's). */
export type WantedVersion = { id: PromptVersionId } | { kind: PromptKind; number: number | 'in_use' };

/** A version of this company. Throws `not_found`, and `not_configured` when nothing of the kind is released. */
export async function loadPromptVersion(uow: TenantUnitOfWork, wanted: WantedVersion): Promise<PromptVersionView> {
  const select = `select ${promptVersionColumns} from prompt_versions v`;
  if ('id' in wanted) {
    const [row] = await sqlRows<PromptVersionRow>(uow, `${select} where v.tenant_id = ? and v.id = ?`, [uow.tenantId, wanted.id]);
    if (row === undefined) throw notFound('version of a prompt', wanted.id);
    return readPromptVersion(row);
  }
  const { kind, number } = wanted;
  if (!promptKinds.includes(kind)) throw notFound('kind of prompt', kind);
  if (number !== 'in_use') {
    const sql = `${select} where v.tenant_id = ? and v.kind = ? and v.number = ?`;
    const [row] = await sqlRows<PromptVersionRow>(uow, sql, [uow.tenantId, kind, number]);
    if (row === undefined) throw notFound('version of this prompt', `${kind} ${number}`);
    return readPromptVersion(row);
  }
  const sql = `${select} join prompt_releases r on r.tenant_id = v.tenant_id and r.version_id = v.id
    where r.tenant_id = ? and r.kind = ? and r.scope in ('tenant', 'system') order by r.scope = 'tenant' desc limit 1`;
  const [row] = await sqlRows<PromptVersionRow>(uow, sql, [uow.tenantId, kind]);
  if (row === undefined) throw nothingReleased(kind);
  return readPromptVersion(row);
}

function nothingReleased(kind: PromptKind): AppError {
  return new AppError('not_configured', {
    message: `no prompt released: ${kind}`,
    userMessage: `No version of the prompt ${kind} is released, so no model is asked. Publish one: prompt publish ${kind} NUMBER.`,
  });
}
