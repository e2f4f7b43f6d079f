import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ScanVerdict } from './file-scan.types.ts';

/** Records what the scanner said of a content, on every file of the tenant with that content that waits for it. `refused`: it looked at none of it. */
export async function recordScan(uow: TenantUnitOfWork, sha256: string, verdict: ScanVerdict | { kind: 'refused' }): Promise<void> {
  const attempts = verdict.kind === 'refused' ? 1 : 0;
  await sqlRun(
    uow,
    `update attachments set scan_state = ?, scan_virus = ?, scanned_at = ?, scan_attempts = scan_attempts + ?
     where tenant_id = ? and sha256 = ? and scan_state = 'waiting'`,
    [
      verdict.kind === 'refused' ? 'waiting' : verdict.kind,
      verdict.kind === 'infected' ? verdict.virus : null,
      uow.now,
      attempts,
      uow.tenantId,
      sha256,
    ],
  );
}
