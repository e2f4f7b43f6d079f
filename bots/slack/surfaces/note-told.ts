import { chatLane } from '../../../domain/chat/chat-lane.rules.ts';
import { findThreadTicket } from '../../../domain/chat/find-thread-ticket.ts';
import { queueChatPost } from '../../../domain/chat/queue-chat-post.ts';
import { makeCard } from '../../cards/make-card.rules.ts';
import { action, bold, plain } from '../../cards/spans.rules.ts';
import type { AnswerRef, SlackListeners } from '../slack.types.ts';
import { readMessageEvent } from '../threads/message-event.rules.ts';
import { turnOf } from './turn-of.ts';

/** Says to a member of staff, the first time they write in a ticket's thread and never again, that the customer does not read it. */
export const noteTold: SlackListeners = (app, deps) => {
  app.event('message', async ({ event, context }) => {
    const turn = turnOf(context);
    const { installation, tenantId } = turn;
    const facts = readMessageEvent(event, installation.botUserId);
    if (facts.kind !== 'said' || facts.said.threadTs === null || facts.said.text.includes(`<@${installation.botUserId}>`)) return;
    const { channel, user, team, threadTs } = facts.said;
    const person = await turn.personOf(user, team);
    if (person === null) return;
    await deps.withTenant(tenantId, { kind: 'system', name: 'chat threads' }, async (uow) => {
      const ticket = await findThreadTicket(uow, installation.id, channel, threadTs);
      if (ticket === null) return;
      const card = makeCard('help', [bold('This is internal')], {
        text: [
          plain(
            `Only staff see what is written in this thread, as a note on ${ticket.number}. To answer the customer press Reply: you see the mail before it leaves.`,
          ),
        ],
        actions: [action('Reply to customer', 'open:reply', { ticket: ticket.number })],
      });
      const to: AnswerRef['to'] = { kind: 'ephemeral', channel, user, threadTs };
      await queueChatPost(uow, {
        installationId: installation.id,
        effectKey: `told-internal:${person.userId}`,
        kind: 'answer',
        lane: chatLane(installation.id, channel),
        ref: { card, to } satisfies AnswerRef,
      });
    });
  });
};
