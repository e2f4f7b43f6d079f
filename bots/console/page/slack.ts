import { newCommandId } from './command-id.ts';
import { byId, make, makeButton } from './dom.ts';
import { failureText, press } from './server-calls.ts';
import { beginInstall, disconnect, type SlackView, slackView, type Workspace } from './slack-calls.ts';
import { showTrouble } from './slack-gate.ts';

const states = { active: 'connected', revoked: 'access taken back in Slack', uninstalled: 'not connected any more' };

async function start(): Promise<void> {
  try {
    show(await slackView());
    byId('gate').hidden = true;
    byId('slack').hidden = false;
  } catch (failure) {
    showTrouble('Slack', failure, `${location.origin}/slack`);
  }
}

function show(view: SlackView): void {
  const problems = [...view.advice];
  if (view.missing.length > 0)
    problems.unshift(
      `Slack is not set up yet. Create a Slack app from the manifest below, then set ${view.missing.join(', ')} from its “Basic Information” and start Deskhand again.`,
    );
  byId('missing').hidden = problems.length === 0;
  byId('missing').replaceChildren(make('h2', { text: 'To be done first' }), ...problems.map((text) => make('p', { text })));
  showWorkspaces(view);
  showLinking();
  showManifest(view.manifest);
}

function showWorkspaces({ workspaces, missing }: SlackView): void {
  const connect = makeButton('Connect a Slack workspace', () => void doing(connectOne), 'primary');
  connect.disabled = missing.length > 0;
  byId('workspaces').replaceChildren(
    make('h2', { text: 'Workspaces' }),
    workspaces.length === 0 ? make('p', { text: 'None is connected yet.' }) : make('ul', {}, ...workspaces.map(line)),
    connect,
  );
}

function line(workspace: Workspace): HTMLElement {
  const kind = workspace.isEnterprise ? 'whole organisation, ' : '';
  const by = workspace.installedBy === null ? '' : `, by ${workspace.installedBy}`;
  const people = workspace.people === 1 ? '1 person linked' : `${workspace.people} people linked`;
  const end = makeButton(
    'Disconnect',
    () => {
      if (
        confirm(`Disconnect “${workspace.name}”? Nothing is posted there any more. Links and threads come back when it is connected again.`)
      )
        void doing(() => endOne(workspace));
    },
    'danger',
  );
  return make(
    'li',
    {},
    make('strong', { text: workspace.name }),
    make('span', { class: 'muted', text: `${kind}${states[workspace.state]}${by} · ${people} · ${workspace.externalId}` }),
    workspace.state === 'active' ? end : make('span'),
  );
}

function showLinking(): void {
  byId('linking').replaceChildren(
    make('h2', { text: 'Your Slack account' }),
    make('p', { text: 'Slack has to know which member of staff you are. Get a code here and say it there once.' }),
    makeButton('Get a code', () => void doing(showCode)),
    make('p', { attrs: { id: 'code', role: 'status' } }),
  );
}

function showManifest(manifest: unknown): void {
  const text = JSON.stringify(manifest, null, 2);
  const area = make('textarea', { attrs: { readonly: '', rows: '12', 'aria-label': 'App manifest, JSON', spellcheck: 'false' } });
  area.value = text;
  const copy = makeButton('Copy', () => {
    area.select();
    void navigator.clipboard
      .writeText(text)
      .then(() => say('The manifest is copied.'))
      .catch(() => say('Press Ctrl+C or ⌘C to copy what is marked.'));
  });
  byId('manifest').replaceChildren(
    make('h2', { text: 'App manifest' }),
    make('p', {
      text: 'At api.slack.com/apps: Create New App, From a manifest, JSON; paste this. After an update of Deskhand paste it again.',
    }),
    area,
    copy,
  );
}

async function connectOne(): Promise<void> {
  location.assign((await beginInstall()).url);
}

async function endOne(workspace: Workspace): Promise<void> {
  await disconnect(workspace.id);
  show(await slackView());
  say(`“${workspace.name}” is disconnected.`);
}

async function showCode(): Promise<void> {
  const card = await press({ op: 'chat.link_code', args: {} }, newCommandId());
  byId('code').textContent = [
    ...card.notices.map(({ text }) => text),
    ...card.text.map((spans) => spans.map(({ text }) => text).join('')),
  ].join(' ');
}

async function doing(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (failure) {
    say(failureText(failure));
  }
}

function say(text: string): void {
  byId('said').textContent = text;
  byId('said').hidden = false;
}

void start();
