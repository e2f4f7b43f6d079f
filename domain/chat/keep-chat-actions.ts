import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** An action of a button that cannot carry it, under the id that the button carries instead. */
export type KeptChatAction = { id: string; action: { op: string; args: Record<string, unknown> } };

/** Keeps actions for the buttons that name them, in the unit that draws the buttons. The same action again changes nothing. */
export async function keepChatActions(uow: TenantUnitOfWork, actions: readonly KeptChatAction[]): Promise<void> {
  if (actions.length === 0) return;
  await sqlRun(
    uow,
    `insert into chat_actions (tenant_id, id, action, created_at)
     select ?, (kept->>'id')::uuid, kept->'action', ? from jsonb_array_elements(?::jsonb) kept on conflict do nothing`,
    [uow.tenantId, uow.now, JSON.stringify(actions)],
  );
}
