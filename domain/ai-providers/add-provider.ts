import type { z } from 'zod';
import type { KeyRing } from '../../storage/key-ring.ts';
import { AppError } from '../errors.ts';
import { type AiProviderId, newId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { providerKeyContext } from './ai-providers.types.ts';
import { newProviderSchema } from './provider-input.rules.ts';

/** A provider as it is entered; the key in clear, sealed before it is stored. */
export type NewProvider = z.input<typeof newProviderSchema>;

/**
 * Adds a provider, switched on and not the default: nothing goes to it before `setDefaultProvider`. Throws `invalid_input` (an address that is not https, unless it
 * is near; a link-local one), and `conflict` when the name is taken.
 */
export async function addProvider(
  uow: TenantUnitOfWork,
  wanted: NewProvider,
  keyRing: Pick<KeyRing, 'seal'>,
): Promise<{ id: AiProviderId }> {
  const input = parseInput(newProviderSchema, wanted);
  const id = newId<AiProviderId>();
  const sealed = input.key === null ? null : keyRing.seal(input.key, providerKeyContext(id));
  const rows = await sqlRows(
    uow,
    `insert into ai_providers (tenant_id, id, name, kind, base_url, api_key, model, max_input_tokens, max_output_tokens, prices, region, created_at, updated_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?) on conflict (tenant_id, lower(name)) do nothing returning id`,
    [
      uow.tenantId,
      id,
      input.name,
      input.kind,
      input.baseUrl,
      sealed,
      input.model,
      input.maxInputTokens,
      input.maxOutputTokens,
      JSON.stringify(input.prices),
      input.region,
      uow.now,
      uow.now,
    ],
  );
  if (rows.length > 0) return { id };
  throw new AppError('conflict', {
    message: 'provider name is taken',
    userMessage: `Nothing was saved: there is a provider “${input.name}” already. Choose another name, or change that one.`,
  });
}
