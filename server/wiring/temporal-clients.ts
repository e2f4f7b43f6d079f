import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import type { Env } from '../../config/env.ts';
import { AppError } from '../../domain/errors.ts';
import type { Closers } from './closers.ts';

function options(env: Env, address: string) {
  return {
    address,
    ...(env.TEMPORAL_TLS ? { tls: true as const } : {}),
    ...(env.TEMPORAL_API_KEY === undefined ? {} : { apiKey: env.TEMPORAL_API_KEY }),
  };
}

/** The client of this process. Throws `unavailable` when the server does not answer within ten seconds. */
export async function connectTemporalClient(env: Env, address: string, closers: Closers): Promise<Client> {
  try {
    const connection = await Connection.connect(options(env, address));
    closers.push('Temporal client', () => connection.close());
    return new Client({ connection, namespace: env.TEMPORAL_NAMESPACE });
  } catch (cause) {
    throw away(address, cause);
  }
}

/** The worker's connection. */
export async function connectTemporalWorker(env: Env, address: string, closers: Closers): Promise<NativeConnection> {
  try {
    const connection = await NativeConnection.connect(options(env, address));
    closers.push('Temporal worker connection', () => connection.close());
    return connection;
  } catch (cause) {
    throw away(address, cause);
  }
}

function away(address: string, cause: unknown): AppError {
  return new AppError('unavailable', {
    message: `no Temporal server answers at ${address}`,
    userMessage: `No Temporal server answers at ${address}. Start it, or change TEMPORAL_ADDRESS (leave it away to use a development server).`,
    cause,
  });
}
