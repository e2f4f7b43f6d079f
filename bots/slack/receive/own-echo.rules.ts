import type { Installation } from '../../../domain/chat/chat.types.ts';
import type { SlackBody } from './body.types.ts';
import { objectAt, textAt } from './read-field.rules.ts';

/** What comes back to us of everything we post. Bolt would ignore most of it too, but only after it was kept and handled. */
const echoing = ['message', 'app_mention', 'reaction_added', 'reaction_removed', 'link_shared', 'file_shared'];

/**
 * Whether an event says no more than what we did ourselves. A deletion is none: a person may have removed a card of ours. Nor is it one that our bot joined or
 * left a channel.
 */
export function isOwnEcho(body: SlackBody, installation: Pick<Installation, 'botUserId' | 'botId'>): boolean {
  const event = objectAt(body, 'event');
  if (!echoing.includes(textAt(event, 'type') ?? '')) return false;
  const subtype = textAt(event, 'subtype');
  if (subtype === 'message_deleted') return false;
  const said = subtype === 'message_changed' ? objectAt(event, 'message') : event;
  return (
    [textAt(said, 'user'), textAt(said, 'user_id')].includes(installation.botUserId) ||
    (installation.botId !== null && textAt(said, 'bot_id') === installation.botId)
  );
}
