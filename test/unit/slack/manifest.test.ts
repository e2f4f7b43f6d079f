import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseCommand } from '../../../bots/commands/parse-command.ts';
import { botEvents, botScopes, slackManifest } from '../../../bots/slack/install/manifest.rules.ts';
import { modalTable } from '../../../bots/slack/surfaces/modal-table.ts';

/** What Slack documents each method of ours to need (docs.slack.dev/reference/methods); read and history need the one of each kind of conversation. */
const read = ['channels:read', 'groups:read', 'im:read', 'mpim:read'];
const history = ['channels:history', 'groups:history', 'im:history', 'mpim:history'];
const scopesOfMethod: Record<string, string[]> = {
  'agents.sessions.setStatus': ['assistant:write'],
  'assistant.threads.setStatus': ['assistant:write'],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'auth.revoke': [],
  'auth.test': [],
  'chat.appendStream': ['chat:write'],
  'chat.delete': ['chat:write'],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.startStream': ['chat:write'],
  'chat.stopStream': ['chat:write'],
  'chat.unfurl': ['links:write'],
  'chat.update': ['chat:write'],
  'conversations.history': history,
  'conversations.info': read,
  'conversations.members': read,
  'conversations.open': ['im:write'],
  'conversations.replies': history,
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'oauth.v2.access': [],
  'reactions.add': ['reactions:write'],
  'reactions.remove': ['reactions:write'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};
/** The same of each event (docs.slack.dev/reference/events). */
const scopesOfEvent: Record<string, string[]> = {
  agent_session_stopped: ['assistant:write'],
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  channel_rename: ['channels:read'],
  link_shared: ['links:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  'message.mpim': ['mpim:history'],
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
  team_rename: ['team:read'],
  tokens_revoked: [],
  user_change: ['users:read'],
};

const folder = new URL('../../../bots/slack/', import.meta.url).pathname;
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(folder, name), 'utf8'));
const foundIn = (pattern: RegExp): string[] =>
  [...new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')))].toSorted();
const family = 'agents|apps|assistant|auth|bots|chat|conversations|oauth|reactions|team|users|views';
const methods = [
  ...foundIn(new RegExp(`\\b(?:client|plain|\\w+Client\\([^\\n]*\\)|client\\?)\\.((?:${family}|files)(?:\\.\\w+)+)\\(`, 'g')),
  ...foundIn(/apiCall\('([\w.]+)'/g),
];
const heard = foundIn(/\.event\(\s*'([\w.]+)'/g);
const subscribedFor = (event: string): string[] =>
  event === 'message' ? ['message.channels', 'message.groups', 'message.im', 'message.mpim'] : [event];

describe('the app manifest', () => {
  const manifest = slackManifest({ webUrl: 'https://desk.example', socketMode: false });

  it('asks for the scope of every method that is called, and knows each of them', () => {
    expect(methods).toEqual(expect.arrayContaining(['chat.postMessage', 'users.info', 'views.open']));
    expect(methods.filter((method) => scopesOfMethod[method] === undefined)).toEqual([]);
    for (const method of methods)
      expect({ method, scopes: botScopes }).toEqual({ method, scopes: expect.arrayContaining(scopesOfMethod[method] ?? ['?']) });
  });

  it('subscribes to what is listened to and to nothing else, with the scopes it needs', () => {
    expect(heard).toContain('app_uninstalled');
    expect([...botEvents].toSorted()).toEqual(heard.flatMap(subscribedFor).toSorted());
    for (const event of botEvents)
      expect({ event, scopes: botScopes }).toEqual({ event, scopes: expect.arrayContaining(scopesOfEvent[event] ?? ['?']) });
  });

  it('asks for no scope that nothing needs', () => {
    const needed = new Set([
      'commands',
      ...methods.flatMap((name) => scopesOfMethod[name] ?? []),
      ...botEvents.flatMap((name) => scopesOfEvent[name] ?? []),
    ]);
    expect(botScopes.filter((scope) => !needed.has(scope))).toEqual([]);
    expect(new Set(botScopes).size).toBe(botScopes.length);
  });

  it('names the shortcuts that open something, and the one command', () => {
    const callbacks = manifest.features?.shortcuts?.map(({ callback_id }) => callback_id) ?? [];
    expect(callbacks).toEqual(['create_ticket', 'inspect', 'new_ticket', 'find']);
    expect(callbacks.filter((id) => id !== 'inspect' && !(id in modalTable))).toEqual([]);
    expect(manifest.features?.slash_commands?.map(({ command }) => command)).toEqual(['/desk']);
  });

  it('suggests only what the commands understand', () => {
    const prompts = manifest.features?.agent_view?.suggested_prompts ?? [];
    expect(prompts.map(({ message }) => parseCommand(message, { ticket: null }).kind)).toEqual(prompts.map(() => 'call'));
  });

  it('sends everything to the one address over https, and nothing anywhere over a socket', () => {
    const address = 'https://desk.example/slack/events';
    expect(manifest.settings).toMatchObject({
      event_subscriptions: { request_url: address },
      interactivity: { is_enabled: true, request_url: address, message_menu_options_url: address },
      socket_mode_enabled: false,
      token_rotation_enabled: true,
      org_deploy_enabled: true,
    });
    expect(manifest.features?.slash_commands?.[0]?.url).toBe(address);
    const socket = slackManifest({ webUrl: 'https://desk.example', socketMode: true });
    expect(socket.settings?.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(socket)).not.toContain('/slack/events');
    expect(socket.oauth_config?.redirect_urls).toEqual(['https://desk.example/slack/oauth_redirect']);
  });

  it.each([
    ['https://desk.example', ['desk.example']],
    ['http://localhost:4380', undefined],
    ['http://10.0.0.7:4380', undefined],
    ['https://[::1]', undefined],
  ])('previews links of %s only when it is a public name', (webUrl, domains) => {
    expect(slackManifest({ webUrl, socketMode: false }).features?.unfurl_domains).toEqual(domains);
  });

  it('keeps to the lengths that Slack documents', () => {
    const { display_information: info, features } = manifest;
    expect(info.name.length).toBeLessThanOrEqual(35);
    expect(info.description?.length).toBeLessThanOrEqual(140);
    expect(features?.bot_user?.display_name).toMatch(/^[a-z0-9._-]{1,80}$/);
    expect(features?.agent_view?.agent_description?.length).toBeLessThanOrEqual(300);
    expect(features?.agent_view?.suggested_prompts?.length).toBeLessThanOrEqual(4);
    for (const { name, description } of features?.shortcuts ?? []) expect(name.length <= 24 && description.length <= 150).toBe(true);
  });
});
