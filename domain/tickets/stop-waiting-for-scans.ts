import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Where there is no virus scanner any more: files that wait for it are handed out as never scanned. Returns how many. */
export async function stopWaitingForScans(uow: TenantUnitOfWork): Promise<number> {
  return sqlRun(uow, "update attachments set scan_state = 'not_scanned' where tenant_id = ? and scan_state = 'waiting'", [uow.tenantId]);
}
