import type { StaffUserId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { linkCodeHash, linkMinutes, mostWrongCodes, readLinkCode } from './chat-link.rules.ts';
import type { ChatLinked, ChatStranger } from './chat-link.types.ts';
import { linkChatPerson } from './link-chat-person.ts';

/** How a said code came out. `left`: wrong codes that may still be said before the person has to wait. */
export type CodeOutcome =
  | ({ kind: 'linked' } & ChatLinked)
  | { kind: 'wrong'; left: number }
  | { kind: 'locked' }
  | { kind: 'not_connected' };

/**
 * Links the person of the workspace to the member of staff whose code they said. Wrong codes are counted by person and workspace, before anything is looked up,
 * and this commit keeps the count: after five within ten minutes no code is looked at. A code of another company is a wrong code.
 */
export async function finishLinkByCode(uow: TenantUnitOfWork, stranger: ChatStranger, said: string): Promise<CodeOutcome> {
  const tries = await countTry(uow, stranger);
  if (tries > mostWrongCodes) return { kind: 'locked' };
  const code = readLinkCode(said);
  const userId = code === null ? null : await useCode(uow, code);
  const known = code === null || userId !== null ? null : await linkedBy(uow, stranger, code);
  const linked = userId === null ? known : await linkChatPerson(uow, stranger, userId, 'code');
  if (linked === null) return userId === null ? { kind: 'wrong', left: mostWrongCodes - tries } : { kind: 'not_connected' };
  await sqlRun(uow, 'delete from chat_link_attempts where installation_id = ? and external_id = ?', [
    stranger.installationId,
    stranger.externalId,
  ]);
  return { kind: 'linked', ...linked };
}

async function countTry(uow: TenantUnitOfWork, { installationId, externalId }: ChatStranger): Promise<number> {
  const oldest = new Date(uow.now.getTime() - linkMinutes * 60_000);
  const [row] = await sqlRows<{ failed: number }>(
    uow,
    `insert into chat_link_attempts as a (tenant_id, installation_id, external_id, failed, since) values (?, ?, ?, 1, ?)
     on conflict (tenant_id, installation_id, external_id) do update set
       failed = case when a.since <= ? then 1 else a.failed + 1 end, since = case when a.since <= ? then excluded.since else a.since end
     returning failed`,
    [uow.tenantId, installationId, externalId, uow.now, oldest, oldest],
  );
  return row?.failed ?? 1;
}

async function useCode(uow: TenantUnitOfWork, code: string): Promise<StaffUserId | null> {
  const [row] = await sqlRows<{ userId: StaffUserId }>(
    uow,
    `update chat_link_requests r set used_at = ? where r.token_hash = ? and r.user_id is not null and r.used_at is null and r.expires_at > ?
       and exists (select 1 from staff_users u where u.id = r.user_id and u.active) returning r.user_id as "userId"`,
    [uow.now, linkCodeHash(code), uow.now],
  );
  return row?.userId ?? null;
}

/** The link that this very code made for this very person: the same words delivered a second time. */
async function linkedBy(uow: TenantUnitOfWork, stranger: ChatStranger, code: string): Promise<ChatLinked | null> {
  const [row] = await sqlRows<{ userName: string; workspace: string }>(
    uow,
    `select u.name as "userName", i.name as workspace from chat_link_requests r
     join chat_people p on p.user_id = r.user_id and p.linked_at = r.used_at and p.ended_at is null
     join chat_installations i on i.id = p.installation_id and i.state = 'active' join staff_users u on u.id = p.user_id
     where r.token_hash = ? and p.installation_id = ? and p.external_id = ?`,
    [linkCodeHash(code), stranger.installationId, stranger.externalId],
  );
  return row === undefined ? null : { ...row, replaced: { person: null, user: null } };
}
