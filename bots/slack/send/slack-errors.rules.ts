/**
 * What went wrong with a call, as far as it matters for the next attempt. `unreached`: Slack never got it. `lost`: nobody knows whether it was done. `refused`: it
 * was not done and will not be; `error` is Slack's own name. `gone`: what it was about is not there any more. `ended`: the workspace took our access back.
 * `unknown`: nothing that Slack said.
 */
export type Trouble =
  | { kind: 'throttled'; ms: number }
  | { kind: 'unreached' }
  | { kind: 'lost' }
  | { kind: 'refused'; error: string; reason: string }
  | { kind: 'gone'; error: string }
  | { kind: 'ended'; error: string }
  | { kind: 'unknown' };

/** Slack's names of refusals that a person can do something about, as sentences (docs.slack.dev/reference/methods, errors of each method). */
export const refusals: Readonly<Record<string, string>> = {
  channel_not_found: 'Slack does not show this channel to Deskhand any more. Invite the app to it again, or choose another channel.',
  not_in_channel: 'Deskhand is not in this channel. Invite the app to it.',
  user_not_in_channel: 'The person is not in this channel.',
  is_archived: 'The channel is archived.',
  channel_type_not_supported: 'Slack does not allow this in this kind of conversation.',
  restricted_action: 'A setting of the workspace does not let Deskhand post here. Ask an admin of the workspace.',
  restricted_action_read_only_channel: 'The channel is read-only for apps. Ask an admin of the workspace.',
  restricted_action_thread_only_channel: 'The channel takes messages in threads only. Ask an admin of the workspace.',
  restricted_action_non_threadable_channel: 'The channel has no threads.',
  restricted_action_thread_locked: 'The thread is locked.',
  thread_not_found: 'The thread was deleted in Slack.',
  message_not_found: 'The message was deleted in Slack.',
  cant_update_message: 'Slack does not let Deskhand change this message.',
  cant_delete_message: 'Slack does not let Deskhand delete this message.',
  edit_window_closed: 'A setting of the workspace does not let messages of this age be changed.',
  missing_scope: 'Deskhand lacks a right that it needs here. An admin has to connect the workspace again.',
  no_permission: 'Deskhand lacks a right that it needs here. An admin has to connect the workspace again.',
  ekm_access_denied: 'An admin of the workspace has stopped posting.',
  messages_tab_disabled: 'Direct messages to the app are switched off in this workspace.',
  user_not_found: 'Slack does not know this person any more.',
  user_disabled: 'The person’s Slack account is switched off.',
  cannot_dm_bot: 'Slack does not deliver direct messages to apps.',
  not_enabled: 'The app’s Home tab is switched off in this workspace.',
  file_uploads_disabled: 'The workspace does not take files.',
  storage_limit_reached: 'The workspace has no room for files left.',
  msg_too_long: 'Slack refused it as too long.',
  msg_blocks_too_long: 'Slack refused it as too long.',
  invalid_blocks: 'Slack refused its form.',
  invalid_blocks_format: 'Slack refused its form.',
  no_text: 'Slack refused it as empty.',
  expired_url: 'The time to answer through Slack’s response address is over.',
  used_url: 'Slack’s response address is used up.',
};

/** Slack did something or nothing and does not know itself ("some aspect of the operation may have succeeded"), or its answer was no answer. */
const lostErrors = ['internal_error', 'fatal_error', 'request_timeout', 'service_unavailable', 'team_added_to_org'];
/** What it was about is not there any more, so there is nothing to do. */
const goneErrors = ['cannot_unfurl_url', 'cannot_find_message', 'cannot_unfurl_message', 'cannot_parse_attachment', 'bad_timestamp'];
const throttles = ['ratelimited', 'rate_limited', 'message_limit_exceeded'];
/** The token is over, and with it the installation (errors of `auth.test`). */
const endings = ['token_revoked', 'account_inactive', 'invalid_auth', 'not_authed', 'app_uninstalled'];
/** Failures before the first byte of the request went out (Node and undici). */
const notSent = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];
/** Pause in ms when Slack names none. */
const usualPauseMs = 30_000;

/** A refusal by Slack's name of it; the name alone is kept, never what was posted. */
export function refusalOf(error: string): Trouble {
  const name = /^[a-z][a-z0-9_]{1,60}$/.test(error) ? error : null;
  // Anything but a name is no answer of Slack's (a page of a proxy).
  if (name === null || lostErrors.includes(name)) return { kind: 'lost' };
  if (throttles.includes(name)) return { kind: 'throttled', ms: usualPauseMs };
  if (endings.includes(name)) return { kind: 'ended', error: name };
  // An ended token is renewed before the next attempt.
  if (name === 'token_expired') return { kind: 'unreached' };
  if (goneErrors.includes(name)) return { kind: 'gone', error: name };
  return { kind: 'refused', error: name, reason: refusals[name] ?? `Slack refused it (${name}).` };
}

/** What the error of a call by Slack's client, or by `fetch`, means. */
export function troubleOf(error: unknown): Trouble {
  const { code, retryAfter, data, original, message } = (error ?? {}) as Thrown;
  if (code === 'slack_webapi_rate_limited_error') return { kind: 'throttled', ms: (retryAfter ?? usualPauseMs / 1000) * 1000 };
  if (code === 'slack_webapi_platform_error') return refusalOf(String(data?.error));
  if (code === 'slack_webapi_http_error') return { kind: 'lost' };
  if (code === 'slack_webapi_request_error') return brokenOff(original) ?? { kind: 'lost' };
  // What the client throws for a 429 without a time.
  if (typeof message === 'string' && message.startsWith('Retry header')) return { kind: 'throttled', ms: usualPauseMs };
  return brokenOff(error) ?? { kind: 'unknown' };
}

type Thrown = { code?: string; retryAfter?: number; data?: { error?: unknown }; original?: unknown; message?: unknown };

/** A connection that broke, before or after it carried the request; null for anything else. */
function brokenOff(error: unknown): Trouble | null {
  const { name, message, code, cause } = (error ?? {}) as { name?: string; message?: string; code?: string; cause?: { code?: string } };
  const inner = cause?.code ?? code;
  if (inner !== undefined && notSent.includes(inner)) return { kind: 'unreached' };
  if (name === 'TimeoutError' || name === 'AbortError' || message === 'terminated' || message === 'fetch failed') return { kind: 'lost' };
  return inner !== undefined && /^(UND_ERR|ECONN|EPIPE|ETIMEDOUT)/.test(inner) ? { kind: 'lost' } : null;
}
