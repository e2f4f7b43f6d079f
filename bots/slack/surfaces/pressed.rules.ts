import { objectAt, textAt } from '../receive/read-field.rules.ts';
import type { AnswerRef } from '../slack.types.ts';

/** What was pressed, where and by whom, as a `block_actions` payload says it. */
export type Pressed = {
  element: Record<string, unknown>;
  actionId: string;
  blockId: string;
  user: string;
  team: string | null;
  name: string;
  /** Null in a view. */
  channel: string | null;
  ts: string | null;
  threadTs: string | null;
  isEphemeral: boolean;
  view: { id: string; isHome: boolean } | null;
};

/** Reads the payload's one action. */
export function readPressed(body: unknown, element: Record<string, unknown>): Pressed {
  const channel = textAt(body, 'container', 'channel_id') ?? textAt(body, 'channel', 'id');
  const viewId = textAt(body, 'view', 'id');
  const ts = textAt(body, 'container', 'message_ts') ?? textAt(body, 'message', 'ts');
  return {
    element,
    actionId: textAt(element, 'action_id') ?? '',
    blockId: textAt(element, 'block_id') ?? '',
    user: textAt(body, 'user', 'id') ?? '',
    team: textAt(body, 'user', 'team_id'),
    name: textAt(body, 'user', 'name') ?? textAt(body, 'user', 'username') ?? '',
    channel: viewId === null ? channel : null,
    ts: viewId === null ? ts : null,
    threadTs: textAt(body, 'container', 'thread_ts') ?? textAt(body, 'message', 'thread_ts'),
    isEphemeral: objectAt(body, 'container').is_ephemeral === true,
    view: viewId === null ? null : { id: viewId, isHome: textAt(body, 'view', 'type') === 'home' },
  };
}

/** What kind of thing carries the button: our answer to somebody, a ticket's card, or something else of ours that others may read. */
export type Carrier = 'answer' | 'card' | 'other';

/**
 * Where a press is answered. On an answer that only its reader sees, in its place; in the direct conversation in the thread; everywhere else so that only whoever
 * pressed sees it. `inPlace` asks for the place of the message itself where it is the presser's own.
 */
export function answerPlace(pressed: Pressed, carrier: Carrier, inPlace = false): AnswerRef['to'] {
  const { channel, ts, threadTs, user, isEphemeral } = pressed;
  if (channel === null || ts === null) return { kind: 'dm', user };
  if (isEphemeral) return { kind: 'respond', user, replace: true, inChannel: false };
  if (channel.startsWith('D')) {
    if (inPlace && carrier === 'answer') return { kind: 'respond', user, replace: true, inChannel: false };
    return { kind: 'thread', channel, threadTs: threadTs ?? ts, user };
  }
  // An ephemeral message in a thread that has only its root would not be seen in Slack's apps: with the card as root it is the card's thread.
  return { kind: 'ephemeral', channel, user, threadTs: threadTs ?? (carrier === 'card' ? ts : null) };
}
