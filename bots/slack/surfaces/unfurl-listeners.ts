import { chatLane } from '../../../domain/chat/chat-lane.rules.ts';
import { findChatChannel } from '../../../domain/chat/find-chat-channel.ts';
import { queueChatPost } from '../../../domain/chat/queue-chat-post.ts';
import { objectAt } from '../receive/read-field.rules.ts';
import type { SlackListeners } from '../slack.types.ts';
import { linkedTickets } from './ticket-link.rules.ts';
import { turnOf } from './turn-of.ts';
import type { UnfurlRef } from './unfurl-composer.ts';

const actor = { kind: 'system', name: 'chat unfurls' } as const;

/** Links to our tickets get a preview of what everybody in the channel may know. */
export const unfurlListeners: SlackListeners = (app, deps) => {
  app.event('link_shared', async ({ event, body, context }) => {
    const turn = turnOf(context);
    const { installation, tenantId } = turn;
    const links = linkedTickets(
      event.links.map(({ url }) => url),
      deps.webUrl,
    );
    // A link that is still being written is in a composer, not in a channel: there is nothing to attach a preview to.
    if (links.length === 0 || event.source === 'composer' || event.channel === 'COMPOSER') return;
    const person = await turn.personOf(event.user);
    await deps.withTenant(tenantId, actor, async (uow) => {
      const channel = await findChatChannel(uow, installation.id, event.channel);
      const isShared = objectAt(body).is_ext_shared_channel === true || channel?.isShared === true;
      const ref: UnfurlRef = {
        channel: event.channel,
        ts: event.message_ts,
        links,
        sharer: isShared || person === null ? null : person.userId,
      };
      await queueChatPost(uow, {
        installationId: installation.id,
        effectKey: `unfurl:${installation.id}:${event.channel}:${event.message_ts}`,
        kind: 'unfurl',
        lane: chatLane(installation.id, event.channel),
        ref,
      });
    });
  });
};
