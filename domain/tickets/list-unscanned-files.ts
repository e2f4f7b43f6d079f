import type { AttachmentId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { rescanAfterMs } from './file-scan.rules.ts';

/** A file that waits for the virus scanner; `size` in bytes. */
export type UnscannedFile = { id: AttachmentId; sha256: string; size: number; blobKey: string };

type Row = Omit<UnscannedFile, 'size'> & { size: string; attempts: number; scannedAt: string | null };

/** The tenant's files that wait for the scanner, one for each content, the oldest first; those it refused lately are left out. */
export async function listUnscannedFiles(uow: TenantUnitOfWork, limit: number): Promise<UnscannedFile[]> {
  const rows = await sqlRows<Row>(
    uow,
    `select id, sha256, size, blob_key as "blobKey", scan_attempts as attempts, scanned_at as "scannedAt" from attachments
     where tenant_id = ? and scan_state = 'waiting' order by scan_attempts, created_at, id limit ?`,
    [uow.tenantId, limit],
  );
  const isDue = ({ attempts, scannedAt }: Row): boolean =>
    scannedAt === null || uow.now.getTime() - new Date(scannedAt).getTime() >= rescanAfterMs(attempts);
  const byContent = new Map(rows.filter(isDue).map((row) => [row.sha256, row]));
  return [...byContent.values()].map(({ id, sha256, size, blobKey }) => ({ id, sha256, size: Number(size), blobKey }));
}
