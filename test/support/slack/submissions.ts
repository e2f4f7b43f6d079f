import { z } from 'zod';
import { chosenState } from './choose.ts';
import type { Deliveries } from './deliveries.ts';
import { inputBlocks, isBlank, stateValues } from './element-state.ts';
import type { Delivered, FakePerson, FakeView } from './fake-slack.types.ts';
import { installedIn, interactionBase, newTrigger } from './interaction-base.ts';
import { flagOf, type Json, objectOf, parsed, textOf, wordsOf } from './json.ts';
import { viewRecord } from './places.ts';
import type { SlackState, ViewRecord } from './slack-state.ts';
import { offered } from './suggestions.ts';
import { viewProblems } from './validate-blocks.ts';
import { dropViews, fillView, modalsOf, newView, viewBody } from './view-methods.ts';

type Submitted = Delivered & { errors: Record<string, string> | null };

const view = z.looseObject({ type: z.literal('modal') });
const answers = z.discriminatedUnion('response_action', [
  z.strictObject({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string().min(1)) }),
  z.strictObject({ response_action: z.literal('update'), view }),
  z.strictObject({ response_action: z.literal('push'), view }),
  z.strictObject({ response_action: z.literal('clear') }),
]);

/** Fills in the view, checks what Slack's own client checks, submits it, and does what the app answers. */
export async function submitView(
  state: SlackState,
  deliveries: Deliveries,
  person: FakePerson,
  form: FakeView,
  values: Record<string, string>,
): Promise<Submitted> {
  const record = viewRecord(state, form);
  installedIn(state, record.workspace);
  if (form.user !== person.id) throw new Error('only the one it is for sees the view');
  if (form.type !== 'modal' || form.submit === null) throw new Error(`“${form.title}” has no button to submit it`);
  if (modalsOf(state, person.id)[0] !== record) throw new Error(`“${form.title}” lies under another view`);
  await fillIn(state, deliveries, person, record, values);
  const early = clientErrors(record);
  if (early !== null) return { status: 0, body: '', ms: 0, errors: early };
  const answer = await deliveries.interaction({
    type: 'view_submission',
    ...interactionBase(state, person, record.workspace),
    trigger_id: newTrigger(state, person, record.workspace, record.view.id),
    view: viewBody(state, record),
    response_urls: [],
  });
  if (answer.status !== 200) return { ...answer, errors: null };
  return { ...answer, errors: obey(state, person, record, answer.body) };
}

/** The errors as block ids and as labels, so that a test may name either. */
async function fillIn(state: SlackState, deliveries: Deliveries, person: FakePerson, record: ViewRecord, values: Record<string, string>) {
  for (const [name, value] of Object.entries(values)) {
    const blocks = inputBlocks(record.view.blocks);
    const block = blocks.find((each) => each.block_id === name) ?? blocks.find((each) => wordsOf(each.label) === name);
    if (block === undefined) throw new Error(`the view has no “${name}”; it has ${blocks.map((each) => wordsOf(each.label)).join(' | ')}`);
    const element = objectOf(block.element);
    const look = (text: string): Promise<Json[]> => offered(state, deliveries, person, record.view, element, text);
    const chosen = await chosenState(element, value, look);
    record.values[String(block.block_id)] = { [String(element.action_id)]: chosen };
  }
}

/** What the client refuses before it sends anything. */
function clientErrors(record: ViewRecord): Record<string, string> | null {
  const state = stateValues(record.view.blocks, record.values);
  const errors: Record<string, string> = {};
  for (const block of inputBlocks(record.view.blocks)) {
    const id = String(block.block_id);
    const element = objectOf(block.element);
    const mine = objectOf(state[id]?.[String(element.action_id)]);
    const text = textOf(mine.value) ?? '';
    const { min_length: min, max_length: max } = element;
    const longest = typeof max === 'number' ? max : 3_000;
    if (isBlank(mine)) {
      if (!flagOf(block.optional)) errors[id] = 'Please complete this required field.';
    } else if (text.length > longest) errors[id] = `Please enter no more than ${longest} characters.`;
    else if (typeof min === 'number' && text.length < min) errors[id] = `Please enter at least ${min} characters.`;
    else if (element.type === 'email_text_input' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text))
      errors[id] = 'Please enter a valid email address.';
    else if (element.type === 'number_input' && !numberFits(element, text)) errors[id] = 'Please enter a valid number.';
  }
  return Object.keys(errors).length > 0 ? errors : null;
}

function numberFits(element: Json, text: string): boolean {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value) || (!flagOf(element.is_decimal_allowed) && !Number.isInteger(value))) return false;
  const { min_value: min, max_value: max } = element;
  return (min === undefined || value >= Number(min)) && (max === undefined || value <= Number(max));
}

/** Does what the app answered: https://docs.slack.dev/surfaces/modals#updating_response */
function obey(state: SlackState, person: FakePerson, record: ViewRecord, body: string): Record<string, string> | null {
  if (body === '') {
    dropViews(state, [record]);
    return null;
  }
  const read = answers.safeParse(parsed(body));
  if (!read.success) return refused(state, [`the answer is none that Slack knows: ${body.slice(0, 200)}`]);
  const answer = read.data;
  if (answer.response_action === 'clear') {
    dropViews(state, modalsOf(state, person.id));
    return null;
  }
  if (answer.response_action === 'errors') {
    const known = inputBlocks(record.view.blocks).map((block) => String(block.block_id));
    const strange = Object.keys(answer.errors).filter((id) => !known.includes(id));
    const problems = strange.map((id) => `errors: the view has no input block ${id}`);
    return problems.length > 0 || Object.keys(answer.errors).length === 0
      ? refused(state, [...problems, 'errors without a place'])
      : answer.errors;
  }
  const problems = viewProblems(answer.view);
  const stack = modalsOf(state, person.id);
  if (answer.response_action === 'push' && stack.length >= 3) problems.push('push: three views lie on one another already');
  if (problems.length > 0) return refused(state, problems);
  if (answer.response_action === 'update') fillView(record, answer.view);
  else state.views.push(newView(record.workspace, person.id, answer.view, record));
  return null;
}

function refused(state: SlackState, problems: string[]): null {
  state.refusals.push({ method: 'view_submission', problems });
  return null;
}

/** Closes the topmost view; the app hears of it when it asked to. */
export async function closeTop(state: SlackState, deliveries: Deliveries, person: FakePerson, form: FakeView): Promise<Delivered | null> {
  const record = viewRecord(state, form);
  const clear = flagOf(record.raw.clear_on_close);
  const body = viewBody(state, record);
  dropViews(state, clear ? modalsOf(state, person.id) : [record]);
  if (!flagOf(record.raw.notify_on_close)) return null;
  return deliveries.interaction({
    type: 'view_closed',
    ...interactionBase(state, person, record.workspace),
    view: body,
    is_cleared: clear,
  });
}
