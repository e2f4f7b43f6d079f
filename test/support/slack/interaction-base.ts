import type { FakePerson } from './fake-slack.types.ts';
import { idOf, type Json } from './json.ts';
import { type Channel, installOf, type MessageRecord, type SlackState, type Workspace, workspaceOf } from './slack-state.ts';

const responseMs = 30 * 60_000;

/** A trigger works once and for three seconds. */
export function newTrigger(state: SlackState, person: FakePerson, workspace: Workspace, viewId: string | null): string {
  const id = `${Date.now()}.${idOf('').toLowerCase()}`;
  state.triggers.set(id, { id, expiresAt: Date.now() + state.triggerMs, used: false, person, workspace, viewId });
  return id;
}

/** An address to answer to. */
export function newResponse(state: SlackState, person: FakePerson, channel: Channel, source: MessageRecord | null): string {
  const id = idOf('r');
  state.responses.set(id, { id, uses: 0, expiresAt: Date.now() + responseMs, person, channel, source });
  return `${state.base}/response/${channel.workspace.teamId}/${id}`;
}

export function installedIn(state: SlackState, workspace: Workspace): void {
  if (installOf(state, workspace) === null) throw new Error(`the app is not installed in ${workspace.name}: nobody can use it there`);
}

/** What every interaction carries: the workspace it happened in, and the person with their own team. */
export function interactionBase(state: SlackState, person: FakePerson, workspace: Workspace): Json {
  const enterprise = [...state.enterprises.values()].find((each) => each.id === workspace.enterpriseId);
  const handle = person.name.toLowerCase().replace(/[^a-z0-9._-]/g, '.');
  return {
    user: { id: person.id, username: handle, name: handle, team_id: person.team },
    api_app_id: state.settings.appId,
    token: 'verification-token-of-the-double',
    team: { id: workspace.teamId, domain: workspace.name },
    enterprise: enterprise === undefined ? null : { id: enterprise.id, name: enterprise.name },
    is_enterprise_install: installOf(state, workspace)?.orgWide ?? false,
  };
}

/** Where the person stands when no message and no view is involved. */
export function homeOf(state: SlackState, person: FakePerson): Workspace {
  return workspaceOf(state, person.team);
}
