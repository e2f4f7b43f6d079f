import type { InboundMailId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { releasedStates } from './file-scan.rules.ts';
import type { ScanState } from './file-scan.types.ts';

/** The files of a received mail that are held back: the raw mail holds them too. */
export async function heldFilesOfMail(uow: TenantUnitOfWork, id: InboundMailId): Promise<{ state: ScanState; virus: string | null }[]> {
  return sqlRows(
    uow,
    `select a.scan_state as state, a.scan_virus as virus from attachments a join ticket_messages m on m.id = a.message_id
     where m.inbound_mail_id = ? and a.scan_state not in (${releasedStates}) order by a.scan_state`,
    [id],
  );
}
