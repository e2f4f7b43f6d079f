import { type InstallURLOptions, InvalidStateError, type StateStore } from '@slack/oauth';
import { z } from 'zod';
import type { StaffUserId, TenantId } from '../../../domain/ids.types.ts';
import { newToken } from '../../../domain/people/new-token.ts';
import { isToken, tokenHash } from '../../../domain/people/sign-in.rules.ts';
import type { SlackDeps } from '../slack.types.ts';

/** Who of the staff started an installation. */
export type Installer = { tenantId: TenantId; userId: StaffUserId };

const context = 'slack oauth state';
/** Minutes a consent may take. */
export const stateMinutes = 10;

const metadata = z.strictObject({ tenantId: z.uuid(), userId: z.uuid() }).nullable();

/**
 * States of OAuth kept by us: whoever comes back with one is known by what stands behind it, not by what is in it. Each is good for ten minutes and one return,
 * in whichever process; the browser it belongs to is checked by the provider's cookie. Sealed, because it says who installs.
 */
export function oauthStates(deps: Pick<SlackDeps, 'across' | 'seal' | 'unseal'>, now: () => Date): StateStore {
  return {
    generateStateParam: async (options) => {
      const { token } = newToken();
      const expiresAt = new Date(now().getTime() + stateMinutes * 60_000);
      await deps.across.unsafeParkChatClaim(keyOf(token), deps.seal(JSON.stringify(options), context), now(), expiresAt);
      return token;
    },
    verifyStateParam: async (_now, state) => {
      const sealed = isToken(state) ? await deps.across.unsafeTakeChatClaim(keyOf(state), now()) : null;
      if (sealed === null) throw new InvalidStateError('the state is used, too old or not ours');
      return JSON.parse(deps.unseal(sealed, context)) as InstallURLOptions;
    },
  };
}

/** The installer as the state carries them; null for an installation that was started in Slack. */
export function stateMetadata(installer: Installer | null): string {
  return JSON.stringify(installer === null ? null : { tenantId: installer.tenantId, userId: installer.userId });
}

export function installerOf(options: InstallURLOptions): Installer | null {
  return metadata.parse(JSON.parse(options.metadata ?? 'null')) as Installer | null;
}

// States and claims lie in one table; neither can be used as the other.
function keyOf(state: string): string {
  return tokenHash(`slack state ${state}`);
}
