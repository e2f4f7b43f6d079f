import { AppError } from '../../../domain/errors.ts';
import { slackErrorOf } from './token-errors.rules.ts';

/**
 * How a return from Slack's consent ended. `connected`: saved for the company whose admin began it; `renewed`: the workspace was connected already and has new
 * tokens; `claim`: it belongs to nobody yet and waits behind the token; `refused`: nothing was changed, and why.
 */
export type InstallEnd =
  | { kind: 'connected'; workspace: string }
  | { kind: 'renewed'; workspace: string }
  | { kind: 'claim'; token: string; workspace: string }
  | { kind: 'refused'; reason: InstallRefusal; words: string };

export type InstallRefusal = 'denied' | 'state' | 'code' | 'settings' | 'ours' | 'slack';

const again = 'Start again from Deskhand’s Slack page.';

const sentences: Record<Exclude<InstallRefusal, 'ours'>, string> = {
  denied: `The installation was cancelled in Slack, so nothing was connected. ${again}`,
  state: `This return from Slack does not belong to an installation that was begun in this browser within the last ten minutes, or it was used already. Nothing was connected. ${again}`,
  code: `Slack’s answer was used already, is too old, or is not for this app. Nothing was connected. ${again}`,
  settings:
    'Slack refuses this app’s settings. Nothing was connected. Whoever runs Deskhand compares SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and the redirect address with the Slack app (its manifest stands on the Slack page).',
  slack: `Slack could not be asked, or answered something that is not understood. Nothing was connected. Try again in a minute. ${again}`,
};

// Names by @slack/oauth (`ErrorCode`) and by `oauth.v2.access`.
const byName: Record<string, Exclude<InstallRefusal, 'ours'>> = {
  slack_oauth_installer_authorization_error: 'denied',
  slack_oauth_invalid_state: 'state',
  slack_oauth_missing_state: 'state',
  slack_oauth_missing_code: 'code',
  invalid_code: 'code',
  code_already_used: 'code',
  invalid_grant_type: 'settings',
  invalid_client_id: 'settings',
  bad_client_secret: 'settings',
  bad_redirect_uri: 'settings',
  invalid_scope: 'settings',
  no_bot: 'settings',
};

/** What went wrong in words for the browser. Our own failures bring their words, Slack's are known by name; null for anything else, which is a fault of ours. */
export function refusedEnd(error: unknown): (InstallEnd & { kind: 'refused' }) | null {
  if (error instanceof AppError) return { kind: 'refused', reason: 'ours', words: error.userMessage };
  const slackError = slackErrorOf(error);
  const code = String((error as { code?: unknown } | null)?.code);
  const reason = byName[slackError ?? ''] ?? byName[code] ?? (slackError !== null || code.startsWith('slack_webapi_') ? 'slack' : null);
  return reason === null ? null : { kind: 'refused', reason, words: sentences[reason] };
}
