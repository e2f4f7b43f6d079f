import type { BlockAction, GlobalShortcut, MessageShortcut } from '@slack/bolt';
import { readChatAction } from '../../../domain/chat/read-chat-action.ts';
import { oneLine } from '../../cards/spans.rules.ts';
import { objectAt, textAt } from '../receive/read-field.rules.ts';
import { decodeAction, pressedValue } from '../render/action-value.rules.ts';
import { fromSlackText } from '../render/slack-text.rules.ts';
import { ticketOfBlock } from '../render/ticket-card.rules.ts';
import type { SlackListeners } from '../slack.types.ts';
import { modalName } from './modal-table.ts';
import { type CarriedForm, openForm } from './open-form.ts';
import { type Opener, openModal, type Rest, tellTooLate } from './open-modal.ts';
import { answerPlace, type Pressed, readPressed } from './pressed.rules.ts';
import type { ModalKit } from './show-modal.ts';
import { turnOf } from './turn-of.ts';

/** What opens a form: buttons `open:<form>` of our cards, the shortcut on a message and the global ones. */
export const openListeners: SlackListeners = (app, deps, clients) => {
  app.action<BlockAction>({ type: 'block_actions', action_id: /^open:/ }, async ({ ack, body, action, context }) => {
    const pressed = readPressed(body, action as unknown as Record<string, unknown>);
    const rest = await openPressed({ deps, clients, turn: turnOf(context) }, pressed, openerOf(body, pressed));
    await ack();
    await rest();
  });
  app.shortcut<MessageShortcut>({ type: 'message_action', callback_id: 'create_ticket' }, async ({ ack, shortcut, context }) => {
    const rest = await openFromMessage({ deps, clients, turn: turnOf(context) }, shortcut);
    await ack();
    await rest();
  });
  app.shortcut<GlobalShortcut>({ type: 'shortcut', callback_id: /^(?:new_ticket|find)$/ }, async ({ ack, shortcut, context }) => {
    const { user, trigger_id: trigger, callback_id } = shortcut;
    const opener: Opener = { trigger, user: user.id, team: user.team_id ?? null, to: { kind: 'dm', user: user.id }, responseUrl: null };
    await openModal({ deps, clients, turn: turnOf(context) }, opener, { modal: callback_id === 'find' ? 'find' : 'new_ticket', args: {} });
    await ack();
  });
};

function openerOf(body: unknown, pressed: Pressed): Opener {
  const { user, team, view, blockId } = pressed;
  const carrier = ticketOfBlock(blockId) === null ? 'other' : 'card';
  return {
    trigger: textAt(body, 'trigger_id') ?? '',
    user,
    team,
    to: answerPlace(pressed, carrier),
    responseUrl: textAt(body, 'response_url'),
    onTop: view !== null && !view.isHome,
  };
}

async function openPressed(kit: ModalKit, pressed: Pressed, opener: Opener): Promise<Rest> {
  const said = decodeAction(pressedValue(pressed.element));
  const { deps, turn } = kit;
  const carried =
    said !== null && 'stash' in said
      ? await deps.withTenant(turn.tenantId, { kind: 'system', name: 'chat forms' }, (uow) => readChatAction(uow, said.stash))
      : said;
  const name = pressed.actionId.slice('open:'.length).split(':')[0] ?? '';
  if (name === 'form' && carried !== null) return openForm(kit, opener, carried.args as unknown as CarriedForm);
  const modal = modalName(name);
  if (modal === null) return tellTooLate(kit, opener);
  // A form takes what it is about, not the version of the card it was opened from: what is written in it is meant whatever happened since.
  const { version: _version, ...args } = carried?.args ?? {};
  return openModal(kit, opener, { modal, args });
}

/** The chosen message fills in the subject. What Slack handed over of it goes along, for when its thread cannot be read. */
function openFromMessage(kit: ModalKit, shortcut: MessageShortcut): Promise<Rest> {
  const { user, channel, message, message_ts: ts, trigger_id: trigger, response_url: responseUrl } = shortcut;
  const text = fromSlackText(textAt(message, 'text') ?? '');
  const line = text.split('\n').find((one) => one.trim() !== '') ?? '';
  const opener: Opener = {
    trigger,
    user: user.id,
    team: user.team_id ?? null,
    to: { kind: 'respond', user: user.id, replace: false, inChannel: false },
    responseUrl,
  };
  const values = { subject: oneLine(line, 150) };
  return openModal(kit, opener, { modal: 'create_ticket', args: { channel: channel.id, ts, message: briefly(message) }, values });
}

/** Metadata holds 3,000 characters; the text is in the thread, and only its beginning is needed when the thread cannot be read. */
function briefly(message: unknown): Record<string, unknown> {
  const { user, bot_id, thread_ts, team, user_team } = objectAt(message);
  const text = (textAt(message, 'text') ?? '').slice(0, 800);
  return { user, bot_id, thread_ts, team, user_team, text };
}
