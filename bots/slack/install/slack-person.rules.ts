import { isTimeZone } from '../../../domain/calendars/time-zone.rules.ts';
import type { Installation } from '../../../domain/chat/chat.types.ts';
import type { ChatStranger } from '../../../domain/chat/chat-link.types.ts';

/** What `users.info` and `user_change` tell of somebody, as far as it says who may be linked (docs.slack.dev, User object). */
export type SlackUser = {
  id?: string;
  team_id?: string;
  name?: string;
  real_name?: string;
  tz?: string;
  deleted?: boolean;
  is_bot?: boolean;
  is_workflow_bot?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_stranger?: boolean;
  profile?: { display_name?: string; real_name?: string };
  enterprise_user?: { enterprise_id?: string; teams?: string[] };
};

/** Why somebody can never be a member of staff in this workspace, as they are now, or null. */
export function lostStanding(user: SlackUser): string | null {
  if (user.deleted === true) return 'This Slack account is deactivated, so it cannot be linked.';
  if (user.is_bot === true || user.is_workflow_bot === true || user.id === 'USLACKBOT')
    return 'This is a bot. Only people can be linked to staff.';
  if (user.is_restricted === true || user.is_ultra_restricted === true)
    return 'Guests of a workspace cannot be linked to staff. Ask an admin of the workspace for a full account.';
  return null;
}

/** Why this person of Slack may not be linked to staff through this installation, in words for them, or null when they may. */
export function refusalOf(
  user: SlackUser,
  installation: Pick<Installation, 'externalId' | 'enterpriseId' | 'isEnterprise'>,
): string | null {
  const lost = lostStanding(user);
  if (lost !== null) return lost;
  return isAtHome(user, installation)
    ? null
    : 'You belong to another workspace. Only members of the workspace that Deskhand is connected to can be linked to staff.';
}

function isAtHome(
  user: SlackUser,
  { externalId, enterpriseId, isEnterprise }: Pick<Installation, 'externalId' | 'enterpriseId' | 'isEnterprise'>,
) {
  if (user.is_stranger === true) return false;
  if (user.team_id === externalId) return true;
  const theirs = user.enterprise_user;
  if (theirs?.enterprise_id === undefined || theirs.enterprise_id !== enterpriseId) return false;
  // In an organisation the account is the organisation's; it is at home in the workspaces it is a member of.
  return isEnterprise || theirs.teams?.includes(externalId) === true;
}

/** The person as a link keeps them. */
export function strangerOf(user: SlackUser, installation: Pick<Installation, 'id' | 'externalId'>, externalId: string): ChatStranger {
  const name = [user.profile?.display_name, user.profile?.real_name, user.real_name, user.name].find((one) => (one ?? '').trim() !== '');
  return {
    installationId: installation.id,
    externalId,
    // An account of an organisation may name the organisation; what it does names the workspace.
    externalTeamId: user.team_id === undefined || user.team_id.startsWith('E') ? installation.externalId : user.team_id,
    name: (name ?? externalId).trim().slice(0, 100),
    timeZone: user.tz !== undefined && isTimeZone(user.tz) ? user.tz : null,
  };
}
