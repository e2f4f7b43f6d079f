import { findChatChannel } from '../../../domain/chat/find-chat-channel.ts';
import { findTicketOfMessage } from '../../../domain/chat/find-ticket-of-message.ts';
import type { Card } from '../../cards/card.types.ts';
import type { Person } from '../../commands/person.types.ts';
import { textAt } from '../receive/read-field.rules.ts';
import type { SlackClients, SlackDeps, SlackListeners, Turn } from '../slack.types.ts';
import { queueAnswer } from '../surfaces/queue-answer.ts';
import { stableId } from '../surfaces/stable-id.rules.ts';
import { turnOf } from '../surfaces/turn-of.ts';
import { unlinkedCard } from '../surfaces/unlinked-card.ts';
import { createTicketFromMessage } from './create-ticket-from-message.ts';
import { type ReactionDeed, reactionDeeds } from './reaction-deeds.rules.ts';

type Reacted = { user: string; channel: string; ts: string; deed: ReactionDeed };

/**
 * Reactions as triage, in channels that want it: eyes take the ticket, a white tick resolves it, a ticket opens one. They are commands of whoever reacts, with
 * their rights; what was done shows on the ticket's card, what was refused is told to them alone.
 */
export const reactionListeners: SlackListeners = (app, deps, clients) => {
  app.event('reaction_added', async ({ event, context }) => {
    const deed = reactionDeeds[event.reaction];
    if (deed === undefined || textAt(event, 'item', 'type') !== 'message') return;
    const { channel, ts } = event.item;
    await react(deps, clients, turnOf(context), { user: event.user, channel, ts, deed });
  });
};

async function react(deps: SlackDeps, clients: SlackClients, turn: Turn, reacted: Reacted): Promise<void> {
  const { installation, tenantId } = turn;
  const at = await deps.withTenant(tenantId, { kind: 'system', name: 'chat threads' }, async (uow) => {
    const channel = await findChatChannel(uow, installation.id, reacted.channel);
    if (channel?.reactions !== true) return null;
    return { found: await findTicketOfMessage(uow, { installationId: installation.id, channelId: reacted.channel, ts: reacted.ts }) };
  });
  // Eyes on a message that is no ticket's are only eyes.
  if (at === null || (reacted.deed === 'create') === (at.found !== null)) return;
  const person = await turn.personOf(reacted.user);
  const card = person === null ? unlinkedCard() : await obey(deps, clients, turn, reacted, person, at.found?.number ?? null);
  if (person !== null && card.error === null && card.kind === 'done') return;
  const threadTs = at.found?.rootTs ?? null;
  await queueAnswer(deps, turn, `answer:${turn.item?.id ?? commandOf(turn, reacted)}`, card, {
    kind: 'ephemeral',
    channel: reacted.channel,
    user: reacted.user,
    threadTs,
  });
}

function obey(deps: SlackDeps, clients: SlackClients, turn: Turn, reacted: Reacted, by: Person, ticket: string | null): Promise<Card> {
  const commandId = turn.item?.id ?? commandOf(turn, reacted);
  const { channel, ts, deed } = reacted;
  if (ticket === null) return createTicketFromMessage(deps, clients, turn, { channel, ts, subject: '', by, commandId });
  const take = { op: 'ticket.assign', args: { ticket, to: 'me' } };
  const resolve = { op: 'ticket.status', args: { ticket, status: 'resolved' } };
  return deps.commands.press(by, deed === 'take' ? take : resolve, commandId);
}

function commandOf({ installation }: Turn, { user, channel, ts, deed }: Reacted): string {
  return stableId('reaction', installation.id, channel, ts, user, deed);
}
