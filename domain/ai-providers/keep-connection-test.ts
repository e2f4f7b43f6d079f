import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ConnectionTest, Provider } from './ai-providers.types.ts';

/**
 * Keeps what a connection test found. A good one sets how the provider is called from now on; a failed one leaves that as it was. false: address or model were
 * changed since it began, so it says nothing about the provider and is not kept.
 */
export async function keepConnectionTest(
  uow: TenantUnitOfWork,
  tested: Pick<Provider, 'id' | 'baseUrl' | 'model'>,
  test: ConnectionTest,
): Promise<boolean> {
  const found = test.ok
    ? {
        sql: 'style = ?, structured = ?, streams = ?, refused = ?::jsonb, ',
        values: [test.style, test.structured, test.streams, JSON.stringify(test.refused)],
      }
    : { sql: '', values: [] };
  const count = await sqlRun(
    uow,
    `update ai_providers set ${found.sql}tested_at = ?, test = ?::jsonb, updated_at = ? where id = ? and base_url = ? and model = ?`,
    [...found.values, uow.now, JSON.stringify(test), uow.now, tested.id, tested.baseUrl, tested.model],
  );
  return count > 0;
}
