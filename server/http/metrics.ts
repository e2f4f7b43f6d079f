import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { traceOf } from './request-log.ts';

/** Where the figures come from; asked at each scrape. */
export type MetricSources = {
  /** Connections of the application role: open, idle, and callers that wait for one. */
  pool: () => Promise<{ open: number; idle: number; waiting: number }>;
  /** Mails by kind (`inbound`, `delivery`, …) and state (`new`, `queued`, …) over all tenants. */
  mails: () => Promise<{ kind: string; state: string; count: number }[]>;
};

/** A registry with Node's own figures, the database pool and the mails by state. Tenants are never a label. */
export function createMetrics(sources: MetricSources): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'deskhand_database_connections',
    help: 'Connections of the application role in this process, and callers waiting for one',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const pool = await sources.pool();
      for (const [state, count] of Object.entries(pool)) this.set({ state }, count);
    },
  });
  new Gauge({
    name: 'deskhand_mails',
    help: 'Stored mails by kind and state',
    labelNames: ['kind', 'state'],
    registers: [registry],
    async collect() {
      const mails = await sources.mails();
      this.reset();
      for (const { kind, state, count } of mails) this.set({ kind, state }, count);
    },
  });
  return registry;
}

/** Measures every request, by the pattern of its route. */
export function measureRequests(registry: Registry): RequestHandler {
  const durations = new Histogram({
    name: 'deskhand_http_request_seconds',
    help: 'Time from the request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  });
  return (request: Request, response: Response, next: NextFunction): void => {
    const stop = durations.startTimer();
    response.once('close', () => {
      stop({ method: request.method, route: traceOf(response).route ?? '(none)', status: String(response.statusCode) });
    });
    next();
  };
}
