import type { Installation as SlackInstallation } from '@slack/oauth';
import { chatSecretContext } from '../../../domain/chat/chat.types.ts';
import { type GrantedInstallation, saveInstallation } from '../../../domain/chat/save-installation.ts';
import type { Actor, StaffUserId, TenantId } from '../../../domain/ids.types.ts';
import { loadMember } from '../../../domain/people/load-member.ts';
import { assertCan } from '../../../domain/people/permissions.rules.ts';
import type { SlackDeps } from '../slack.types.ts';
import type { Installer } from './oauth-state.ts';

/** What Slack granted, with tokens as they are: never stored like this, only sealed whole. */
export type SlackGrant = Omit<GrantedInstallation, 'installedBy' | 'platform'>;

const actor: Actor = { kind: 'system', name: 'slack installation' };

/** The grant of an installation, of a workspace or of a whole organisation; null when it brought no bot token (the app asks for no bot scopes). */
export function grantOf(installation: SlackInstallation, grantedAt: Date): SlackGrant | null {
  const { bot, team, enterprise } = installation;
  const isEnterprise = installation.isEnterpriseInstall === true;
  const home = isEnterprise ? enterprise : team;
  if (bot === undefined || home === undefined || installation.appId === undefined) return null;
  return {
    externalId: home.id,
    enterpriseId: enterprise?.id ?? null,
    isEnterprise,
    name: home.name ?? home.id,
    url: installation.enterpriseUrl ?? null,
    appId: installation.appId,
    botUserId: bot.userId,
    botId: bot.id ?? null,
    scopes: bot.scopes.join(','),
    botToken: bot.token,
    refreshToken: bot.refreshToken ?? null,
    tokenExpiresAt: bot.expiresAt === undefined ? null : new Date(bot.expiresAt * 1000),
    installerExternalId: installation.user.id,
    grantedAt,
  };
}

/** Saves a grant for the company of the admin who asked for it, whose rights are read anew. Throws `conflict`, `not_permitted`, `not_signed_in`. */
export async function keepForInstaller(deps: SlackDeps, grant: SlackGrant, { tenantId, userId }: Installer): Promise<void> {
  const saved = await deps.withTenant(tenantId, actor, async (unit) => {
    const member = await loadMember(unit, userId);
    assertCan(member.role, 'settings:edit');
    return deps.withTenant(tenantId, { kind: 'staff', userId, name: member.name }, (uow) =>
      saveInstallation(uow, sealed(deps, grant, tenantId, userId)),
    );
  });
  deps.log.info({ tenant: tenantId, actor: userId, installation: saved.id, kind: saved.kind }, 'Slack workspace connected');
}

/** Renews the tokens of a workspace that is connected already, whoever asked in Slack: it stays with its company. False when it is connected to none. */
export async function renewConnected(deps: SlackDeps, grant: SlackGrant): Promise<boolean> {
  const known = await deps.across.unsafeChatInstallation('slack', grant.externalId);
  if (known === null) return false;
  const { tenantId } = known;
  await deps.withTenant(tenantId, actor, (uow) => saveInstallation(uow, sealed(deps, grant, tenantId, null)));
  deps.log.info({ tenant: tenantId, actor: actor.kind, installation: known.id }, 'Slack workspace renewed from Slack');
  return true;
}

function sealed(deps: SlackDeps, grant: SlackGrant, tenantId: TenantId, installedBy: StaffUserId | null): GrantedInstallation {
  const seal = (plain: string): string => deps.seal(plain, chatSecretContext(tenantId));
  const refreshToken = grant.refreshToken === null ? null : seal(grant.refreshToken);
  return { ...grant, platform: 'slack', botToken: seal(grant.botToken), refreshToken, installedBy };
}
