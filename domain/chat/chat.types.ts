import type { ChatInboxId, ChatPostId, ChatThreadId, InstallationId, StaffUserId, TenantId } from '../ids.types.ts';

/** The chat products a tenant can connect. */
export type ChatPlatform = 'slack' | 'teams';

/** A workspace (or a whole organisation) of a tenant. `revoked`: its tokens were taken back; `uninstalled`: the app was removed. */
export type InstallationState = 'active' | 'revoked' | 'uninstalled';

/** What everybody who handles something of a workspace needs to know of it. No secret is in it. */
export type Installation = {
  tenantId: TenantId;
  id: InstallationId;
  platform: ChatPlatform;
  /** Team id, or the enterprise id of an organisation-wide installation. */
  externalId: string;
  enterpriseId: string | null;
  isEnterprise: boolean;
  name: string;
  appId: string;
  botUserId: string;
  botId: string | null;
};

/** A member of staff proved to be this person of the workspace. */
export type ChatPerson = {
  installationId: InstallationId;
  externalId: string;
  externalTeamId: string;
  userId: StaffUserId;
  name: string;
  timeZone: string | null;
};

/**
 * What came in and is handled after its commit. `event`: the Events API; `command`: a slash command; `action`: a press on a card; `submission`: a checked form;
 * `later`: something of our own that waits (a reply with its time to undo).
 */
export type InboxKind = 'event' | 'command' | 'action' | 'submission' | 'later';

/** A row of the chat inbox as a handler gets it. Handlers may run twice on one row: everything they do is keyed by its id. */
export type InboxItem = {
  tenantId: TenantId;
  id: ChatInboxId;
  installationId: InstallationId;
  kind: InboxKind;
  /** Items of one lane are handled one after another, in the order they came. */
  lane: string;
  /** The product's own body, as it was verified. */
  payload: Record<string, unknown>;
  /** Sealed under `chatSecretContext(tenantId)`; it is an authority to answer, so it never lies open in a row. */
  responseUrl: string | null;
  receivedAt: Date;
  attempts: number;
};

/** How the handling of an item ended. `postponed` items are tried again, three times in all, then `parked` for a person. */
export type InboxOutcome = { kind: 'done'; result: string } | { kind: 'postponed'; reason: string };

/** Every kind of thing we post. What is said is composed from the database when its turn comes, so a late post is never an old one. */
export const chatPostKinds = [
  /** The one card of a ticket in a channel: posted once, then updated in place. `thread_id` says where. */
  'card',
  /** A ticket's message in its thread. ref: { messageId, change: 'new' | 'edited' | 'deleted' } */
  'message',
  /** A file of a message in its thread. ref: { attachmentId } */
  'file',
  /** A card that answers somebody. ref: AnswerRef */
  'answer',
  /** One or more notices to one person. ref: { userId, notices: string[] } */
  'notice',
  /** What matters this morning, to one person. ref: { userId, date } */
  'digest',
  /** A ticket's deadline in a channel that wants alerts. ref: { channel, ticketId, notice kind and facts } */
  'alert',
  /** Facts for whoever is on call from now on. ref: { shiftId, userId } */
  'handoff',
  /** A person's App Home. ref: { externalUserId } */
  'home',
  /** A preview of our own links. ref: { channel, ts, links, userId } */
  'unfurl',
  /** The suggested prompts of the assistant. ref: { channel, threadTs } */
  'prompts',
  /** A reaction of ours. ref: { channel, ts, name } */
  'reaction',
] as const;
export type ChatPostKind = (typeof chatPostKinds)[number];

/** `uncertain`: cut off while being handed over, and the product could not be asked whether it has it. */
export type ChatPostState = 'queued' | 'sending' | 'sent' | 'failed' | 'uncertain' | 'cancelled';

/** A post to be queued in the commit that causes it. The same effect key again is the same post. */
export type NewChatPost = {
  installationId: InstallationId;
  /** Names the effect for good, such as `message:<thread>:<message>`. */
  effectKey: string;
  kind: ChatPostKind;
  /** Posts of one lane go out one after another: `<installation>:<channel>` or `<installation>:<person>`. One throttled lane stops no other. */
  lane: string;
  threadId?: ChatThreadId | null;
  ref?: Record<string, unknown>;
  /** Sealed; for answers that go back through it. */
  responseUrl?: string | null;
  /** Not before. */
  at?: Date;
};

/** A post taken for one attempt. */
export type ClaimedPost = {
  tenantId: TenantId;
  id: ChatPostId;
  installationId: InstallationId;
  effectKey: string;
  kind: ChatPostKind;
  lane: string;
  threadId: ChatThreadId | null;
  ref: Record<string, unknown>;
  responseUrl: string | null;
  attempts: number;
  /** How often in a row it failed for a reason of its own or was found cut off. */
  failures: number;
  firstQueuedAt: Date;
  /** True when an earlier attempt was cut off: ask whether it arrived before it is made again. */
  wasCutOff: boolean;
};

/**
 * How an attempt ended. `wait` asks for a pause of `ms` for everything of its lane, or of its kind in the workspace; with `ask` some of it may be there already and
 * the next attempt has to ask first; `failures` is what the next attempt is told. `nothing`: it is of no interest any more.
 */
export type PostOutcome =
  | { kind: 'sent'; channel: string | null; ts: string | null }
  | { kind: 'wait'; ms: number; scope: 'lane' | 'kind'; reason: string; ask: boolean; failures: number }
  | { kind: 'failed'; reason: string }
  | { kind: 'uncertain'; reason: string }
  | { kind: 'nothing'; reason: string };

/** What a message of a chat became, for `Inspect` and against doubles. */
export type ChatMessageDecision = 'opened' | 'joined' | 'noted' | 'mirrored' | 'skipped';

/** The context that seals a workspace's secrets in rows of the tenant. */
export function chatSecretContext(tenantId: TenantId): string {
  return `chat:${tenantId}`;
}
