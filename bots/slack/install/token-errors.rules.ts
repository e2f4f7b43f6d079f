/** Answers of Slack that say that the token, and with it the installation, is over (docs.slack.dev, errors of `auth.test`). */
const endings: Record<string, 'revoked' | 'uninstalled'> = {
  token_revoked: 'revoked',
  invalid_auth: 'revoked',
  not_authed: 'revoked',
  account_inactive: 'uninstalled',
  app_uninstalled: 'uninstalled',
};

/** Answers to a refresh that say that the refresh token is used or taken back. */
const refusedRefreshes = ['invalid_refresh_token', 'token_revoked', 'invalid_grant'];

/** Slack's own name of what went wrong (`data.error` of a `WebAPIPlatformError`), or null for anything else. */
export function slackErrorOf(error: unknown): string | null {
  const data = (error as { data?: { error?: unknown } } | null)?.data;
  return typeof data?.error === 'string' ? data.error : null;
}

/** How the installation is to be ended after this answer to a call with its bot token, or null when it goes on. */
export function endingOf(slackError: string | null): 'revoked' | 'uninstalled' | null {
  return slackError === null ? null : (endings[slackError] ?? null);
}

export function isRefusedRefresh(slackError: string | null): boolean {
  return slackError !== null && refusedRefreshes.includes(slackError);
}
