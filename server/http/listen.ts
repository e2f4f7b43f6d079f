import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { AppError } from '../../domain/errors.ts';

/** A listening web server. `close` takes no new requests, lets running ones end for `graceMs`, then cuts them. */
export type RunningWeb = { port: number; close(graceMs?: number): Promise<void> };

/** Listens; port 0 takes a free one. Throws `not_configured` with what to do when the port is taken or not allowed. */
export async function listenHttp(app: Express, options: { host: string; port: number }): Promise<RunningWeb> {
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(portRefused(options, cause)));
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async (graceMs = 5_000) => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(cut);
    },
  };
}

function portRefused({ host, port }: { host: string; port: number }, cause: NodeJS.ErrnoException): AppError {
  const why = cause.code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used (${cause.code})`;
  return new AppError('not_configured', {
    message: `cannot listen on ${host}:${port}: ${cause.code}`,
    userMessage: `Port ${port} on ${host} ${why}. Stop what uses it, or choose another with WEB_PORT (and WEB_HOST).`,
    cause,
  });
}
