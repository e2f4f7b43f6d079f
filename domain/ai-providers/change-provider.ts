import type { z } from 'zod';
import type { KeyRing } from '../../storage/key-ring.ts';
import { AppError } from '../errors.ts';
import type { AiProviderId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type PriceTable, type Provider, providerKeyContext } from './ai-providers.types.ts';
import { findProvider } from './find-provider.ts';
import { loadProvider } from './load-provider.ts';
import { providerChangesSchema } from './provider-input.rules.ts';

/** What to change; what is left out stays. Prices that are given replace all prices. */
export type ProviderChanges = z.input<typeof providerChangesSchema>;

/**
 * Changes a provider. A stored key never goes to a server it was not entered for: another host needs the key again. Another address or model is not tested yet, so
 * what a test found and what was learned is forgotten. Throws `not_found`, `invalid_input`, and `conflict` when the name is taken.
 */
export async function changeProvider(
  uow: TenantUnitOfWork,
  name: string,
  changes: ProviderChanges,
  keyRing: Pick<KeyRing, 'seal'>,
): Promise<{ id: AiProviderId }> {
  const input = parseInput(providerChangesSchema, changes);
  const line = await findProvider(uow, name);
  const old = await loadProvider(uow, line.id);
  await assertNameFree(uow, line.id, input.name ?? line.name);
  const next = { ...old, ...defined(input), prices: (input.prices ?? old.prices) as PriceTable };
  await sqlRun(
    uow,
    `update ai_providers set name = ?, base_url = ?, api_key = ?, model = ?, region = ?, max_input_tokens = ?, max_output_tokens = ?, prices = ?::jsonb, updated_at = ?
      where id = ?`,
    [
      next.name,
      next.baseUrl,
      sealedKey(old, next.baseUrl, input.key, keyRing),
      next.model,
      next.region,
      next.maxInputTokens,
      next.maxOutputTokens,
      JSON.stringify(next.prices),
      uow.now,
      line.id,
    ],
  );
  if (next.baseUrl !== old.baseUrl || next.model !== old.model) await forgetTest(uow, line.id);
  return { id: line.id };
}

function defined<T extends object>(input: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };
}

function sealedKey(old: Provider, baseUrl: string, key: string | null | undefined, keyRing: Pick<KeyRing, 'seal'>): string | null {
  if (key === null && old.kind !== 'compatible') throw refused('is missing: only servers of your own may go without one');
  if (key === null) return null;
  if (key !== undefined) return keyRing.seal(key, providerKeyContext(old.id));
  if (old.sealedKey !== null && new URL(baseUrl).origin !== new URL(old.baseUrl).origin) {
    throw refused('was entered for another server, so enter it again');
  }
  return old.sealedKey;
}

function refused(why: string): AppError {
  return new AppError('invalid_input', { message: `provider key ${why}`, userMessage: `Nothing was changed: the key ${why}.` });
}

async function assertNameFree(uow: TenantUnitOfWork, id: AiProviderId, name: string): Promise<void> {
  const taken = await sqlRows(uow, 'select id from ai_providers where lower(name) = lower(?) and id <> ?', [name, id]);
  if (taken.length === 0) return;
  throw new AppError('conflict', {
    message: 'provider name is taken',
    userMessage: `Nothing was changed: there is a provider “${name}” already. Choose another name.`,
  });
}

async function forgetTest(uow: TenantUnitOfWork, id: AiProviderId): Promise<void> {
  await sqlRun(
    uow,
    "update ai_providers set style = null, structured = null, streams = null, refused = '[]', tested_at = null, test = null where id = ?",
    [id],
  );
}
