import { newId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { StoppableKind } from './mail-choice.rules.ts';

/** The choice of an address about one kind of mail: its id names it in links, `isStopped` says that no more are wanted. */
export type MailChoiceNow = { id: string; isStopped: boolean };

/** The choice of an address, made at its first mail of the kind. */
export async function keepMailChoice(uow: TenantUnitOfWork, address: string, kind: StoppableKind): Promise<MailChoiceNow> {
  const lower = address.toLowerCase();
  await sqlRun(
    uow,
    'insert into mail_choices (tenant_id, id, address, kind, created_at) values (?, ?, ?, ?, ?) on conflict (tenant_id, address, kind) do nothing',
    [uow.tenantId, newId<string>(), lower, kind, uow.now],
  );
  const [row] = await sqlRows<MailChoiceNow>(
    uow,
    'select id, stopped_at is not null as "isStopped" from mail_choices where address = ? and kind = ?',
    [lower, kind],
  );
  if (row === undefined) throw new Error('the choice was made just now');
  return row;
}
