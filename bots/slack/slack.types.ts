import type { App } from '@slack/bolt';
import type { KnownBlock, View } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Logger } from '../../config/logger.ts';
import type { ClaimedPost, Installation } from '../../domain/chat/chat.types.ts';
import type { ChatInboxId, InstallationId, TenantId } from '../../domain/ids.types.ts';
import type { TenantUnitOfWork, WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import type { AcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { CommandRunner } from '../commands/command-runner.ts';
import type { Person } from '../commands/person.types.ts';

/** The settings of the one Slack app that all workspaces install. */
export type SlackSettings = {
  clientId: string;
  clientSecret: string;
  signingSecret: string;
  /** Ends in a slash. Slack's own, or that of a double in tests. */
  apiUrl: string;
  /** Where the browser is sent to consent, without query. */
  authorizeUrl: string;
  /** App-level token; with it events come over a socket of ours and no inbound address is needed. */
  appToken: string | null;
};

/** What everything of Slack is built from. Secrets in rows are sealed and opened by these two and by nothing else. */
export type SlackDeps = {
  settings: SlackSettings;
  withTenant: WithTenant;
  across: AcrossTenants;
  commands: CommandRunner;
  blobs: BlobStore;
  log: Logger;
  /** Public address of the web role, without a slash at the end. */
  webUrl: string;
  seal(plain: string, context: string): string;
  unseal(sealed: string, context: string): string;
};

/** Clients of connected workspaces, with a token that is fresh. Throws `AppError` `not_configured` when the workspace is not connected any more. */
export type SlackClients = {
  clientFor(tenantId: TenantId, installationId: InstallationId): Promise<WebClient>;
  /** The bot token itself, for what no client method does (downloads of files). */
  tokenFor(tenantId: TenantId, installationId: InstallationId): Promise<string>;
  /** A client that carries no token, for `response_url`s and OAuth. */
  readonly plain: WebClient;
};

/**
 * What a listener knows beside Slack's own arguments: found at `context.deskhand`. `item` is null for what goes straight through (opening a view, options,
 * checking a form) and names the committed row otherwise.
 */
export type Turn = {
  tenantId: TenantId;
  installation: Installation;
  item: { id: ChatInboxId; receivedAt: Date; attempts: number; responseUrl: string | null } | null;
  /**
   * The member of staff that this Slack user has proved to be, or null: nobody without the proof, no guest, no bot, nobody of another workspace.
   * `teamId` is the user's own team as the payload names it (`user_team`, `user.team_id`), when it does.
   */
  personOf(slackUserId: string, teamId?: string | null): Promise<Person | null>;
};

/** A message as Slack takes it: `text` is what notifications and screen readers say. `more` continues in the thread when it was too long for one. */
export type SlackMessage = { text: string; blocks: KnownBlock[]; more: { text: string; blocks: KnownBlock[] }[] };

/** A call that a post turns into, made outside every unit of work. */
export type SlackCall =
  | { verb: 'post'; channel: string; threadTs: string | null; message: SlackMessage; unfurl?: boolean }
  | { verb: 'update'; channel: string; ts: string; message: SlackMessage }
  | { verb: 'delete'; channel: string; ts: string }
  | { verb: 'ephemeral'; channel: string; user: string; threadTs: string | null; message: SlackMessage }
  /** Through the post's own response address; replaces the message it came from when `replace`. */
  | { verb: 'respond'; message: SlackMessage; replace: boolean; inChannel: boolean }
  /** Opens the conversation with the person first. */
  | { verb: 'dm'; user: string; threadTs: string | null; message: SlackMessage }
  /** Streamed into the assistant's thread: the texts one after another, then the blocks. */
  | {
      verb: 'stream';
      channel: string;
      threadTs: string;
      user: string;
      team: string;
      texts: string[];
      blocks: KnownBlock[];
      message: SlackMessage;
    }
  | { verb: 'home'; user: string; view: View }
  | { verb: 'unfurl'; channel: string; ts: string; unfurls: Record<string, { blocks: KnownBlock[] }> }
  | { verb: 'upload'; channel: string; threadTs: string; filename: string; contentType: string; size: number; blobKey: string }
  | { verb: 'prompts'; channel: string; threadTs: string | null; title: string; prompts: { title: string; message: string }[] }
  | { verb: 'react'; channel: string; ts: string; name: string };

/** What a composer is given beside its post. */
export type ComposeContext = { uow: TenantUnitOfWork; installation: Installation; post: ClaimedPost; webUrl: string };

/** Where a post went; `parts` are the timestamps of everything that was posted, the first is the message itself. */
export type Sent = { channel: string | null; ts: string | null; parts: string[] };

/**
 * One kind of post. `compose` reads what is to be said now, inside a unit, and says which call makes it; null when it is of no interest any more. `sent` runs in
 * the unit that settles the post and keeps what is needed to update it later.
 */
export type Composer = {
  compose(ctx: ComposeContext): Promise<SlackCall | null>;
  sent?(ctx: ComposeContext, call: SlackCall, sent: Sent): Promise<void>;
};

/**
 * What `answer` posts carry: a card of a command, and where it goes. `respond`: through the response address (`replace`: instead of the message that was
 * pressed). `ephemeral`: only the asker sees it. `thread`: everybody in the thread sees it. `dm`: to the person. `stream`: the assistant's answer.
 * `instead`: effect key of the answer that this one takes the place of, where a message can be changed.
 */
export type AnswerRef = {
  card: unknown;
  instead?: string;
  to: /** `user` gets it directly where the address is used up or over. */
    | { kind: 'respond'; user: string; replace: boolean; inChannel: boolean }
    | { kind: 'ephemeral'; channel: string; user: string; threadTs: string | null }
    /** `user`: in the direct conversation, whoever asked. */
    | { kind: 'thread'; channel: string; threadTs: string | null; user?: string }
    | { kind: 'dm'; user: string }
    | { kind: 'stream'; channel: string; threadTs: string; user: string; team: string };
};

/**
 * Payload of `submission` and `later` items: a deed of our own to be done as the person, under the item's id as command id, with an answer that goes `to` them.
 * A form is checked before its row is committed; a deed that waits can be taken back until it is handled.
 */
export type OwnDeed = {
  op: string;
  args: Record<string, unknown>;
  user: string;
  team: string | null;
  to: AnswerRef['to'];
  /** For a deed that looks whether something is ready: how often it was looked before, and the effect key of the answer that says it is not. */
  looked?: number;
  instead?: string;
};

/** Registers the listeners of one surface. */
export type SlackListeners = (app: App, deps: SlackDeps, clients: SlackClients) => void;

/** What a renderer needs beside the card. `nonce` is new for every rendering (the id of the post): with it a press acts once for what was drawn. */
export type RenderOptions = { nonce: string; webUrl: string };

/** A rendered card with the actions that are too long for their buttons: keep them (`keepChatActions`) in the unit that composes. */
export type RenderedCard = SlackMessage & { stashed: { id: string; action: { op: string; args: Record<string, unknown> } }[] };
