import type { Installation } from '../../../domain/chat/chat.types.ts';
import type { SlackBody } from './body.types.ts';
import { textAt } from './read-field.rules.ts';

/**
 * Whether the body says that a linked person acts from another company (Slack Connect). A workspace of its own: from another team than the one they proved
 * themselves in. An organisation: people move between its teams, so only another organisation is strange; events do not say the person's own.
 */
export function isStranger(
  installation: Pick<Installation, 'isEnterprise' | 'enterpriseId'>,
  linkedTeam: string,
  teamId: string | null,
  body: SlackBody,
): boolean {
  if (!installation.isEnterprise) return teamId !== null && teamId !== linkedTeam;
  if (teamId?.startsWith('E') === true) return teamId !== installation.enterpriseId;
  const enterprise = textAt(body, 'enterprise', 'id') ?? (textAt(body, 'command') === null ? null : textAt(body, 'enterprise_id'));
  return enterprise !== null && enterprise !== installation.enterpriseId;
}

/** The person's own team as the body names it, or null where it does not. */
export function ownTeamIn(body: SlackBody, slackUserId: string): string | null {
  if (textAt(body, 'user', 'id') === slackUserId) return textAt(body, 'user', 'team_id');
  return textAt(body, 'event', 'user') === slackUserId ? textAt(body, 'event', 'user_team') : null;
}
