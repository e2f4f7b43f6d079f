import type { AiProviderId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ConnectionTest, Provider } from './ai-providers.types.ts';

/** One provider as lists show it: whether a key is set, never the key, not even sealed. */
export type ProviderLine = Omit<Provider, 'sealedKey'> & {
  id: AiProviderId;
  key: 'set' | 'not set';
  state: 'active' | 'off';
  isDefault: boolean;
  testedAt: Date | null;
  test: ConnectionTest | null;
};

type Row = Omit<ProviderLine, 'testedAt'> & { testedAt: string | Date | null };

/** All providers of the tenant by name. */
export async function listProviders(uow: TenantUnitOfWork): Promise<ProviderLine[]> {
  const rows = await sqlRows<Row>(
    uow,
    `select id, name, kind, base_url as "baseUrl", case when api_key is null then 'not set' else 'set' end as key, model, style, structured, streams, refused,
       max_input_tokens as "maxInputTokens", max_output_tokens as "maxOutputTokens", prices, region, state, is_default as "isDefault", tested_at as "testedAt", test
     from ai_providers order by lower(name)`,
  );
  return rows.map((row) => ({ ...row, testedAt: row.testedAt === null ? null : new Date(row.testedAt) }));
}
