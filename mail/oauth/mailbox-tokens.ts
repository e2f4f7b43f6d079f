import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../config/logger.ts';
import { AppError } from '../../domain/errors.ts';
import type { Actor } from '../../domain/ids.types.ts';
import { claimOauthRefresh, type OauthRefresh } from '../../domain/mailboxes/claim-oauth-refresh.ts';
import { loadMailboxOauth } from '../../domain/mailboxes/load-mailbox-oauth.ts';
import type { MailboxOauth } from '../../domain/mailboxes/mailbox-oauth.types.ts';
import { mailboxSecretContext } from '../../domain/mailboxes/mailbox-secret.rules.ts';
import { providerName } from '../../domain/mailboxes/oauth-providers.rules.ts';
import { postponeOauthRefresh } from '../../domain/mailboxes/postpone-oauth-refresh.ts';
import { refuseMailboxOauth } from '../../domain/mailboxes/refuse-mailbox-oauth.ts';
import { storeOauthTokens } from '../../domain/mailboxes/store-oauth-tokens.ts';
import type { TenantUnitOfWork, WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import type { KeyRing } from '../../storage/key-ring.ts';
import type { MailTarget } from '../inbound/accept.types.ts';
import { renderMailboxNotice } from '../templates/mailbox-notice.ts';
import { askForToken, type TokenRequest } from './ask-for-token.ts';
import { refusalWords, unreachableWords } from './oauth-words.rules.ts';
import { isAboutClient, type TokenAnswer } from './token-answer.rules.ts';

/** A token is replaced when it has less than this left, in ms (`mail.md` rule 14). */
const dueMs = 300_000;
/** With less than this left a token may end under way and counts as ended. */
const marginMs = 20_000;
/** Within the claim's lease. */
const storeTries = 10;
const storePauseMs = 1_000;
const waitStepMs = 100;
const longestWaitMs = 30_000;

const actor: Actor = { kind: 'system', name: 'mailbox tokens' };

export type MailboxTokensDeps = {
  withTenant: WithTenant;
  keyRing: Pick<KeyRing, 'seal' | 'unseal'>;
  log: Logger;
  now?: () => Date;
};

/** Access tokens of mailboxes that sign in by OAuth, fetched once among all processes. */
export type MailboxTokens = {
  /**
   * A token that is good by its date. Throws `not_configured` while the mailbox is not connected, `unavailable` while none can be had. With `refused`, a token
   * that a mail server has just refused, another one; the same one when there is no other, because it was replaced for that reason a short while ago.
   */
  token(target: MailTarget, refused?: string): Promise<string>;
};

/** Tokens over the rows of the tenants. A refresh is claimed, made outside of any unit of work, and stored under the claim (docs/decisions/0012). */
export function createMailboxTokens(deps: MailboxTokensDeps): MailboxTokens {
  return { token: (target, refused) => freshToken(deps, target, refused ?? null) };
}

async function freshToken(deps: MailboxTokensDeps, target: MailTarget, refused: string | null): Promise<string> {
  for (let waited = 0; waited < longestWaitMs; waited += waitStepMs) {
    const now = timeOf(deps);
    const { oauth, claim } = await deps.withTenant(target.tenantId, actor, (uow) => look(uow, deps, target, refused));
    if (oauth?.state !== 'connected') throw notConnected(oauth);
    if (claim !== null) {
      await refresh(deps, target, claim);
      continue;
    }
    const { token, left } = held(deps, target, oauth, now);
    const isOver = token === null || left <= marginMs;
    if (!isOver && token !== refused) return token;
    if (!oauth.isRefreshing) {
      if (oauth.retryAt !== null) throw unreachable(oauth);
      if (!isOver) return token;
    }
    await sleep(waitStepMs);
  }
  throw new AppError('unavailable', {
    message: `no token for mailbox ${target.mailboxId} within ${longestWaitMs} ms`,
    userMessage: 'No sign-in for this mailbox could be had in time. Deskhand tries again by itself.',
  });
}

type Look = { oauth: MailboxOauth | null; claim: OauthRefresh | null };

/** How things stand, and the right to fetch a new token when one is due and nobody has it yet. What is read after a lost claim shows who won it. */
async function look(uow: TenantUnitOfWork, deps: MailboxTokensDeps, target: MailTarget, refused: string | null): Promise<Look> {
  const before = await loadMailboxOauth(uow, target.mailboxId);
  if (before?.state !== 'connected') return { oauth: before, claim: null };
  const now = timeOf(deps);
  const { token, left } = held(deps, target, before, now);
  const isRefused = token !== null && token === refused;
  if (token !== null && !isRefused && left > dueMs) return { oauth: before, claim: null };
  const reason = { dueBefore: new Date(now + dueMs), refused: isRefused ? before.accessToken : null };
  const claim = await claimOauthRefresh(uow, target.mailboxId, reason);
  return { oauth: claim === null ? await loadMailboxOauth(uow, target.mailboxId) : before, claim };
}

/** The token there is, and the ms it lasts. */
function held(
  { keyRing }: MailboxTokensDeps,
  target: MailTarget,
  oauth: MailboxOauth,
  now: number,
): { token: string | null; left: number } {
  const token =
    oauth.accessToken === null ? null : keyRing.unseal(oauth.accessToken, mailboxSecretContext(target.mailboxId, 'oauth-access'));
  return { token, left: (oauth.expiresAt?.getTime() ?? 0) - now };
}

async function refresh(deps: MailboxTokensDeps, target: MailTarget, claim: OauthRefresh): Promise<void> {
  const { mailboxId } = target;
  const open = (sealed: string | null, kind: 'oauth-client' | 'oauth-refresh'): string | null =>
    sealed === null ? null : deps.keyRing.unseal(sealed, mailboxSecretContext(mailboxId, kind));
  const refreshToken = open(claim.refreshToken, 'oauth-refresh');
  const request: TokenRequest = refreshToken === null ? { grant: 'client_credentials' } : { grant: 'refresh_token', refreshToken };
  const askedAt = timeOf(deps);
  const answer = await askForToken({ ...claim, clientSecret: open(claim.clientSecret, 'oauth-client') }, request);
  if (answer.kind === 'granted') return store(deps, target, claim, answer, askedAt);
  deps.log.warn(
    { tenant: target.tenantId, mailboxId, reason: answer.kind === 'refused' ? answer.code : answer.what },
    'mailbox token not renewed',
  );
  await deps.withTenant(target.tenantId, actor, async (uow) => {
    if (answer.kind === 'failed')
      return postponeOauthRefresh(uow, mailboxId, claim.lease, { reason: unreachableWords(claim), askedMs: answer.askedMs });
    const reason = refusalWords(claim, answer.code, answer.detail);
    await refuseMailboxOauth(uow, mailboxId, claim.lease, {
      reason,
      keepsConsent: isAboutClient(answer.code),
      render: renderMailboxNotice,
    });
  });
}

async function store(
  deps: MailboxTokensDeps,
  { tenantId, mailboxId }: MailTarget,
  { lease }: OauthRefresh,
  answer: Extract<TokenAnswer, { kind: 'granted' }>,
  askedAt: number,
): Promise<void> {
  const seal = (token: string, kind: 'oauth-access' | 'oauth-refresh'): string =>
    deps.keyRing.seal(token, mailboxSecretContext(mailboxId, kind));
  const tokens = {
    accessToken: seal(answer.accessToken, 'oauth-access'),
    refreshToken: answer.refreshToken === null ? null : seal(answer.refreshToken, 'oauth-refresh'),
    expiresAt: new Date(askedAt + answer.seconds * 1_000),
  };
  const isKept = await insist(() => deps.withTenant(tenantId, actor, (uow) => storeOauthTokens(uow, mailboxId, lease, tokens)));
  deps.log.info({ tenant: tenantId, mailboxId, kept: isKept }, 'mailbox token renewed');
}

// A new refresh token that is not kept is lost, and with some providers the consent too. A short outage of the database must not cost that.
async function insist<T>(work: () => Promise<T>): Promise<T> {
  for (let left = storeTries - 1; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 0) throw error;
      await sleep(storePauseMs);
    }
  }
}

function timeOf({ now }: MailboxTokensDeps): number {
  return (now?.() ?? new Date()).getTime();
}

function notConnected(oauth: MailboxOauth | null): AppError {
  const words =
    oauth === null
      ? 'This mailbox does not sign in by OAuth. Enter its password, or set OAuth up with “deskhand mailboxes oauth ADDRESS --provider …”.'
      : `This mailbox waits for somebody to connect it to ${providerName(oauth)}. “deskhand mailboxes oauth ${oauth.address}” prints the link.`;
  return new AppError('not_configured', {
    message: `mailbox has no consent: ${oauth?.state ?? 'none'}`,
    userMessage: oauth?.lastError ?? words,
  });
}

function unreachable(oauth: MailboxOauth): AppError {
  return new AppError('unavailable', {
    message: 'no token: the provider does not answer',
    userMessage: oauth.lastError ?? unreachableWords(oauth),
  });
}
