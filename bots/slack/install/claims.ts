import { AppError } from '../../../domain/errors.ts';
import { newToken } from '../../../domain/people/new-token.ts';
import { isToken, tokenHash } from '../../../domain/people/sign-in.rules.ts';
import type { SlackDeps } from '../slack.types.ts';
import { keepForInstaller, type SlackGrant } from './keep-installation.ts';
import type { Installer } from './oauth-state.ts';
import { endingOf, slackErrorOf } from './token-errors.rules.ts';
import { webClient } from './web-client.ts';

const context = 'slack claim';
/** Hours a workspace that was installed from Slack waits for its company. */
export const claimHours = 24;

/** Parks what a workspace granted that belongs to no company yet, sealed whole; the token is what claims it. */
export async function parkClaim(deps: SlackDeps, grant: SlackGrant, now: Date): Promise<string> {
  const { token, hash } = newToken();
  await keep(deps, hash, grant, now);
  return token;
}

/** The name of the workspace that waits behind the token, or null when there is none. */
export async function lookAtClaim(deps: SlackDeps, token: string, now: Date): Promise<{ workspace: string } | null> {
  const grant = isToken(token) ? open(deps, await deps.across.unsafeReadChatClaim(tokenHash(token), now)) : null;
  return grant === null ? null : { workspace: grant.name };
}

/**
 * Gives the parked workspace to the company of the admin who holds the token. It can be claimed once; a claim that fails can be tried again while it lasts.
 * Throws `expired` for a token that is used, too old or unknown and for a workspace that removed the app meanwhile, `conflict` for one of another company.
 */
export async function claimWorkspace(deps: SlackDeps, token: string, by: Installer, now: Date): Promise<{ workspace: string }> {
  const hash = isToken(token) ? tokenHash(token) : null;
  const grant = hash === null ? null : open(deps, await deps.across.unsafeTakeChatClaim(hash, now));
  if (hash === null || grant === null) throw gone();
  try {
    await assertAlive(deps, grant);
    await keepForInstaller(deps, grant, by);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'expired')) await keep(deps, hash, grant, now);
    throw error;
  }
  return { workspace: grant.name };
}

async function keep(deps: SlackDeps, hash: string, grant: SlackGrant, now: Date): Promise<void> {
  const expiresAt = new Date(grant.grantedAt.getTime() + claimHours * 3_600_000);
  await deps.across.unsafeParkChatClaim(hash, deps.seal(JSON.stringify(grant), context), now, expiresAt);
}

function open(deps: SlackDeps, sealed: string | null): SlackGrant | null {
  if (sealed === null) return null;
  const grant = JSON.parse(deps.unseal(sealed, context)) as SlackGrant & { grantedAt: string; tokenExpiresAt: string | null };
  return {
    ...grant,
    grantedAt: new Date(grant.grantedAt),
    tokenExpiresAt: grant.tokenExpiresAt === null ? null : new Date(grant.tokenExpiresAt),
  };
}

async function assertAlive(deps: SlackDeps, grant: SlackGrant): Promise<void> {
  try {
    await webClient(deps.settings, deps.log, grant.botToken).auth.test();
  } catch (error) {
    if (endingOf(slackErrorOf(error)) !== null) throw gone();
  }
}

function gone(): AppError {
  return new AppError('expired', {
    message: 'chat claim refused',
    userMessage: `This workspace has been claimed already, has removed Deskhand, or has waited longer than ${claimHours} hours. If it is not on your Slack page, connect it from there.`,
  });
}
