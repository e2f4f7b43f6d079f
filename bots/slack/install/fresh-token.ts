import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { chatSecretContext } from '../../../domain/chat/chat.types.ts';
import { claimTokenRefresh, type TokenRefresh } from '../../../domain/chat/claim-token-refresh.ts';
import { endInstallation } from '../../../domain/chat/end-installation.ts';
import { loadChatToken } from '../../../domain/chat/load-chat-token.ts';
import { releaseTokenRefresh } from '../../../domain/chat/release-token-refresh.ts';
import { storeRefreshedToken } from '../../../domain/chat/store-refreshed-token.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Actor, InstallationId, TenantId } from '../../../domain/ids.types.ts';
import type { SlackDeps } from '../slack.types.ts';
import { isRefusedRefresh, slackErrorOf } from './token-errors.rules.ts';

/** A token is refreshed when it has less than this left, in ms (Slack's own SDK takes the same two hours; a token lasts twelve). */
const dueMs = 2 * 3_600_000;
/** With less than this left a token may end under way and counts as ended. */
const marginMs = 60_000;
/** Pause after a refresh that failed for a passing reason. */
const pauseMs = 5_000;
/** Within the claim's lease. */
const storeTries = 10;
const storePauseMs = 1_000;
const waitStepMs = 150;
const longestWaitMs = 30_000;

const actor: Actor = { kind: 'system', name: 'slack tokens' };

export type FreshTokenDeps = Pick<SlackDeps, 'withTenant' | 'seal' | 'unseal' | 'settings' | 'log'> & { plain: WebClient; now: () => Date };

/**
 * The workspace's bot token, refreshed when it is about to end: once among all processes; the others go on with the old one while it is good, and wait for the
 * new one when it is not. Throws `not_configured` when the workspace is not connected, `unavailable` when its ended token cannot be refreshed now.
 */
export async function freshToken(deps: FreshTokenDeps, tenantId: TenantId, id: InstallationId): Promise<string> {
  for (let waited = 0; waited < longestWaitMs; waited += waitStepMs) {
    const row = await deps.withTenant(tenantId, actor, (uow) => loadChatToken(uow, id));
    if (row === null) throw notConnected(id);
    const left = row.expiresAt === null ? Number.POSITIVE_INFINITY : row.expiresAt.getTime() - deps.now().getTime();
    const current = (): string => deps.unseal(row.botToken, chatSecretContext(tenantId));
    if (left > dueMs) return current();
    const dueBefore = new Date(deps.now().getTime() + dueMs);
    const claim = await deps.withTenant(tenantId, actor, (uow) => claimTokenRefresh(uow, id, dueBefore));
    const fresh = claim === null ? null : await refresh(deps, tenantId, id, claim);
    if (fresh !== null) return fresh;
    if (left > marginMs) return current();
    await sleep(waitStepMs);
  }
  throw new AppError('unavailable', {
    message: `the token of chat installation ${id} has ended and was not refreshed in time`,
    userMessage: 'Slack does not renew Deskhand’s access right now. Try again in a minute.',
  });
}

/** The new token, or null when whoever asked has to look again: it failed for now, or Slack has taken the access back and the installation is ended. */
async function refresh(deps: FreshTokenDeps, tenantId: TenantId, id: InstallationId, claim: TokenRefresh): Promise<string | null> {
  const context = chatSecretContext(tenantId);
  const { clientId, clientSecret } = deps.settings;
  const log = deps.log.child({ tenant: tenantId, actor: actor.kind, installation: id });
  const askedAt = deps.now().getTime();
  try {
    const answer = await deps.plain.oauth.v2.access({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'refresh_token',
      refresh_token: deps.unseal(claim.refreshToken, context),
    });
    const { access_token: token, refresh_token: refreshToken, expires_in: seconds } = answer;
    if (token === undefined || refreshToken === undefined || seconds === undefined) throw new Error('the answer holds no tokens');
    const sealed = {
      botToken: deps.seal(token, context),
      refreshToken: deps.seal(refreshToken, context),
      expiresAt: new Date(askedAt + seconds * 1000),
    };
    const isKept = await insist(() => deps.withTenant(tenantId, actor, (uow) => storeRefreshedToken(uow, id, claim.lease, sealed)));
    log.info({ kept: isKept }, 'Slack token refreshed');
    return isKept ? token : null;
  } catch (error) {
    const reason = slackErrorOf(error);
    log.warn({ reason: reason ?? (error as Error).name }, 'Slack token not refreshed');
    await deps.withTenant(tenantId, actor, async (uow) => {
      const isOurs = await releaseTokenRefresh(uow, id, claim.lease, pauseMs);
      if (isOurs && isRefusedRefresh(reason)) await endInstallation(uow, id, 'revoked');
    });
    return null;
  }
}

// A new token that is not kept is lost, and with it the installation: the old refresh token is used up. A short outage of the database must not cost that.
async function insist<T>(work: () => Promise<T>): Promise<T> {
  for (let left = storeTries - 1; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 0) throw error;
      await sleep(storePauseMs);
    }
  }
}

/** What every call for a workspace that is not connected is told. */
export function notConnected(id: InstallationId): AppError {
  return new AppError('not_configured', {
    message: `chat installation ${id} is not active`,
    userMessage: 'This Slack workspace is not connected to Deskhand any more. An admin can connect it again on Deskhand’s Slack page.',
  });
}
