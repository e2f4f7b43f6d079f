import { Client, Connection } from '@temporalio/client';
import type { Env } from '../../config/env.ts';

/** A client of the Temporal server at `address` with the settings' namespace, TLS and API key. Throws when it does not answer within `limitMs`. */
export async function connectTemporal(env: Env, address: string, limitMs: number): Promise<{ client: Client; close(): Promise<void> }> {
  const connection = await Connection.connect({
    address,
    connectTimeout: limitMs,
    ...(env.TEMPORAL_TLS ? { tls: true } : {}),
    ...(env.TEMPORAL_API_KEY === undefined ? {} : { apiKey: env.TEMPORAL_API_KEY }),
  });
  return { client: new Client({ connection, namespace: env.TEMPORAL_NAMESPACE }), close: () => connection.close() };
}
