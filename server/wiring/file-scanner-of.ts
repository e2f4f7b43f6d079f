import type { Logger } from '../../config/logger.ts';
import type { TenantId } from '../../domain/ids.types.ts';
import { createClamd, type VirusScanner } from '../../storage/clamd.ts';
import { scanFiles } from '../../workflows/activities/scan-files.ts';
import type { Core } from '../wire.ts';
import { clamdAddress } from './clamd-address.ts';

/** The clamd of the settings; null where none is named. */
export function virusScannerOf(env: Core['env']): VirusScanner | null {
  const address = clamdAddress(env);
  return address === null ? null : createClamd(address);
}

/** Scans files of a tenant soon after they were committed, one run at a time for each tenant; what it misses is the sweep's. */
export type ScanLine = { kick(tenantId: TenantId): void; settled(): Promise<void> };

/** The line over a scanner; null where there is none. */
export function scanLineOf(core: Pick<Core, 'withTenant' | 'blobs'> & { log: Logger }, scanner: VirusScanner | null): ScanLine | null {
  if (scanner === null) return null;
  const running = new Map<TenantId, { again: boolean; done: Promise<void> }>();
  const run = async (tenantId: TenantId, state: { again: boolean }): Promise<void> => {
    try {
      do {
        state.again = false;
        await scanFiles({ ...core, scanner }, tenantId);
      } while (state.again);
    } catch (error) {
      core.log.error({ err: error, tenant: tenantId }, 'files could not be given to the virus scanner; the sweep will');
    } finally {
      running.delete(tenantId);
    }
  };
  return {
    kick: (tenantId) => {
      const known = running.get(tenantId);
      if (known !== undefined) {
        known.again = true;
        return;
      }
      const state = { again: false, done: Promise.resolve() };
      running.set(tenantId, state);
      state.done = run(tenantId, state);
    },
    settled: async () => {
      await Promise.all([...running.values()].map((one) => one.done));
    },
  };
}
