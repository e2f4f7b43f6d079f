import type { ChatPostId } from '../../../domain/ids.types.ts';

const eventType = 'deskhand_post';

/** What every message of ours carries in its metadata, so that Slack can be asked for it: which post, and which part of it from 0. */
export function markFor(post: ChatPostId, part: number): { event_type: string; event_payload: { post: string; part: number } } {
  return { event_type: eventType, event_payload: { post, part } };
}

/** The mark of a message, or null when it has none of ours. */
export function markOf(metadata: unknown): { post: string; part: number } | null {
  const { event_type: type, event_payload: payload } = (metadata ?? {}) as { event_type?: unknown; event_payload?: unknown };
  const { post, part } = (payload ?? {}) as { post?: unknown; part?: unknown };
  return type === eventType && typeof post === 'string' && Number.isInteger(Number(part)) ? { post, part: Number(part) } : null;
}
