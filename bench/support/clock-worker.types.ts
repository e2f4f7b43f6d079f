/** What a worker process of the clock bench is told to be. Addresses hold passwords: they go by the environment and are never printed. */
export type WorkerOrder = { kind: 'tickets' | 'bare'; address: string; appUrl: string; cacheFolder: string };

/** What it tells its parent. */
export type WorkerMessage = { kind: 'ready' } | { kind: 'fired'; lateMs: number };

/** Task queue of the baseline. */
export const bareQueue = 'bench-bare-timers';
