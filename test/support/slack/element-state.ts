import { isObject, type Json, listOf } from './json.ts';
import { everyElement } from './walk-blocks.ts';

/** What has been chosen or filled in, by block id and action id, as `state.values` has it. */
export type Values = Record<string, Record<string, Json>>;

const single: Record<string, [string, string]> = {
  static_select: ['selected_option', 'initial_option'],
  external_select: ['selected_option', 'initial_option'],
  radio_buttons: ['selected_option', 'initial_option'],
  users_select: ['selected_user', 'initial_user'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  channels_select: ['selected_channel', 'initial_channel'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  datetimepicker: ['selected_date_time', 'initial_date_time'],
  plain_text_input: ['value', 'initial_value'],
  email_text_input: ['value', 'initial_value'],
  url_text_input: ['value', 'initial_value'],
  number_input: ['value', 'initial_value'],
  rich_text_input: ['rich_text_value', 'initial_value'],
};
const several: Record<string, [string, string]> = {
  checkboxes: ['selected_options', 'initial_options'],
  multi_static_select: ['selected_options', 'initial_options'],
  multi_external_select: ['selected_options', 'initial_options'],
  multi_users_select: ['selected_users', 'initial_users'],
  multi_conversations_select: ['selected_conversations', 'initial_conversations'],
  multi_channels_select: ['selected_channels', 'initial_channels'],
  file_input: ['files', 'initial_files'],
};

/** The key under which the state of such an element stands; null for what has no state. */
export function stateKey(type: unknown): { key: string; many: boolean } | null {
  const one = single[String(type)];
  if (one !== undefined) return { key: one[0], many: false };
  const many = several[String(type)];
  return many === undefined ? null : { key: many[0], many: true };
}

function initialState(element: Json): Json | null {
  const type = String(element.type);
  const one = single[type];
  if (one !== undefined) return { type, [one[0]]: element[one[1]] ?? null };
  const many = several[type];
  return many === undefined ? null : { type, [many[0]]: element[many[1]] ?? [] };
}

/** The state of all blocks: what was chosen, otherwise what they began with. */
export function stateValues(blocks: readonly Json[], chosen: Values): Values {
  const values: Values = {};
  for (const { element, block } of everyElement(blocks)) {
    const initial = initialState(element);
    if (initial === null) continue;
    const blockId = String(block.block_id);
    const actionId = String(element.action_id);
    const mine = values[blockId] ?? {};
    mine[actionId] = chosen[blockId]?.[actionId] ?? initial;
    values[blockId] = mine;
  }
  return values;
}

/** True when nothing is chosen or filled in. */
export function isBlank(state: Json): boolean {
  const { type: _type, ...rest } = state;
  return Object.values(rest).every((value) => value === null || value === '' || (Array.isArray(value) && value.length === 0));
}

/** What of it still has a place in the blocks: Slack keeps what was filled in where block and action ids stay the same. */
export function keptValues(blocks: readonly Json[], chosen: Values): Values {
  const kept: Values = {};
  for (const { element, block } of everyElement(blocks)) {
    const blockId = String(block.block_id);
    const state = chosen[blockId]?.[String(element.action_id)];
    if (isObject(state) && state.type === element.type) kept[blockId] = { ...kept[blockId], [String(element.action_id)]: state };
  }
  return kept;
}

/** The input blocks among them. */
export function inputBlocks(blocks: unknown): Json[] {
  return listOf(blocks).filter((block) => block.type === 'input');
}
