import { createModelClient, type ModelClientDeps } from '../../../ai/providers/create-model-client.ts';
import type { ModelAnswer, ModelClient } from '../../../ai/providers/model-client.types.ts';
import type { Provider } from '../../../domain/ai-providers/ai-providers.types.ts';
import { askOnce, provider, secret } from './example-call.ts';
import { json, type ScriptedServer, startScriptedServer } from './scripted-server.ts';

/** A scripted server and calls to it: `here` and `chat` are providers there, in either style. */
export type ClientKit = {
  server: ScriptedServer;
  clientOf(parts?: Partial<ModelClientDeps>): ModelClient;
  here(parts?: Partial<Provider>): Provider;
  chat(parts?: Partial<Provider>): Provider;
  ask(asked?: Provider, parts?: Partial<ModelClientDeps>): Promise<ModelAnswer>;
  failing(status: number, error: unknown, headers?: Record<string, string>): void;
  /** the last body that came */
  last(): Record<string, unknown>;
};

export async function openClientKit(): Promise<ClientKit> {
  const server = await startScriptedServer();
  const clientOf: ClientKit['clientOf'] = (parts = {}) =>
    createModelClient({ unseal: () => secret, timeoutMs: 20_000, stallMs: 20_000, ...parts });
  const here: ClientKit['here'] = (parts = {}) => provider({ baseUrl: server.url, ...parts });
  return {
    server,
    clientOf,
    here,
    chat: (parts = {}) => here({ style: 'chat', ...parts }),
    ask: (asked = here(), parts = {}) => askOnce(clientOf(parts), asked),
    failing: (status, error, headers = {}) => server.does(json({ error }, status, headers)),
    last: () => JSON.parse(server.received.at(-1)?.body ?? '{}') as Record<string, unknown>,
  };
}
