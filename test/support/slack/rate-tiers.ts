import { type Json, textOf } from './json.ts';
import type { SlackState } from './slack-state.ts';

// Calls a minute, method and workspace: https://docs.slack.dev/apis/web-api/rate-limits
const perMinute: Record<string, number> = {
  'chat.update': 50,
  'chat.delete': 50,
  'chat.postEphemeral': 100,
  'chat.startStream': 20,
  'chat.appendStream': 100,
  'chat.stopStream': 20,
  'conversations.open': 50,
  'conversations.info': 50,
  'conversations.members': 100,
  // Of apps that are distributed outside the Marketplace, since 29 May 2025.
  'conversations.history': 1,
  'conversations.replies': 1,
  'users.info': 100,
  'users.list': 20,
  'views.open': 100,
  'views.push': 100,
  'views.update': 100,
  'views.publish': 100,
  'reactions.add': 50,
};

const seen = new WeakMap<SlackState, Map<string, number[]>>();

/** Seconds to wait under Slack's own tiers; null when there is room, or when the test did not ask for tiers. */
export function overTier(state: SlackState, token: string | null, method: string, args: Json): number | null {
  if (!state.options.tiers) return null;
  if (method === 'chat.postMessage') return over(state, `${token} post ${textOf(args.channel)}`, 1, 1_000);
  const most = perMinute[method];
  return most === undefined ? null : over(state, `${token} ${method}`, most, 60_000);
}

function over(state: SlackState, key: string, most: number, windowMs: number): number | null {
  const times = seen.get(state) ?? new Map<string, number[]>();
  seen.set(state, times);
  const now = Date.now();
  const recent = (times.get(key) ?? []).filter((at) => now - at < windowMs);
  const first = recent[0];
  if (recent.length >= most && first !== undefined) return Math.max(1, Math.ceil((first + windowMs - now) / 1000));
  times.set(key, [...recent, now]);
  return null;
}
