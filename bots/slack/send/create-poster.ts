import type { ChatPostKind, ClaimedPost, Installation } from '../../../domain/chat/chat.types.ts';
import { endInstallation } from '../../../domain/chat/end-installation.ts';
import { isPostCancelled } from '../../../domain/chat/is-post-cancelled.ts';
import { loadInstallation } from '../../../domain/chat/load-installation.ts';
import { AppError } from '../../../domain/errors.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import type { ChatPoster, PostAttempt } from '../../../workflows/activities/ports.ts';
import { endingOf } from '../install/token-errors.rules.ts';
import type { ComposeContext, Composer, SlackCall, SlackClients, SlackDeps } from '../slack.types.ts';
import { notNow, outcomeOf, ownFailure } from './attempt-outcome.rules.ts';
import type { CallContext, Progress } from './call.types.ts';
import { learnChannel, unknownChannel } from './learn-channel.ts';
import { makeCall } from './make-call.ts';
import { troubleOf } from './slack-errors.rules.ts';

const actor = { kind: 'system', name: 'chat posts' } as const;
/** How long calls of one attempt may begin, in ms: with the last of them it stays within the lease of `claimChatPost`. */
const attemptMs = 30_000;

type Composed = { installation: Installation; call: SlackCall };
type Composers = Partial<Record<ChatPostKind, Composer>>;

/**
 * Posts to Slack: composes inside a unit, calls outside of every unit, and leaves what is to be kept to the unit that settles. Never throws for what is wrong with
 * Slack, the workspace or the post.
 */
export function createSlackPoster(deps: SlackDeps, clients: SlackClients, composers: Composers): ChatPoster {
  const make = (post: ClaimedPost, composed: Composed | PostAttempt): PostAttempt | Promise<PostAttempt> =>
    'outcome' in composed ? composed : attempt(deps, clients, composers, post, composed);
  return {
    send: async (post) => {
      const composed = await compose(deps, post, (ctx) => composeKnown(composers, ctx));
      if (!('unknown' in composed)) return make(post, composed);
      const broken = await learn(deps, clients, post, composed.unknown);
      return broken ?? make(post, await compose(deps, post, (ctx) => composeNow(composers, ctx)));
    },
  };
}

/** Null when it is known, as far as it can be, who reads the channel. */
async function learn(deps: SlackDeps, clients: SlackClients, post: ClaimedPost, channel: string): Promise<PostAttempt | null> {
  try {
    await learnChannel(deps, await clients.clientFor(post.tenantId, post.installationId), post, channel);
    return null;
  } catch (error) {
    return brokenOff(deps, post, 'learn', { step: 'safe', scope: 'kind', mayBeThere: post.wasCutOff }, error);
  }
}

/** Opens the unit in which a post is composed. */
async function compose<T>(deps: SlackDeps, post: ClaimedPost, work: (ctx: ComposeContext) => Promise<T>): Promise<T | PostAttempt> {
  try {
    return await deps.withTenant(post.tenantId, actor, async (uow) => {
      const installation = await loadInstallation(uow, post.installationId);
      if (installation === null) return nothing('the workspace is not connected any more');
      return work({ uow, installation, post, webUrl: deps.webUrl });
    });
  } catch (error) {
    deps.log.error({ err: error, tenant: post.tenantId, post: post.id, kind: post.kind }, 'a chat post could not be composed');
    return { outcome: ownFailure(post, 'Deskhand could not compose this post.'), record: null };
  }
}

/** As `composeNow`, unless it must be asked first who reads the channel. */
async function composeKnown(composers: Composers, ctx: ComposeContext): Promise<Composed | PostAttempt | { unknown: string }> {
  const unknown = await unknownChannel(ctx.uow, ctx.post);
  return unknown === null ? composeNow(composers, ctx) : { unknown };
}

async function composeNow(composers: Composers, ctx: ComposeContext): Promise<Composed | PostAttempt> {
  const { kind } = ctx.post;
  const composer = composers[kind];
  if (composer === undefined) return { outcome: { kind: 'failed', reason: `Nothing makes posts of the kind “${kind}”.` }, record: null };
  const call = await composer.compose(ctx);
  return call === null ? nothing('of no interest any more') : { installation: ctx.installation, call };
}

function nothing(reason: string): PostAttempt {
  return { outcome: { kind: 'nothing', reason }, record: null };
}

async function attempt(
  deps: SlackDeps,
  clients: SlackClients,
  composers: Composers,
  post: ClaimedPost,
  { installation, call }: Composed,
): Promise<PostAttempt> {
  const progress: Progress = { step: 'safe', scope: 'lane', mayBeThere: post.wasCutOff };
  try {
    const client = await clients.clientFor(post.tenantId, post.installationId);
    const isCancelled = (): Promise<boolean> => deps.withTenant(post.tenantId, actor, (uow) => isPostCancelled(uow, post.id));
    const ctx: CallContext = { deps, client, post, installation, progress, endsAt: Date.now() + attemptMs, isCancelled };
    const sent = await makeCall(ctx, call);
    const record = async (uow: TenantUnitOfWork): Promise<void> =>
      composers[post.kind]?.sent?.({ uow, installation, post, webUrl: deps.webUrl }, call, sent);
    return { outcome: { kind: 'sent', channel: sent.channel, ts: sent.ts }, record };
  } catch (error) {
    return brokenOff(deps, post, call.verb, progress, error);
  }
}

function brokenOff(deps: SlackDeps, post: ClaimedPost, verb: SlackCall['verb'] | 'learn', progress: Progress, error: unknown): PostAttempt {
  if (error instanceof AppError && error.code === 'not_configured') {
    return { outcome: { kind: 'nothing', reason: 'the workspace is not connected any more' }, record: null };
  }
  if (error instanceof AppError && error.code === 'unavailable') return { outcome: notNow(post, error.userMessage), record: null };
  const trouble = troubleOf(error);
  const log = deps.log.child({ tenant: post.tenantId, post: post.id, kind: post.kind, verb, step: progress.step });
  const name = 'error' in trouble ? trouble.error : undefined;
  // The error itself may hold what was posted; only its name is for the log.
  if (trouble.kind === 'unknown') log.error({ error: error instanceof Error ? error.name : typeof error }, 'a chat post broke off');
  else log.warn({ trouble: trouble.kind, ...(name === undefined ? {} : { slack: name }) }, 'a chat post was not taken');
  const outcome = outcomeOf(trouble, progress, post);
  if (trouble.kind !== 'ended') return { outcome, record: null };
  const how = endingOf(trouble.error) ?? 'revoked';
  return { outcome, record: async (uow) => void (await endInstallation(uow, post.installationId, how)) };
}
