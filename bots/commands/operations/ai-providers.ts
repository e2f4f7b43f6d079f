import { z } from 'zod';
import { listProviders } from '../../../domain/ai-providers/list-providers.ts';
import { setDefaultProvider } from '../../../domain/ai-providers/set-default-provider.ts';
import { switchProvider } from '../../../domain/ai-providers/switch-provider.ts';
import { providerListCard } from '../../cards/provider-list-card.ts';
import { shortText } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';

const named = z.strictObject({ provider: shortText });

export const listAiProviders = defineDeed({
  summary: 'List the servers of models, which one is used and how its connection test went',
  examples: ['ai providers'],
  schema: z.strictObject({}),
  run: async ({ uow, reader }) => providerListCard(await listProviders(uow), reader),
});

export const useAiProvider = defineDeed({
  summary: 'Let every model call go to this provider',
  examples: ['ai provider Local use'],
  schema: named,
  run: async ({ uow, reader }, { provider }) => {
    const { name } = await setDefaultProvider(uow, provider);
    return providerListCard(await listProviders(uow), reader, `Every call goes to ${name} from now on.`);
  },
});

export const switchAiProviderOff = defineDeed({
  summary: 'Switch a provider off: no more calls go to it',
  examples: ['ai provider Local off'],
  schema: named,
  run: async ({ uow, reader }, { provider }) => {
    const { name } = await switchProvider(uow, provider, 'off');
    return providerListCard(await listProviders(uow), reader, `${name} is switched off.`);
  },
});

export const switchAiProviderOn = defineDeed({
  summary: 'Switch a provider on again',
  examples: ['ai provider Local on'],
  schema: named,
  run: async ({ uow, reader }, { provider }) => {
    const { name } = await switchProvider(uow, provider, 'active');
    return providerListCard(await listProviders(uow), reader, `${name} is switched on.`);
  },
});
