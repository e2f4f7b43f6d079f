import type { Call, WebDeps } from './web.types.ts';

/** The process is alive and its event loop turns; says nothing of what it depends on. */
export function showHealth({ response }: Call): void {
  response.json({ status: 'ok' });
}

/** 200 when every check holds, else 503; names the checks, gives no reasons. */
export function showReadiness(deps: Pick<WebDeps, 'isReady'>) {
  return async ({ response, log }: Call): Promise<void> => {
    const { ready, checks } = await deps.isReady();
    if (!ready) log.warn({ checks }, 'not ready');
    const shown = Object.fromEntries(Object.entries(checks).map(([name, holds]) => [name, holds ? 'ok' : 'failing']));
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready', checks: shown });
  };
}

/** Prometheus text format 0.0.4. */
export function showMetrics(deps: Pick<WebDeps, 'metrics'>) {
  return async ({ response }: Call): Promise<void> => {
    response.set('Content-Type', deps.metrics.contentType).send(await deps.metrics.metrics());
  };
}
