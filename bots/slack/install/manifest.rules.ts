import type { BotEvent, BotScope, Manifest } from './manifest.types.ts';

// Slack documents both (docs.slack.dev/reference/scopes/assistant.write, …/events/agent_session_stopped); the SDK's lists lack them.
const untypedScope = 'assistant:write' as BotScope;
const untypedEvent = 'agent_session_stopped' as BotEvent;

/** What Deskhand asks of a workspace, and no more. Each is needed by a method or an event that is used; a test holds the two together. */
export const botScopes: readonly BotScope[] = [
  'app_mentions:read',
  untypedScope,
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'links:read',
  'links:write',
  'mpim:history',
  'mpim:read',
  'reactions:read',
  'reactions:write',
  'team:read',
  'users:read',
];

/** What Slack tells Deskhand of. */
export const botEvents: readonly BotEvent[] = [
  untypedEvent,
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'link_shared',
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
  'reaction_added',
  'team_rename',
  'tokens_revoked',
  'user_change',
];

/** The one slash command; everything else is a word behind it. */
export const slashCommand = '/desk';

const description = 'Tickets where you already are: open, answer, assign and follow them from Slack.';

/** Where Deskhand is reached, and whether events come over a socket of ours. */
export type ManifestOptions = { webUrl: string; socketMode: boolean };

/** The app manifest that an admin pastes at api.slack.com/apps. Over a socket no address of ours is in it but the one a browser comes back to. */
export function slackManifest({ webUrl, socketMode }: ManifestOptions): Manifest {
  const eventsUrl = `${webUrl}/slack/events`;
  const domain = unfurlDomain(webUrl);
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: { name: 'Deskhand', description, background_color: '#1f3a8a' },
    features: {
      agent_view: {
        agent_description: 'Ask about tickets, customers and articles, or say a command. Nothing leaves for a customer without your press.',
        suggested_prompts: [
          { title: 'My queue', message: 'my tickets' },
          { title: 'What is urgent', message: 'tickets breaching' },
          { title: 'What can you do?', message: 'help' },
        ],
      },
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'deskhand', always_online: true },
      shortcuts: [
        {
          type: 'message',
          name: 'Create ticket',
          callback_id: 'create_ticket',
          description: 'Open a ticket from this message and its thread',
        },
        {
          type: 'message',
          name: 'Why (not) a ticket?',
          callback_id: 'inspect',
          description: 'Say why this message did or did not become a ticket',
        },
        { type: 'global', name: 'New ticket', callback_id: 'new_ticket', description: 'Open a ticket' },
        { type: 'global', name: 'Find', callback_id: 'find', description: 'Find tickets, customers and articles' },
      ],
      slash_commands: [
        {
          command: slashCommand,
          description: 'Say something to Deskhand',
          usage_hint: 'new | mine | find WORDS | link CODE | help',
          should_escape: false,
          ...(socketMode ? {} : { url: eventsUrl }),
        },
      ],
      ...(domain === null ? {} : { unfurl_domains: [domain] }),
    },
    oauth_config: { redirect_urls: [`${webUrl}/slack/oauth_redirect`], scopes: { bot: [...botScopes] } },
    settings: {
      event_subscriptions: { bot_events: [...botEvents], ...(socketMode ? {} : { request_url: eventsUrl }) },
      interactivity: { is_enabled: true, ...(socketMode ? {} : { request_url: eventsUrl, message_menu_options_url: eventsUrl }) },
      org_deploy_enabled: true,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: true,
    },
  };
}

/** Slack refuses manifests whose unfurl domain is no public name. */
function unfurlDomain(webUrl: string): string | null {
  const { hostname } = new URL(webUrl);
  return hostname.includes('.') && !/^[\d.]+$|^\[/.test(hostname) ? hostname : null;
}
