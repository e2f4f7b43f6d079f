import { createHash } from 'node:crypto';
import type { Received, SlackBody } from './body.types.ts';
import { homesOfCommand, homesOfEvent, homesOfInteraction } from './homes.rules.ts';
import { laneOfCommand, laneOfEvent, laneOfPress } from './lanes.rules.ts';
import { opensView } from './opens-view.rules.ts';
import { firstAt, objectAt, textAt } from './read-field.rules.ts';

/** What goes straight through to Bolt, because what it asks for cannot wait or must be answered in the response. */
const directTypes = ['view_submission', 'view_closed', 'block_suggestion', 'shortcut', 'message_action'];

/**
 * What a verified body is, whose it is and how it is kept. Events are known again by their `event_id` (Slack sends the same up to four times), commands by
 * their trigger, presses by who pressed what where and when.
 */
export function classify(body: SlackBody): Received {
  const type = textAt(body, 'type');
  if (type === 'url_verification') return { kind: 'url_verification', challenge: textAt(body, 'challenge') ?? '' };
  if (String(body.ssl_check) === '1') return { kind: 'ssl_check' };
  if (type === 'event_callback') return classifyEvent(body);
  if (type === 'app_rate_limited') return classifyRateLimit(body);
  if (textAt(body, 'command') !== null) return classifyCommand(body);
  if (type === 'block_actions') return classifyPress(body);
  if (type !== null && directTypes.includes(type)) return { kind: 'direct', what: type, homes: homesOfInteraction(body) };
  return { kind: 'dropped', reason: `nothing of ours: ${(type ?? 'no type').slice(0, 60)}` };
}

function classifyEvent(body: SlackBody): Received {
  const id = textAt(body, 'event_id');
  if (id === null) return { kind: 'dropped', reason: 'an event without its id' };
  return { kind: 'durable', what: 'event', key: id, lane: laneOfEvent(objectAt(body, 'event')), homes: homesOfEvent(body) };
}

/** Slack says once a minute that a workspace had more events than it sends; it has no id of its own. */
function classifyRateLimit(body: SlackBody): Received {
  const key = `app_rate_limited:${textAt(body, 'team_id') ?? ''}:${String(body.minute_rate_limited)}`;
  return { kind: 'durable', what: 'event', key, lane: 'workspace', homes: homesOfEvent(body) };
}

function classifyCommand(body: SlackBody): Received {
  const homes = homesOfCommand(body);
  if (opensView(textAt(body, 'text') ?? '')) return { kind: 'direct', what: 'command', homes };
  const key = `command:${digest(textAt(body, 'trigger_id'), textAt(body, 'user_id'), textAt(body, 'channel_id'), textAt(body, 'text'))}`;
  return { kind: 'durable', what: 'command', key, lane: laneOfCommand(body), homes };
}

function classifyPress(body: SlackBody): Received {
  const action = firstAt(body, 'actions');
  const id = textAt(action, 'action_id') ?? '';
  const homes = homesOfInteraction(body);
  if (id.startsWith('open:') || id.startsWith('nav:')) return { kind: 'direct', what: 'block_actions', homes };
  // A link opens by itself, and a field that is filled in says what it holds when the form is sent; a picker on a message acts at once.
  const isPicker = id.startsWith('pick:') && textAt(body, 'view', 'id') === null;
  if (!id.startsWith('op:') && !isPicker) return { kind: 'dropped', reason: id.startsWith('link:') ? 'a link' : 'a field' };
  const where = textAt(body, 'container', 'message_ts') ?? textAt(body, 'container', 'view_id') ?? textAt(body, 'view', 'id');
  const key = `press:${digest(teamOf(body), textAt(body, 'user', 'id'), textAt(body, 'container', 'channel_id'), where, id, textAt(action, 'action_ts'))}`;
  return { kind: 'durable', what: 'action', key, lane: laneOfPress(body), homes };
}

function teamOf(body: SlackBody): string | null {
  return textAt(body, 'team', 'id') ?? textAt(body, 'enterprise', 'id') ?? textAt(body, 'user', 'team_id');
}

function digest(...parts: (string | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
