import type { Logger } from '../../config/logger.ts';
import type { Actor, TenantId } from '../../domain/ids.types.ts';
import type { WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import type { AcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import type { ScanVerdict } from '../../domain/tickets/file-scan.types.ts';
import { listUnscannedFiles, type UnscannedFile } from '../../domain/tickets/list-unscanned-files.ts';
import { recordScan } from '../../domain/tickets/record-scan.ts';
import { stopWaitingForScans } from '../../domain/tickets/stop-waiting-for-scans.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { inParallel } from './in-parallel.ts';
import type { FileScanner } from './ports.ts';

export type ScanDeps = { withTenant: WithTenant; blobs: BlobStore; scanner: FileScanner | null; log: Logger };

const actor: Actor = { kind: 'system', name: 'virus scanner' };
const batchSize = 50;
const lanes = 4;
const mostTenants = 100;

/**
 * Has every waiting file of the tenant looked at, outside of any unit of work. A scanner that cannot be reached ends it: the files wait, held back, for
 * the sweep. Returns how many verdicts there were. Without a scanner the files are released as never scanned.
 */
export async function scanFiles(deps: ScanDeps, tenantId: TenantId): Promise<number> {
  const { scanner, withTenant } = deps;
  if (scanner === null) return withTenant(tenantId, actor, stopWaitingForScans);
  let count = 0;
  for (;;) {
    const files = await withTenant(tenantId, actor, (uow) => listUnscannedFiles(uow, batchSize));
    let isDown = false;
    await inParallel(files, lanes, async (file) => {
      const verdict = isDown ? null : await look(deps, scanner, tenantId, file);
      if (verdict === null) isDown = true;
      else {
        await withTenant(tenantId, actor, (uow) => recordScan(uow, file.sha256, verdict));
        count += 1;
      }
    });
    if (isDown || files.length === 0) return count;
  }
}

/** As `scanFiles`, for every company with files that wait. What the sweep runs. */
export async function scanAllFiles(deps: ScanDeps & { across: Pick<AcrossTenants, 'unsafeUnscannedTenants'> }): Promise<number> {
  let count = 0;
  for (const tenantId of await deps.across.unsafeUnscannedTenants(mostTenants)) count += await scanFiles(deps, tenantId);
  return count;
}

/** Null when the scanner cannot be reached. */
async function look(
  { blobs, log }: ScanDeps,
  scanner: FileScanner,
  tenantId: TenantId,
  file: UnscannedFile,
): Promise<ScanVerdict | { kind: 'refused' } | null> {
  const facts = { tenant: tenantId, attachment: file.id, size: file.size };
  const content = await blobs.open(file.blobKey).catch((error: unknown) => {
    log.error({ err: error, ...facts }, 'a file could not be read for the virus scanner');
  });
  if (content === undefined) return { kind: 'refused' };
  try {
    const verdict = await scanner.scan(content);
    if (verdict.kind === 'infected') log.warn({ ...facts, virus: verdict.virus }, 'an infected file is held back');
    return verdict;
  } catch (error) {
    const isRefused = error instanceof Error && error.name === 'ScanRefused';
    log.warn({ err: error, ...facts }, isRefused ? 'the virus scanner refused a file' : 'the virus scanner cannot be reached');
    return isRefused ? { kind: 'refused' } : null;
  }
}
