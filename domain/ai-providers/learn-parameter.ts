import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Provider, RefusedParameter } from './ai-providers.types.ts';
import { canBeLeftOut, withLearned } from './left-out.rules.ts';
import { providerColumns } from './provider-columns.ts';

/** The provider that was asked. */
export type AskedProvider = Pick<Provider, 'id' | 'baseUrl' | 'model'>;

/**
 * Records what a server refused (`ModelAnswer.learned`) and returns the provider as the next try must use it. Something that a call cannot do without is not recorded.
 * null, and nothing is recorded: the provider was removed, or has another address or model by now, of which the refusal says nothing.
 */
export async function learnParameter(uow: TenantUnitOfWork, asked: AskedProvider, learned: RefusedParameter): Promise<Provider | null> {
  const [provider] = await providerColumns(uow, 'id = ? and base_url = ? and model = ? for update', [asked.id, asked.baseUrl, asked.model]);
  if (provider === undefined) return null;
  const isKnown = learned === 'responses' || canBeLeftOut.some(({ name }) => name === learned);
  if (!isKnown) return provider;
  const next = withLearned(provider, learned);
  await sqlRun(uow, 'update ai_providers set style = ?, structured = ?, streams = ?, refused = ?::jsonb, updated_at = ? where id = ?', [
    next.style,
    next.structured,
    next.streams,
    JSON.stringify(next.refused),
    uow.now,
    provider.id,
  ]);
  return next;
}
