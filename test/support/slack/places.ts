import { stateValues } from './element-state.ts';
import type { FakeMessage, FakeView } from './fake-slack.types.ts';
import type { Json } from './json.ts';
import { messageBody } from './message-events.ts';
import { type MessageRecord, recordOfMessage, type SlackState, type ViewRecord, type Workspace } from './slack-state.ts';
import { viewBody } from './view-methods.ts';

/** What a press happens on: its blocks, what was chosen there, and how it is told to the app. */
type Place = { blocks: Json[]; chosen: ViewRecord['values']; workspace: Workspace; viewId: string | null; body(): Json };

export function isView(where: FakeMessage | FakeView): where is FakeView {
  return 'callback_id' in where;
}

/** The view as the double keeps it; an error when it is not open any more. */
export function viewRecord(state: SlackState, view: FakeView): ViewRecord {
  const record = view.type === 'home' ? state.homes.get(view.user) : state.views.find((each) => each.view.id === view.id);
  if (record === undefined) throw new Error(`the view ${view.id} is not open any more`);
  return record;
}

/** What of a message or view an interaction names. */
export function placeOf(state: SlackState, where: FakeMessage | FakeView): Place {
  return isView(where) ? viewPlace(state, viewRecord(state, where)) : messagePlace(state, recordOfMessage(state, where));
}

function viewPlace(state: SlackState, record: ViewRecord): Place {
  return {
    blocks: record.view.blocks,
    chosen: record.values,
    workspace: record.workspace,
    viewId: record.view.id,
    body: () => {
      const view = viewBody(state, record);
      return { container: { type: 'view', view_id: record.view.id }, view, state: view.state };
    },
  };
}

function messagePlace(state: SlackState, record: MessageRecord): Place {
  const { message, channel } = record;
  if (record.deleted) throw new Error(`the message ${message.ts} is gone`);
  const isEphemeral = message.ephemeralTo !== undefined;
  const thread = message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts };
  return {
    blocks: message.blocks ?? [],
    chosen: record.chosen,
    workspace: channel.workspace,
    viewId: null,
    body: () => ({
      container: { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: isEphemeral, ...thread },
      channel: { id: channel.id, name: channel.isPrivate && channel.im === null ? 'privategroup' : channel.name },
      ...(isEphemeral ? {} : { message: messageBody(state, record) }),
      state: { values: stateValues(message.blocks ?? [], record.chosen) },
    }),
  };
}
