import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type {
  ChatChannelId,
  ChatInboxId,
  ChatPostId,
  ChatThreadId,
  CustomerId,
  InstallationId,
  StaffUserId,
  TeamId,
  TicketId,
  TicketMessageId,
} from '../ids.types.ts';
import type { ChatMessageDecision, ChatPlatform, ChatPostKind, ChatPostState, InboxKind, InstallationState } from './chat.types.ts';

/** A connected workspace. Tokens are sealed; they are emptied when it ends. At most one active row in the world for one workspace. */
export const ChatInstallation = defineEntity({
  name: 'ChatInstallation',
  tableName: 'chat_installations',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<InstallationId>().primary(),
    platform: p.text().$type<ChatPlatform>(),
    externalId: p.text(),
    enterpriseId: p.text().nullable(),
    isEnterprise: p.boolean().default(false),
    name: p.text().default(''),
    url: p.text().nullable(),
    appId: p.text(),
    botUserId: p.text(),
    botId: p.text().nullable(),
    scopes: p.text().default(''),
    botToken: p.text().nullable(),
    refreshToken: p.text().nullable(),
    tokenExpiresAt: p.datetime().nullable(),
    /** Whoever holds it is refreshing the token; the others wait. */
    refreshLeaseUntil: p.datetime().nullable(),
    installedBy: p.uuid().$type<StaffUserId>().nullable(),
    installerExternalId: p.text().nullable(),
    state: p.text().$type<InstallationState>().default('active'),
    installedAt: p.datetime(),
    endedAt: p.datetime().nullable(),
  },
});

/** Who of the workspace is which member of staff, by proof. */
export const ChatPersonRow = defineEntity({
  name: 'ChatPersonRow',
  tableName: 'chat_people',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    installationId: p.uuid().$type<InstallationId>(),
    externalId: p.text(),
    externalTeamId: p.text(),
    userId: p.uuid().$type<StaffUserId>(),
    name: p.text().default(''),
    timeZone: p.text().nullable(),
    proof: p.text().$type<'code' | 'sign_in'>(),
    linkedAt: p.datetime(),
    endedAt: p.datetime().nullable(),
  },
});

/** A proof under way: either a member of staff wants a code to say in chat, or a person of the workspace wants to sign in. Only the hash is kept. */
export const ChatLinkRequest = defineEntity({
  name: 'ChatLinkRequest',
  tableName: 'chat_link_requests',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    tokenHash: p.text(),
    userId: p.uuid().$type<StaffUserId>().nullable(),
    installationId: p.uuid().$type<InstallationId>().nullable(),
    externalId: p.text().nullable(),
    externalTeamId: p.text().nullable(),
    name: p.text().default(''),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    usedAt: p.datetime().nullable(),
  },
});

/** Wrong codes of one person of a workspace since an instant. */
export const ChatLinkAttempt = defineEntity({
  name: 'ChatLinkAttempt',
  tableName: 'chat_link_attempts',
  ...tenantScope,
  properties: {
    tenantId: tenantColumn.tenantId.primary(),
    installationId: p.uuid().$type<InstallationId>().primary(),
    externalId: p.text().primary(),
    failed: p.integer().default(0),
    since: p.datetime(),
  },
});

