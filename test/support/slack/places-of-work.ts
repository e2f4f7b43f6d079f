import type { FakePerson, FakeWorkspace } from './fake-slack.types.ts';
import { idOf } from './json.ts';
import type { Channel, SlackState, Workspace } from './slack-state.ts';

/** A workspace with its own users. Workspaces of one organisation share the app's user, as an organisation-wide installation does. */
export function addWorkspaceTo(state: SlackState, name: string, enterprise: string | undefined): FakeWorkspace {
  const org = enterprise === undefined ? null : organisation(state, enterprise);
  const workspace: Workspace = {
    name,
    teamId: idOf('T'),
    enterpriseId: org?.id ?? null,
    botUserId: org?.botUserId ?? idOf('U'),
    botId: org?.botId ?? idOf('B'),
    people: new Map(),
    channels: new Map(),
    addPerson: (handle, more = {}) => addPerson(workspace, handle, more),
    addChannel: (title, more = {}) => addChannel(workspace, title, more),
  };
  state.workspaces.set(workspace.teamId, workspace);
  return workspace;
}

function organisation(state: SlackState, name: string): { id: string; botUserId: string; botId: string } {
  const there = state.enterprises.get(name);
  if (there !== undefined) return there;
  const made = { id: /^E[A-Z0-9]{6,}$/.test(name) ? name : idOf('E'), name, botUserId: idOf('U'), botId: idOf('B') };
  state.enterprises.set(name, made);
  return made;
}

function addPerson(workspace: Workspace, name: string, more: Partial<FakePerson>): FakePerson {
  const person: FakePerson = { id: idOf('U'), team: workspace.teamId, name, ...more };
  workspace.people.set(person.id, person);
  for (const channel of workspace.channels.values()) if (channel.im === null) channel.members.add(person.id);
  return person;
}

function addChannel(workspace: Workspace, name: string, more: { isPrivate?: boolean; isShared?: boolean; withoutBot?: boolean }): string {
  const hasBot = more.withoutBot !== true;
  const channel: Channel = {
    id: idOf('C'),
    name,
    workspace,
    isPrivate: more.isPrivate ?? false,
    isShared: more.isShared ?? false,
    im: null,
    hasBot,
    members: new Set([...workspace.people.keys(), ...(hasBot ? [workspace.botUserId] : [])]),
    records: [],
  };
  workspace.channels.set(channel.id, channel);
  return channel.id;
}
