import type { ModelAnswer, ModelClient, ModelRequest } from '../../../ai/providers/model-client.types.ts';
import type { Provider } from '../../../domain/ai-providers/ai-providers.types.ts';
import type { AiProviderId } from '../../../domain/ids.types.ts';

export const secret = 'sk-very-secret-key';
export const mailText = 'Our firewall lets nothing through — ünïcode and \ud800 too';

export const request: ModelRequest = {
  system: 'INSTRUCTIONS',
  user: mailText,
  schemaName: 'answer',
  schema: { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'], additionalProperties: false },
  maxOutputTokens: 900,
  temperature: 0.2,
  cacheKey: 'tenant-and-version',
};

export const provider = (parts: Partial<Provider> = {}): Provider => ({
  id: '01890000-0000-7000-8000-000000000001' as AiProviderId,
  name: 'Example',
  kind: 'openai',
  baseUrl: 'https://models.example/v1',
  sealedKey: 'sealed',
  model: 'model-1',
  style: 'responses',
  structured: 'strict',
  streams: false,
  refused: [],
  maxInputTokens: 100_000,
  maxOutputTokens: 16_000,
  prices: {},
  region: '',
  ...parts,
});

export async function askOnce(client: ModelClient, asked: Provider, signal = new AbortController().signal): Promise<ModelAnswer> {
  return client.ask(asked, client.prepare(asked, request), { signal });
}
