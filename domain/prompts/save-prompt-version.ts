import { newId, type PromptVersionId, type StaffUserId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { ensureShippedPrompt } from './ensure-shipped-prompt.ts';
import { loadPromptVersion } from './load-prompt-version.ts';
import { lockPromptKind } from './lock-prompt-kind.ts';
import { promptHash } from './prompt-hash.rules.ts';
import { variablesOf } from './prompt-kinds.rules.ts';
import { checkPromptTexts, type PromptTexts, tidyPromptTexts } from './prompt-text.rules.ts';
import type { PromptKind, PromptVersionView } from './prompts.types.ts';

/** `basedOn`: number of the version that was edited. */
export type NewPromptVersion = PromptTexts & { kind: PromptKind; note?: string; basedOn?: number };

/**
 * Writes a version of the company's own; it is in use only when it is published. Texts that are a version already are that version (`isNew` false). Throws
 * `invalid_input` naming everything that is wrong with them.
 */
export async function savePromptVersion(
  uow: TenantUnitOfWork,
  wanted: NewPromptVersion,
  by: StaffUserId | null,
): Promise<{ version: PromptVersionView; isNew: boolean }> {
  const texts = tidyPromptTexts(wanted);
  checkPromptTexts(wanted.kind, variablesOf(wanted.kind), texts);
  await ensureShippedPrompt(uow, wanted.kind);
  await lockPromptKind(uow, wanted.kind);
  const hash = promptHash(texts);
  const same = 'select id from prompt_versions where tenant_id = ? and kind = ? and content_hash = ? order by number desc limit 1';
  const [known] = await sqlRows<{ id: PromptVersionId }>(uow, same, [uow.tenantId, wanted.kind, hash]);
  if (known !== undefined) return { version: await loadPromptVersion(uow, { id: known.id }), isNew: false };
  const base = wanted.basedOn === undefined ? null : (await loadPromptVersion(uow, { kind: wanted.kind, number: wanted.basedOn })).id;
  const id = newId<PromptVersionId>();
  const sql = `insert into prompt_versions
      (tenant_id, id, kind, number, origin, system_text, data_text, parameters, content_hash, based_on, note, author_id, created_at)
    select ?, ?, ?, coalesce(max(number), 0) + 1, 'tenant', ?, ?, ?::jsonb, ?, ?, ?, ?, ? from prompt_versions where tenant_id = ? and kind = ?`;
  const written = [
    texts.systemText,
    texts.dataText,
    JSON.stringify(texts.parameters),
    hash,
    base,
    (wanted.note ?? '').slice(0, 500),
    by,
    uow.now,
  ];
  await sqlRun(uow, sql, [uow.tenantId, id, wanted.kind, ...written, uow.tenantId, wanted.kind]);
  return { version: await loadPromptVersion(uow, { id }), isNew: true };
}
