import type { Env } from '../../config/env.ts';
import type { ClamdAddress } from '../../storage/clamd.ts';

/** Where the settings say that clamd listens; null for nowhere. */
export function clamdAddress(env: Pick<Env, 'CLAMD_HOST' | 'CLAMD_PORT' | 'CLAMD_SOCKET'>): ClamdAddress | null {
  if (env.CLAMD_SOCKET !== undefined) return { path: env.CLAMD_SOCKET };
  return env.CLAMD_HOST === undefined ? null : { host: env.CLAMD_HOST, port: env.CLAMD_PORT };
}
