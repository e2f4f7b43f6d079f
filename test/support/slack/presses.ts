import { chosenState } from './choose.ts';
import type { Deliveries } from './deliveries.ts';
import { stateKey } from './element-state.ts';
import type { Delivered, FakeMessage, FakePerson, FakeView } from './fake-slack.types.ts';
import { chosenOption, type Found, findElement, findOption } from './find-element.ts';
import { homeOf, installedIn, interactionBase, newResponse, newTrigger } from './interaction-base.ts';
import { type Json, newTs, objectOf } from './json.ts';
import { messageBody } from './message-events.ts';
import { isView, placeOf } from './places.ts';
import { channelById, recordOfMessage, type SlackState } from './slack-state.ts';
import { offered } from './suggestions.ts';
import { optionsOf } from './walk-blocks.ts';

/** A press on a button or a choice in a menu, as `block_actions`. */
export async function pressOn(
  state: SlackState,
  deliveries: Deliveries,
  person: FakePerson,
  where: FakeMessage | FakeView,
  label: string,
  option?: string,
): Promise<Delivered> {
  const place = placeOf(state, where);
  installedIn(state, place.workspace);
  if (!isView(where) && where.ephemeralTo !== undefined && where.ephemeralTo !== person.id)
    throw new Error('only the one it is for sees it');
  if (isView(where) && where.user !== person.id) throw new Error('only the one it is for sees the view');
  const found = findElement(place.blocks, label);
  const chosen = await chosenIn(state, deliveries, person, where, found, option);
  const { element, block } = found;
  if (stateKey(element.type) !== null) {
    const mine = place.chosen[String(block.block_id)] ?? {};
    mine[String(element.action_id)] = chosen;
    place.chosen[String(block.block_id)] = mine;
  }
  const action = {
    type: element.type,
    action_id: element.action_id,
    block_id: block.block_id,
    ...chosen,
    action_ts: newTs(),
  };
  const responseUrl = isView(where) ? {} : { response_url: responseFor(state, person, where) };
  return deliveries.interaction({
    type: 'block_actions',
    ...interactionBase(state, person, place.workspace),
    trigger_id: newTrigger(state, person, place.workspace, place.viewId),
    ...place.body(),
    ...responseUrl,
    actions: [action],
  });
}

function responseFor(state: SlackState, person: FakePerson, message: FakeMessage): string {
  const record = recordOfMessage(state, message);
  return newResponse(state, person, record.channel, record);
}

async function chosenIn(
  state: SlackState,
  deliveries: Deliveries,
  person: FakePerson,
  where: FakeMessage | FakeView,
  { element, option, opinion }: Found,
  wanted?: string,
): Promise<Json> {
  const { type } = element;
  if (type === 'button' || type === 'icon_button' || type === 'workflow_button') {
    const { text, value, style } = element;
    return { text, ...(value === undefined ? {} : { value }), ...(style === undefined ? {} : { style }) };
  }
  if (type === 'feedback_buttons') {
    if (opinion === null) throw new Error('say which of the two feedback buttons');
    return { text: opinion.text, value: opinion.value };
  }
  if (type === 'overflow') return { selected_option: chosenOption(option ?? findOption(optionsOf(element), needed(wanted))) };
  const text = option === null ? needed(wanted) : String(option.value);
  return chosenState(element, text, (query) => offered(state, deliveries, person, where, element, query));
}

function needed(option: string | undefined): string {
  if (option === undefined) throw new Error('say which option');
  return option;
}

/** The message shortcut of that name, used on a message. */
export async function shortcutOn(
  state: SlackState,
  deliveries: Deliveries,
  person: FakePerson,
  message: FakeMessage,
  callbackId: string,
): Promise<Delivered> {
  const record = recordOfMessage(state, message);
  const { channel } = record;
  installedIn(state, channel.workspace);
  return deliveries.interaction({
    type: 'message_action',
    ...interactionBase(state, person, channel.workspace),
    callback_id: callbackId,
    trigger_id: newTrigger(state, person, channel.workspace, null),
    action_ts: newTs(),
    response_url: newResponse(state, person, channel, null),
    message_ts: message.ts,
    channel: { id: channel.id, name: channel.name },
    message: objectOf(messageBody(state, record)),
  });
}

/** The global shortcut of that name. */
export async function shortcutOf(state: SlackState, deliveries: Deliveries, person: FakePerson, callbackId: string): Promise<Delivered> {
  const workspace = homeOf(state, person);
  installedIn(state, workspace);
  return deliveries.interaction({
    type: 'shortcut',
    ...interactionBase(state, person, workspace),
    callback_id: callbackId,
    trigger_id: newTrigger(state, person, workspace, null),
    action_ts: newTs(),
  });
}

/** The conversation of a command, as the app is told. */
export function commandChannel(state: SlackState, id: string): { id: string; name: string } {
  const channel = channelById(state, id);
  if (channel === null) throw new Error(`the double has no channel ${id}`);
  return { id, name: channel.im === null ? channel.name : 'directmessage' };
}
