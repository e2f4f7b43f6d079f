import type { BlockAction } from '@slack/bolt';
import { cancelChatPost } from '../../../domain/chat/cancel-chat-post.ts';
import { findTalkedTicket } from '../../../domain/chat/find-talked-ticket.ts';
import { voteOnAnswer } from '../../../domain/chat/vote-on-answer.ts';
import type { Card } from '../../cards/card.types.ts';
import { linkAnswer, tryLinkCode } from '../install/link-answer.ts';
import { textAt } from '../receive/read-field.rules.ts';
import { pressedValue } from '../render/action-value.rules.ts';
import { feedbackActionId } from '../send/feedback-block.rules.ts';
import { showStatus } from '../send/show-status.ts';
import type { AnswerRef, SlackListeners } from '../slack.types.ts';
import { answerFreely } from './answer-freely.ts';
import { asStaff } from './as-staff.ts';
import { linkCodeIn } from './desk-command.ts';
import { heardText } from './heard-text.ts';
import { readPressed } from './pressed.rules.ts';
import { queueAnswer } from './queue-answer.ts';
import type { ModalKit } from './show-modal.ts';
import { stableId } from './stable-id.rules.ts';
import { turnOf } from './turn-of.ts';

const actor = { kind: 'system', name: 'chat assistant' } as const;

/** Something a person wrote to the app directly; `root` begins the thread it stands in. */
type Written = { channel: string; ts: string; root: string; user: string; team: string | null; text: string };

/** The app's direct conversation: every saying gets a streamed answer in its thread, which can be stopped and judged. */
export const assistantListeners: SlackListeners = (app, deps, clients) => {
  app.event('message', async ({ event, context }) => {
    const written = readWritten(event, turnOf(context).installation.botUserId);
    if (written !== null) await answer({ deps, clients, turn: turnOf(context) }, written);
  });
  app.event('agent_session_stopped', async ({ event, context }) => {
    const turn = turnOf(context);
    const which = { installationId: turn.installation.id, channel: event.channel, threadTs: event.thread_ts };
    await deps.withTenant(turn.tenantId, actor, (uow) => cancelChatPost(uow, which));
  });
  app.action<BlockAction>({ type: 'block_actions', action_id: feedbackActionId }, async ({ ack, body, action, context }) => {
    await ack();
    const turn = turnOf(context);
    const { channel, ts, user, team, element } = readPressed(body, action as unknown as Record<string, unknown>);
    const person = await turn.personOf(user, team);
    const vote = pressedValue(element);
    if (person === null || channel === null || ts === null || (vote !== '1' && vote !== '-1')) return;
    const given = {
      installationId: turn.installation.id,
      channelId: channel,
      ts,
      userId: person.userId,
      vote: vote === '1' ? 1 : -1,
    } as const;
    await asStaff(deps, person, (uow) => voteOnAnswer(uow, given));
  });
};

/** A message of a person in the direct conversation; null for edits, deletions and what apps write. */
function readWritten(event: unknown, botUserId: string): Written | null {
  const [channel, ts, user] = [textAt(event, 'channel'), textAt(event, 'ts'), textAt(event, 'user')];
  const subtype = textAt(event, 'subtype');
  if (textAt(event, 'channel_type') !== 'im' || (subtype !== null && subtype !== 'file_share')) return null;
  if (channel === null || ts === null || user === null || user === botUserId || textAt(event, 'bot_id') !== null) return null;
  const team = textAt(event, 'user_team') ?? textAt(event, 'team');
  return { channel, ts, root: textAt(event, 'thread_ts') ?? ts, user, team, text: textAt(event, 'text') ?? '' };
}

async function answer(kit: ModalKit, written: Written): Promise<void> {
  const { deps, clients, turn } = kit;
  const { installation } = turn;
  const { channel, ts, root, user, team } = written;
  const client = await clients.clientFor(turn.tenantId, installation.id);
  await showStatus(client, channel, root, 'is looking…');
  const to: AnswerRef['to'] = { kind: 'stream', channel, threadTs: root, user, team: team ?? installation.externalId };
  await queueAnswer(deps, turn, `answer:direct:${installation.id}:${channel}:${ts}`, await reply(kit, written, to), to);
}

async function reply({ deps, clients, turn }: ModalKit, written: Written, to: AnswerRef['to']): Promise<Card> {
  const { channel, ts, root, user, team } = written;
  const caller = { id: user, team, name: '' };
  const text = await heardText(deps, turn, written.text);
  const code = linkCodeIn(text);
  if (code !== null && code !== '') return tryLinkCode(deps, clients, turn, caller, code);
  const person = code === '' ? null : await turn.personOf(user, team);
  if (person === null) return linkAnswer(deps, turn, caller);
  const ticket = await asStaff(deps, person, (uow) => findTalkedTicket(uow, turn.installation.id, channel, root));
  const act = { deps, clients, turn, person, commandId: stableId('direct', turn.installation.id, channel, ts) };
  return answerFreely(act, { text, ticket, channel: null, user, team, to });
}
