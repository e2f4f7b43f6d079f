import type { Deliveries } from './deliveries.ts';
import type { FakeMessage } from './fake-slack.types.ts';
import { newTs } from './json.ts';
import type { Channel } from './slack-state.ts';

/** Tells the app of a reaction in a conversation that it is in. */
export async function emitReaction(
  deliveries: Deliveries,
  channel: Channel,
  message: FakeMessage,
  user: string,
  name: string,
): Promise<void> {
  if (!channel.hasBot) return;
  const event = {
    type: 'reaction_added',
    user,
    reaction: name,
    item_user: message.user,
    item: { type: 'message', channel: channel.id, ts: message.ts },
    event_ts: newTs(),
  };
  await deliveries.emit(channel.workspace, event, { channel });
}
