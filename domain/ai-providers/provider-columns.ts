import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Provider } from './ai-providers.types.ts';

const columns = `id, name, kind, base_url as "baseUrl", api_key as "sealedKey", model, style, structured, streams, refused,
  max_input_tokens as "maxInputTokens", max_output_tokens as "maxOutputTokens", prices, region`;

/** Providers as calls use them, the key still sealed. `where` and `params` choose the rows; they are never what a person wrote. */
export async function providerColumns(uow: TenantUnitOfWork, where: string, params: readonly unknown[] = []): Promise<Provider[]> {
  return sqlRows<Provider>(uow, `select ${columns} from ai_providers where ${where}`, params);
}
