import { acceptChat } from '../../../domain/chat/accept-chat.ts';
import { captureMessage } from '../../../domain/chat/capture-message.ts';
import type { ChatSpeaker, Spoken } from '../../../domain/chat/chat-message.types.ts';
import { deleteFromChat } from '../../../domain/chat/delete-from-chat.ts';
import { editFromChat } from '../../../domain/chat/edit-from-chat.ts';
import { findChatChannel } from '../../../domain/chat/find-chat-channel.ts';
import { findChatMessage } from '../../../domain/chat/find-chat-message.ts';
import { findThreadTicket } from '../../../domain/chat/find-thread-ticket.ts';
import { hearInThread } from '../../../domain/chat/hear-in-thread.ts';
import { noteChannel } from '../../../domain/chat/note-channel.ts';
import { skipChatMessage } from '../../../domain/chat/skip-chat-message.ts';
import type { Actor } from '../../../domain/ids.types.ts';
import { objectAt } from '../receive/read-field.rules.ts';
import type { SlackClients, SlackDeps, SlackListeners, Turn } from '../slack.types.ts';
import { turnOf } from '../surfaces/turn-of.ts';
import { type MessageEventFacts, readMessageEvent, type SlackSaid } from './message-event.rules.ts';
import { takeIn } from './take-in.ts';

const looking: Actor = { kind: 'system', name: 'chat threads' };

/** How long a reply waits for the message its thread begins with, in ms, each time; Slack itself sends a lost event again after one and five minutes. */
const waitsMs = [2_000, 60_000, 600_000];
const waitField = 'deskhand_wait';

type Kit = { deps: SlackDeps; clients: SlackClients; turn: Turn; body: Record<string, unknown> };

/**
 * What people write in channels: in a ticket's thread it is a note on the ticket, in a channel that captures it may become one; edits and deletions follow. In
 * whatever order and however often Slack tells of them, the ticket ends up saying the same.
 */
export const messageListeners: SlackListeners = (app, deps, clients) => {
  app.event('message', async ({ event, body, context }) => {
    const turn = turnOf(context);
    const facts = readMessageEvent(event, turn.installation.botUserId);
    if (facts.kind !== 'none') await handle({ deps, clients, turn, body: body as unknown as Record<string, unknown> }, facts);
  });
};

async function handle(kit: Kit, facts: Exclude<MessageEventFacts, { kind: 'none' }>): Promise<void> {
  if (facts.kind === 'deleted') return takeBack(kit, facts);
  const { said } = facts;
  const place = await look(kit, said.channel, said.ts, said.threadTs);
  if (facts.kind === 'edited' && place.isKnown) return change(kit, facts.said);
  if (place.isKnown || place.way === 'nothing') return;
  if (said.text.includes(`<@${kit.turn.installation.botUserId}>`)) return passOver(kit, said, 'It speaks to the app, so it is a command.');
  await hear(kit, said, place.way);
}

type Place = { isKnown: boolean; way: 'thread' | 'capture' | 'nothing' };

/** What a message at that place is to us. A channel that others share now is remembered as such, before anything is said in it. */
async function look({ deps, turn, body }: Kit, channel: string, ts: string, threadTs: string | null): Promise<Place> {
  const { installation, tenantId } = turn;
  return deps.withTenant(tenantId, looking, async (uow) => {
    const known = await findChatMessage(uow, { installationId: installation.id, channelId: channel, ts });
    const ticket = await findThreadTicket(uow, installation.id, channel, threadTs ?? ts);
    const use = await findChatChannel(uow, installation.id, channel);
    const isOurs = ticket !== null || use !== null;
    if (isOurs && body.is_ext_shared_channel === true && use?.isShared !== true) {
      await noteChannel(uow, installation.id, { externalId: channel, name: null, isShared: true });
    }
    const captures = use?.capture === true;
    const way = threadTs === null ? (captures ? 'capture' : 'nothing') : ticket !== null || captures ? 'thread' : 'nothing';
    return { isKnown: known !== null, way };
  });
}

async function hear(kit: Kit, said: SlackSaid, way: 'thread' | 'capture'): Promise<void> {
  const { deps, clients, turn } = kit;
  const spoken = await takeIn(deps, clients, turn, said);
  const wait = Number(kit.body[waitField] ?? 0);
  const heard = await deps.withTenant(turn.tenantId, actorOf(spoken.speaker), async (uow): Promise<{ kind: string }> => {
    if (way === 'capture') return captureMessage(uow, spoken);
    return hearInThread(uow, { ...spoken, threadTs: spoken.threadTs ?? spoken.ts }, wait < waitsMs.length);
  });
  if (heard.kind === 'early') await comeBack(kit, said, wait);
}

/** In a lane of its own, so that what it waits for is not held up behind it. */
async function comeBack({ deps, turn, body }: Kit, said: SlackSaid, wait: number): Promise<void> {
  const from = turn.item?.receivedAt ?? new Date();
  await deps.withTenant(turn.tenantId, looking, (uow) =>
    acceptChat(uow, {
      installationId: turn.installation.id,
      kind: 'event',
      key: `wait:${said.channel}:${said.ts}:${said.editedTs ?? ''}:${wait}`,
      lane: `wait:${said.channel}:${said.ts}`,
      payload: { ...objectAt(body), [waitField]: wait + 1 },
      at: new Date(from.getTime() + (waitsMs[wait] ?? 0)),
    }),
  );
}

async function change(kit: Kit, said: SlackSaid & { editedTs: string }): Promise<void> {
  const { deps, clients, turn } = kit;
  // Its files were taken in with it; an edit changes words.
  const spoken: Spoken = await takeIn(deps, clients, turn, { ...said, files: [] });
  await deps.withTenant(turn.tenantId, actorOf(spoken.speaker), (uow) => editFromChat(uow, { ...spoken, editedTs: said.editedTs }));
}

async function takeBack(kit: Kit, { channel, ts, threadTs }: { channel: string; ts: string; threadTs: string | null }): Promise<void> {
  const { deps, turn } = kit;
  const place = await look(kit, channel, ts, threadTs);
  if (!place.isKnown && place.way === 'nothing') return;
  const key = { installationId: turn.installation.id, channelId: channel, ts };
  await deps.withTenant(turn.tenantId, looking, (uow) => deleteFromChat(uow, key));
}

async function passOver({ deps, turn }: Kit, said: SlackSaid, reason: string): Promise<void> {
  const key = {
    installationId: turn.installation.id,
    channelId: said.channel,
    ts: said.ts,
    threadTs: said.threadTs,
    editedTs: said.editedTs,
  };
  await deps.withTenant(turn.tenantId, looking, (uow) => skipChatMessage(uow, { ...key, speaker: { externalId: said.user } }, reason));
}

function actorOf({ userId, name }: ChatSpeaker): Actor {
  return userId === null ? looking : { kind: 'staff', userId, name };
}
