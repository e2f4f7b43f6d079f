import type { AppsManifestCreateArguments } from '@slack/web-api';

/** An app manifest by Slack's own types. */
export type Manifest = AppsManifestCreateArguments['manifest'];

type Scopes = NonNullable<NonNullable<Manifest['oauth_config']>['scopes']>;
type Subscriptions = NonNullable<NonNullable<Manifest['settings']>['event_subscriptions']>;

export type BotScope = NonNullable<Scopes['bot']>[number];
export type BotEvent = NonNullable<Subscriptions['bot_events']>[number];
