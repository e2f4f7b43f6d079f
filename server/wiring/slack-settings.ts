import type { SlackSettings } from '../../bots/slack/slack.types.ts';
import type { Env } from '../../config/env.ts';

/** The settings of the Slack app, or null where none is set up. */
export function slackSettingsOf(env: Env): SlackSettings | null {
  const { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET } = env;
  if (SLACK_CLIENT_ID === undefined || SLACK_CLIENT_SECRET === undefined || SLACK_SIGNING_SECRET === undefined) return null;
  return {
    clientId: SLACK_CLIENT_ID,
    clientSecret: SLACK_CLIENT_SECRET,
    signingSecret: SLACK_SIGNING_SECRET,
    apiUrl: withSlash(env.SLACK_API_URL),
    authorizeUrl: env.SLACK_AUTHORIZE_URL,
    appToken: env.SLACK_APP_TOKEN ?? null,
  };
}

// Slack's client joins method names to it as they are.
function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
