import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { AppError } from '../errors.ts';
import { type InstallationId, newId, type StaffUserId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ChatPlatform } from './chat.types.ts';
import { resumePeople } from './resume-people.ts';

/** What a workspace granted. Both tokens are sealed under `chatSecretContext`. */
export type GrantedInstallation = {
  platform: ChatPlatform;
  externalId: string;
  enterpriseId: string | null;
  isEnterprise: boolean;
  name: string;
  url: string | null;
  appId: string;
  botUserId: string;
  botId: string | null;
  scopes: string;
  botToken: string;
  refreshToken: string | null;
  tokenExpiresAt: Date | null;
  /** Member of our staff who asked for it; null when it was renewed from the chat product. */
  installedBy: StaffUserId | null;
  installerExternalId: string | null;
  /** When the product granted it. One that is older than the present installation changes nothing. */
  grantedAt: Date;
};

const columns = [
  ...['enterprise_id', 'is_enterprise', 'name', 'url', 'app_id', 'bot_user_id', 'bot_id', 'scopes', 'bot_token', 'refresh_token'],
  ...['token_expires_at', 'installer_external_id'],
];

/**
 * Connects a workspace, or renews it: the same workspace of the same company keeps its row, and with it people, channels and threads, also when it had ended.
 * Throws `conflict` when the workspace is connected to another company; the words name nobody.
 */
export async function saveInstallation(
  uow: TenantUnitOfWork,
  granted: GrantedInstallation,
): Promise<{ id: InstallationId; kind: 'new' | 'renewed' | 'kept' }> {
  // Of two that save at once, the second finds the first one's row when it looks again.
  try {
    return (await renew(uow, granted)) ?? (await insert(uow, granted)) ?? (await renew(uow, granted)) ?? refuse(granted);
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) return refuse(granted, error);
    throw error;
  }
}

async function renew(
  uow: TenantUnitOfWork,
  granted: GrantedInstallation,
): Promise<{ id: InstallationId; kind: 'renewed' | 'kept' } | null> {
  const [known] = await sqlRows<{ id: InstallationId; kept: boolean }>(
    uow,
    `select id, (state = 'active' and installed_at > ?) as kept from chat_installations where platform = ? and external_id = ?
     order by (state = 'active') desc, installed_at desc limit 1 for update`,
    [granted.grantedAt, granted.platform, granted.externalId],
  );
  if (known === undefined) return null;
  if (known.kept) return { id: known.id, kind: 'kept' };
  await sqlRows(
    uow,
    `update chat_installations set ${columns.map((column) => `${column} = ?`).join(', ')}, installed_by = coalesce(?, installed_by), installed_at = ?,
       refresh_lease_until = null, state = 'active', ended_at = null where id = ? returning id`,
    [...valuesOf(granted), granted.installedBy, uow.now, known.id],
  );
  await resumePeople(uow, known.id);
  return { id: known.id, kind: 'renewed' };
}

async function insert(uow: TenantUnitOfWork, granted: GrantedInstallation): Promise<{ id: InstallationId; kind: 'new' } | null> {
  const id = newId<InstallationId>();
  const rows = await sqlRows(
    uow,
    `insert into chat_installations (tenant_id, id, platform, external_id, ${columns.join(', ')}, installed_by, installed_at)
     values (?, ?, ?, ?, ${columns.map(() => '?').join(', ')}, ?, ?) on conflict (platform, external_id) where state = 'active' do nothing returning id`,
    [uow.tenantId, id, granted.platform, granted.externalId, ...valuesOf(granted), granted.installedBy, uow.now],
  );
  return rows.length === 0 ? null : { id, kind: 'new' };
}

function valuesOf(granted: GrantedInstallation): unknown[] {
  const { enterpriseId, isEnterprise, name, url, appId, botUserId, botId, scopes, botToken, refreshToken } = granted;
  const identity = [enterpriseId, isEnterprise, name.slice(0, 200), url, appId, botUserId, botId, scopes];
  return [...identity, botToken, refreshToken, granted.tokenExpiresAt, granted.installerExternalId];
}

function refuse({ platform, externalId }: GrantedInstallation, cause?: unknown): never {
  throw new AppError('conflict', {
    message: `${platform} workspace ${externalId} is active in another tenant`,
    userMessage:
      'This workspace is connected to another company in Deskhand, so nothing was changed. Remove the Deskhand app in the workspace’s own settings first (Slack: Manage apps), then connect it again.',
    cause,
  });
}
