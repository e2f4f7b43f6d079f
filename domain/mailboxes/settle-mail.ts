import type { InboundMailId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type SettledFacts, type SettledState, settlePart } from './settle-mail.rules.ts';

/** Records what became of a mail. */
export async function settleMail(uow: TenantUnitOfWork, id: InboundMailId, state: SettledState, facts: SettledFacts): Promise<void> {
  const { sql, params } = settlePart(uow, id, state, facts);
  await sqlRun(uow, sql, params);
}
