import type { Env } from '../../config/env.ts';
import { addProvider } from '../../domain/ai-providers/add-provider.ts';
import { listProviders } from '../../domain/ai-providers/list-providers.ts';
import { setDefaultProvider } from '../../domain/ai-providers/set-default-provider.ts';
import type { Actor } from '../../domain/ids.types.ts';
import type { WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import type { AcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import type { KeyRing } from '../../storage/key-ring.ts';
import { demoCompanies } from './demo-data.ts';

/** What the demo's provider is made from. */
export type DemoProviderOptions = {
  withTenant: WithTenant;
  across: Pick<AcrossTenants, 'unsafeListTenants'>;
  keyRing: Pick<KeyRing, 'seal'>;
  env: Pick<Env, 'DESKHAND_AI_BASE_URL' | 'DESKHAND_AI_KEY' | 'DESKHAND_AI_MODEL'>;
};

const actor: Actor = { kind: 'system', name: 'demo' };
const openAi = 'https://api.openai.com/v1';

/**
 * Gives the demo companies that have none a model provider, when the settings name an address or a key: the first run needs no command for it. What somebody
 * set up or changed since stays. Nothing is asked of the server here: a start makes no call that nobody wants, and what one probe got for an answer does not decide how
 * all further calls are made. Until somebody tests it, it is called plainly, and what it refuses is learned. Returns how many were given one. Throws `invalid_input` for an address or key that no provider can have.
 */
export async function seedDemoProvider({ withTenant, across, keyRing, env }: DemoProviderOptions): Promise<number> {
  const { DESKHAND_AI_BASE_URL: url, DESKHAND_AI_KEY: key = null, DESKHAND_AI_MODEL: model } = env;
  if (url === undefined && key === null) return 0;
  const slugs = new Set(demoCompanies.map(({ tenant }) => tenant.slug));
  const demo = (await across.unsafeListTenants()).filter(({ slug }) => slugs.has(slug));
  let given = 0;
  for (const { id } of demo) {
    given += await withTenant(id, actor, async (uow) => {
      if ((await listProviders(uow)).length > 0) return 0;
      await addProvider(
        uow,
        { name: 'Demo', kind: url === undefined ? 'openai' : 'compatible', baseUrl: url ?? openAi, key, model },
        keyRing,
      );
      await setDefaultProvider(uow, 'Demo');
      return 1;
    });
  }
  return given;
}
