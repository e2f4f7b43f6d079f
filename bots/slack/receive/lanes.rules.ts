import type { SlackBody } from './body.types.ts';
import { objectAt, textAt } from './read-field.rules.ts';

/** Subtypes whose message is inside the event. */
const aboutAnother = ['message_changed', 'message_deleted', 'message_replied'];

/**
 * What must be handled in order: everything of one thread (a message and its edits, reactions and deletion), else of one channel, else of one person. A message
 * and the mention that it also is have different event ids and share their lane.
 */
export function laneOfEvent(event: Record<string, unknown>): string {
  const channel =
    textAt(event, 'channel') ?? textAt(event, 'channel', 'id') ?? textAt(event, 'channel_id') ?? textAt(event, 'item', 'channel');
  if (channel === null) return textAt(event, 'user') ?? textAt(event, 'user', 'id') ?? textAt(event, 'user_id') ?? 'workspace';
  return `${channel}:${rootOf(event) ?? ''}`;
}

/** Commands of one person in one channel are handled one after another. */
export function laneOfCommand(body: SlackBody): string {
  return `${textAt(body, 'channel_id') ?? ''}:${textAt(body, 'user_id') ?? ''}`;
}

/** Presses on the cards of one thread are handled one after another; those in a view, by person. */
export function laneOfPress(body: SlackBody): string {
  const container = objectAt(body, 'container');
  const channel = textAt(container, 'channel_id') ?? textAt(body, 'channel', 'id');
  const root = textAt(container, 'thread_ts') ?? textAt(body, 'message', 'thread_ts') ?? textAt(container, 'message_ts');
  return channel === null || root === null ? (textAt(body, 'user', 'id') ?? 'workspace') : `${channel}:${root}`;
}

function rootOf(event: Record<string, unknown>): string | null {
  if (aboutAnother.includes(textAt(event, 'subtype') ?? '')) {
    const inner = textAt(event, 'message', 'ts') === null ? objectAt(event, 'previous_message') : objectAt(event, 'message');
    return textAt(inner, 'thread_ts') ?? textAt(inner, 'ts') ?? textAt(event, 'deleted_ts');
  }
  return (
    textAt(event, 'thread_ts') ??
    textAt(event, 'assistant_thread', 'thread_ts') ??
    textAt(event, 'item', 'ts') ??
    textAt(event, 'message_ts') ??
    textAt(event, 'ts')
  );
}