/** What a channel is used for. A channel without a row is used for nothing. */
export const ChatChannel = defineEntity({
  name: 'ChatChannel',
  tableName: 'chat_channels',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<ChatChannelId>().primary(),
    installationId: p.uuid().$type<InstallationId>(),
    externalId: p.text(),
    name: p.text().default(''),
    /** People of other companies are in it. */
    isShared: p.boolean().default(false),
    /** New tickets get their card here. */
    feed: p.boolean().default(false),
    alerts: p.boolean().default(false),
    capture: p.boolean().default(false),
    /** Messages of one person within these minutes are one ticket. */
    captureMinutes: p.smallint().default(5),
    /** A message that starts with it opens nothing. */
    optOut: p.text().default(':no_entry:'),
    reactions: p.boolean().default(false),
    /** Only tickets of this team get their card here. */
    teamId: p.uuid().$type<TeamId>().nullable(),
    /** Tickets that are captured here are this customer's. */
    customerId: p.uuid().$type<CustomerId>().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** What came from a workspace: committed before it is acknowledged. The payload goes when it is settled, the key stays. */
export const ChatInboxRow = defineEntity({
  name: 'ChatInboxRow',
  tableName: 'chat_inbox',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<ChatInboxId>().primary(),
    shard: p.smallint(),
    installationId: p.uuid().$type<InstallationId>(),
    kind: p.text().$type<InboxKind>(),
    eventKey: p.text(),
    lane: p.text(),
    payload: p.json().$type<Record<string, unknown>>().nullable(),
    responseUrl: p.text().nullable(),
    receivedAt: p.datetime(),
    state: p.text().$type<'new' | 'done' | 'parked' | 'cancelled'>().default('new'),
    attempts: p.integer().default(0),
    nextAttemptAt: p.datetime(),
    /** When a handler took it; until its lease, `next_attempt_at`, nobody else does. */
    takenAt: p.datetime().nullable(),
    settledAt: p.datetime().nullable(),
    result: p.text().nullable(),
  },
});

/** The thread of a ticket in a channel; at most one of each. */
export const ChatThread = defineEntity({
  name: 'ChatThread',
  tableName: 'chat_threads',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<ChatThreadId>().primary(),
    installationId: p.uuid().$type<InstallationId>(),
    channelId: p.text(),
    /** First message of the thread. Null until the card that opens it was posted. */
    rootTs: p.text().nullable(),
    ticketId: p.uuid().$type<TicketId>(),
    cardTs: p.text().nullable(),
    /** Messages of the ticket up to this one were said before the thread was bound and are not repeated in it. */
    afterMessageId: p.uuid().$type<TicketMessageId>().nullable(),
    createdAt: p.datetime(),
    endedAt: p.datetime().nullable(),
  },
});

/** Every message of a chat that we looked at or wrote, by its own key. Texts are on the ticket, not here. */
export const ChatMessage = defineEntity({
  name: 'ChatMessage',
  tableName: 'chat_messages',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    installationId: p.uuid().$type<InstallationId>(),
    channelId: p.text(),
    ts: p.text(),
    threadTs: p.text().nullable(),
    threadId: p.uuid().$type<ChatThreadId>().nullable(),
    direction: p.text().$type<'in' | 'out'>(),
    authorExternalId: p.text().nullable(),
    ticketId: p.uuid().$type<TicketId>().nullable(),
    ticketMessageId: p.uuid().$type<TicketMessageId>().nullable(),
    /** Which part of a long message, from 0. */
    part: p.smallint().default(0),
    editedTs: p.text().nullable(),
    deletedAt: p.datetime().nullable(),
    decision: p.text().$type<ChatMessageDecision>(),
    reason: p.text().default(''),
    createdAt: p.datetime(),
  },
});

/** What is to be posted: committed before the first attempt, with its key. */
export const ChatPost = defineEntity({
  name: 'ChatPost',
  tableName: 'chat_posts',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<ChatPostId>().primary(),
    shard: p.smallint(),
    installationId: p.uuid().$type<InstallationId>(),
    effectKey: p.text(),
    lane: p.text(),
    kind: p.text().$type<ChatPostKind>(),
    threadId: p.uuid().$type<ChatThreadId>().nullable(),
    ref: p.json().$type<Record<string, unknown>>(),
    responseUrl: p.text().nullable(),
    state: p.text().$type<ChatPostState>().default('queued'),
    attempts: p.integer().default(0),
    failures: p.smallint().default(0),
    nextAttemptAt: p.datetime(),
    firstQueuedAt: p.datetime(),
    settledAt: p.datetime().nullable(),
    lastResult: p.text().nullable(),
    sentChannel: p.text().nullable(),
    sentTs: p.text().nullable(),
  },
});

/** An action whose arguments are longer than a button may carry. */
export const ChatAction = defineEntity({
  name: 'ChatAction',
  tableName: 'chat_actions',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    action: p.json().$type<{ op: string; args: Record<string, unknown> }>(),
    createdAt: p.datetime(),
  },
});

/** What somebody thought of an answer of the assistant. */
export const ChatFeedback = defineEntity({
  name: 'ChatFeedback',
  tableName: 'chat_feedback',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    installationId: p.uuid().$type<InstallationId>(),
    channelId: p.text(),
    ts: p.text(),
    userId: p.uuid().$type<StaffUserId>(),
    vote: p.smallint(),
    createdAt: p.datetime(),
  },
});
