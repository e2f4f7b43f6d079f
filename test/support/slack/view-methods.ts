import { keptValues, stateValues } from './element-state.ts';
import type { FakeView } from './fake-slack.types.ts';
import { idOf, isObject, type Json, listOf, objectOf, textOf, wordsOf } from './json.ts';
import { withIds } from './message-events.ts';
import { personById, type SlackState, serves, type Trigger, type ViewRecord, type Workspace, workspaceOf } from './slack-state.ts';
import { viewProblems } from './validate-blocks.ts';
import { type Method, need, Refused, refuse, type WebCall } from './web-call.ts';

/** Modals that lie on one another: https://docs.slack.dev/surfaces/modals */
const deepest = 3;
const largestView = 250_000;
let hashes = 0;

/** The view as Slack sends it back. */
export function viewBody(state: SlackState, record: ViewRecord): Json {
  const { view, raw, workspace } = record;
  return {
    id: view.id,
    team_id: workspace.teamId,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.private_metadata,
    callback_id: view.callback_id,
    state: { values: stateValues(view.blocks, record.values) },
    hash: view.hash,
    title: raw.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: raw.clear_on_close ?? false,
    notify_on_close: raw.notify_on_close ?? false,
    close: raw.close ?? null,
    submit: raw.submit ?? null,
    previous_view_id: view.previousId,
    root_view_id: record.rootId,
    app_id: state.settings.appId,
    external_id: record.externalId ?? '',
    app_installed_team_id: workspace.teamId,
    bot_id: workspace.botId,
  };
}

function checkView(call: WebCall, view: unknown, type: 'modal' | 'home'): Json {
  const problems = viewProblems(view);
  if (isObject(view) && view.type !== type) problems.push(`/view/type: must be ${type}`);
  if (JSON.stringify(view ?? '').length > largestView) refuse(call, ['/view: over 250 kB'], 'view_too_large');
  refuse(call, problems, 'invalid_arguments');
  const externalId = textOf(objectOf(view).external_id);
  if (externalId !== null && call.args.external_id === undefined && call.method !== 'views.update') {
    if (call.state.views.some((each) => each.externalId === externalId)) throw new Refused('duplicate_external_id');
  }
  return view as Json;
}

/** Fills a view from what the app sent; the object that tests hold stays the same. */
export function fillView(record: ViewRecord, raw: Json): void {
  const filled: Partial<FakeView> = {
    hash: `${Math.floor(Date.now() / 1000)}.${(hashes++).toString(36).padStart(8, 'h')}`,
    callback_id: textOf(raw.callback_id) ?? '',
    private_metadata: textOf(raw.private_metadata) ?? '',
    title: wordsOf(raw.title) ?? '',
    submit: wordsOf(raw.submit),
    blocks: withIds(listOf(raw.blocks)),
  };
  Object.assign(record.view, filled);
  record.raw = raw;
  record.externalId = textOf(raw.external_id);
  record.values = keptValues(record.view.blocks, record.values);
}

/** A new view of the person. */
export function newView(workspace: Workspace, userId: string, raw: Json, below: ViewRecord | null): ViewRecord {
  const id = idOf('V');
  const type = raw.type === 'home' ? 'home' : 'modal';
  const previousId = below?.view.id ?? null;
  const view: FakeView = {
    id,
    type,
    hash: '',
    user: userId,
    callback_id: '',
    private_metadata: '',
    title: '',
    submit: null,
    blocks: [],
    previousId,
  };
  const record: ViewRecord = { view, raw, workspace, rootId: below?.rootId ?? id, externalId: null, values: {} };
  fillView(record, raw);
  return record;
}

function takeTrigger(call: WebCall): Trigger {
  const trigger = call.state.triggers.get(need(call, 'trigger_id'));
  if (trigger === undefined || !serves(call.install, trigger.workspace)) throw new Refused('invalid_trigger_id');
  if (trigger.used) throw new Refused('exchanged_trigger_id');
  if (Date.now() > trigger.expiresAt) throw new Refused('expired_trigger_id');
  trigger.used = true;
  return trigger;
}

/** Open modals of the person, the topmost first. */
export function modalsOf(state: SlackState, userId: string): ViewRecord[] {
  return state.views.filter(({ view }) => view.user === userId).reverse();
}

export function dropViews(state: SlackState, gone: readonly ViewRecord[]): void {
  state.views = state.views.filter((record) => !gone.includes(record));
}

const open: Method = (call) => {
  const raw = checkView(call, call.args.view, 'modal');
  const { person, workspace } = takeTrigger(call);
  dropViews(call.state, modalsOf(call.state, person.id));
  const record = newView(workspace, person.id, raw, null);
  call.state.views.push(record);
  return { view: viewBody(call.state, record) };
};

const push: Method = (call) => {
  const raw = checkView(call, call.args.view, 'modal');
  const { person, workspace, viewId } = takeTrigger(call);
  const stack = modalsOf(call.state, person.id);
  if (viewId === null || stack[0] === undefined) throw new Refused('not_found');
  if (stack.length >= deepest) throw new Refused('push_limit_reached');
  const record = newView(workspace, person.id, raw, stack[0]);
  call.state.views.push(record);
  return { view: viewBody(call.state, record) };
};

const update: Method = (call) => {
  const { state, args } = call;
  const raw = checkView(call, args.view, 'modal');
  const record = state.views.find(
    ({ view, externalId }) => view.id === args.view_id || (externalId !== null && externalId === args.external_id),
  );
  if (record === undefined || !serves(call.install, record.workspace)) throw new Refused('not_found');
  if (textOf(args.hash) !== null && args.hash !== record.view.hash) throw new Refused('hash_conflict');
  fillView(record, raw);
  return { view: viewBody(state, record) };
};

const publish: Method = (call) => {
  const { state, args } = call;
  const raw = checkView(call, args.view, 'home');
  const person = personById(state, need(call, 'user_id'));
  if (person === null) throw new Refused('user_not_found');
  const workspace = workspaceOf(state, person.team);
  if (!serves(call.install, workspace)) throw new Refused('user_not_found');
  const there = state.homes.get(person.id);
  if (textOf(args.hash) !== null && there !== undefined && args.hash !== there.view.hash) throw new Refused('hash_conflict');
  const record = there ?? newView(workspace, person.id, raw, null);
  fillView(record, raw);
  state.homes.set(person.id, record);
  return { view: viewBody(state, record) };
};

/** https://docs.slack.dev/reference/methods?family=views */
export const viewMethods: Record<string, Method> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
