import type { Homes, SlackBody } from './body.types.ts';
import { firstAt, objectAt, textAt } from './read-field.rules.ts';

/**
 * Whose installation an event is for. `authorizations` names it; the envelope's `team_id` is where it happened, which in a channel shared by two companies may be
 * the other one, so it counts only where nothing better stands.
 */
export function homesOfEvent(body: SlackBody): Homes {
  const authorization = firstAt(body, 'authorizations');
  const named = ids(textAt(authorization, 'team_id'), textAt(authorization, 'enterprise_id'));
  if (named.length > 0) return named;
  const context = ids(textAt(body, 'context_team_id'), textAt(body, 'context_enterprise_id'));
  return context.length > 0 ? context : ids(textAt(body, 'team_id'), textAt(body, 'enterprise_id'));
}

/** Whose installation a slash command is for. */
export function homesOfCommand(body: SlackBody): Homes {
  return ids(textAt(body, 'team_id'), textAt(body, 'enterprise_id'));
}

/**
 * Whose installation a press, a form or a type-ahead is for: whoever drew what was used (the form names its app's workspace, a message the one its bot belongs
 * to), else the workspace of the body. `team` is null in an organisation-wide installation.
 */
export function homesOfInteraction(body: SlackBody): Homes {
  const drawnBy = textAt(body, 'view', 'app_installed_team_id') ?? drawerOf(body);
  const team = textAt(body, 'team', 'id');
  const enterprise = textAt(body, 'enterprise', 'id') ?? textAt(body, 'team', 'enterprise_id');
  if (drawnBy !== null) return ids(drawnBy, enterprise);
  if (team !== null || enterprise !== null) return ids(team, enterprise);
  return ids(textAt(body, 'user', 'team_id'));
}

function drawerOf(body: SlackBody): string | null {
  const message = objectAt(body, 'message');
  const ours = textAt(message, 'app_id') ?? textAt(message, 'bot_profile', 'app_id');
  return ours !== null && ours === textAt(body, 'api_app_id') ? textAt(message, 'bot_profile', 'team_id') : null;
}

function ids(...found: (string | null)[]): Homes {
  return [...new Set(found.filter((id) => id !== null))];
}
