import { createHash } from 'node:crypto';
import type { Logger } from '../../config/logger.ts';
import { notFound } from '../../domain/errors.ts';
import type { Actor, MailboxId, StaffUserId, TenantId } from '../../domain/ids.types.ts';
import { beginMailboxConsent, consentMinutes } from '../../domain/mailboxes/begin-mailbox-consent.ts';
import { connectMailboxOauth } from '../../domain/mailboxes/connect-mailbox-oauth.ts';
import { findMailboxOauth } from '../../domain/mailboxes/find-mailbox-oauth.ts';
import type { MailboxOauth } from '../../domain/mailboxes/mailbox-oauth.types.ts';
import { mailboxSecretContext } from '../../domain/mailboxes/mailbox-secret.rules.ts';
import { accountOf, accountWarning, consentUrl, providerName } from '../../domain/mailboxes/oauth-providers.rules.ts';
import { type TakenConsent, takeMailboxConsent } from '../../domain/mailboxes/take-mailbox-consent.ts';
import { newToken } from '../../domain/people/new-token.ts';
import { isToken, tokenHash } from '../../domain/people/sign-in.rules.ts';
import type { WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import type { AcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import type { KeyRing } from '../../storage/key-ring.ts';
import type { MailTarget } from '../inbound/accept.types.ts';
import { askForToken } from './ask-for-token.ts';
import { type ConsentEnd, grantFaults, type Returned, refusedReturn, staleWords, tokenRefusal } from './consent-end.rules.ts';
import type { TokenAnswer } from './token-answer.rules.ts';

/** Where providers send the browser back to; it is registered there, letter by letter. */
export const consentReturnPath = '/mailbox-oauth/return';

export type MailboxConsentDeps = {
  withTenant: WithTenant;
  across: Pick<AcrossTenants, 'unsafeMailboxConsent'>;
  keyRing: Pick<KeyRing, 'seal' | 'unseal'>;
  log: Logger;
  /** Public address of the web role, without a slash at its end. */
  webUrl: string;
  now?: () => Date;
};

/** A member of staff who is signed in and may change settings: the web role has proved both. */
export type ConsentingStaff = { tenantId: TenantId; userId: StaffUserId; name: string };

/** What an admin sees before going to the provider. */
export type ConsentView = {
  address: string;
  provider: string;
  state: MailboxOauth['state'];
  logins: string[];
  account: string | null;
  trouble: string | null;
};

/** Connecting mailboxes by a person's consent in the browser. */
export type MailboxConsent = {
  readonly minutes: number;
  /** Throws `not_found` when the company has no such mailbox, `not_configured` when it does not sign in by a person's consent. */
  look(by: ConsentingStaff, address: string): Promise<ConsentView>;
  /** Begins one. `state` must come back in the address and in a cookie of the same browser. Throws as `look`. */
  begin(by: ConsentingStaff, address: string): Promise<{ url: string; state: string }>;
  /** Takes the browser that comes back. Never throws for what a visitor or the provider can cause. */
  finish(returned: Returned): Promise<ConsentEnd>;
};

/** Consents kept in the mailbox's row: each state is good once, for ten minutes, in the browser it was begun in (RFC 6749 10.12, RFC 7636). */
export function createMailboxConsent(deps: MailboxConsentDeps): MailboxConsent {
  return {
    minutes: consentMinutes,
    look: (by, address) => lookAt(deps, by, address),
    begin: (by, address) => begin(deps, by, address),
    finish: (returned) => finish(deps, returned),
  };
}

async function lookAt(deps: MailboxConsentDeps, by: ConsentingStaff, address: string): Promise<ConsentView> {
  const found = await deps.withTenant(by.tenantId, staffActor(by), (uow) => findMailboxOauth(uow, address));
  if (found === null) throw notFound('mailbox that signs in by OAuth', address);
  const { oauth } = found;
  const trouble = oauth.lastError ?? accountWarning(oauth);
  return {
    address: oauth.address,
    provider: providerName(oauth),
    state: oauth.state,
    logins: oauth.logins,
    account: oauth.account,
    trouble,
  };
}

async function begin(deps: MailboxConsentDeps, by: ConsentingStaff, address: string): Promise<{ url: string; state: string }> {
  const [state, verifier] = [newToken(), newToken().token];
  const sealVerifier = (id: MailboxId): string => deps.keyRing.seal(verifier, mailboxSecretContext(id, 'oauth-verifier'));
  const start = { hash: hashOf(state.token), by: by.userId, sealVerifier };
  const { oauth, mailboxId } = await deps.withTenant(by.tenantId, staffActor(by), (uow) => beginMailboxConsent(uow, address, start));
  deps.log.info({ tenant: by.tenantId, actor: by.userId, mailboxId }, 'consent for a mailbox begun');
  const url = consentUrl(oauth, {
    redirectUri: returnUrl(deps),
    state: state.token,
    challenge: createHash('sha256').update(verifier).digest('base64url'),
    loginHint: oauth.shared ? null : (oauth.logins[0] ?? null),
  });
  return { url, state: state.token };
}

async function finish(deps: MailboxConsentDeps, returned: Returned): Promise<ConsentEnd> {
  const { state } = returned;
  // The browser must be the one that began: a link with somebody else's state leads nowhere.
  if (!isToken(state) || returned.cookie !== state) return refused(deps, 'state', staleWords);
  const found = await deps.across.unsafeMailboxConsent(hashOf(state));
  const taken =
    found && (await deps.withTenant(found.tenantId, returning, (uow) => takeMailboxConsent(uow, found.mailboxId, hashOf(state))));
  if (found === null || taken === null) return refused(deps, 'state', staleWords);
  const early = refusedReturn(returned, taken.oauth);
  if (early !== null || returned.code === null) return refused(deps, returned.error ?? 'code', early ?? staleWords, found);
  const answer = await exchange(deps, found, taken, returned.code);
  if (answer.kind !== 'granted')
    return refused(deps, answer.kind === 'refused' ? answer.code : answer.what, tokenRefusal(answer, taken.oauth), found);
  const fault = grantFaults(answer, taken.oauth);
  if (fault !== null) return refused(deps, 'grant', fault, found);
  return keep(deps, found, taken.oauth, answer);
}

function exchange(
  deps: MailboxConsentDeps,
  { mailboxId }: MailTarget,
  { oauth, verifier }: TakenConsent,
  code: string,
): Promise<TokenAnswer> {
  const open = (sealed: string, kind: 'oauth-client' | 'oauth-verifier'): string =>
    deps.keyRing.unseal(sealed, mailboxSecretContext(mailboxId, kind));
  const clientSecret = oauth.clientSecret === null ? null : open(oauth.clientSecret, 'oauth-client');
  const request = { code, redirectUri: returnUrl(deps), verifier: open(verifier, 'oauth-verifier') };
  return askForToken({ ...oauth, clientSecret }, { grant: 'authorization_code', ...request });
}

async function keep(
  deps: MailboxConsentDeps,
  target: MailTarget,
  oauth: MailboxOauth,
  answer: Extract<TokenAnswer, { kind: 'granted' }>,
): Promise<ConsentEnd> {
  const { tenantId, mailboxId } = target;
  const seal = (token: string, kind: 'oauth-access' | 'oauth-refresh'): string =>
    deps.keyRing.seal(token, mailboxSecretContext(mailboxId, kind));
  const account = accountOf(answer.idToken, oauth.clientId);
  const now = (deps.now?.() ?? new Date()).getTime();
  const granted = {
    accessToken: seal(answer.accessToken, 'oauth-access'),
    refreshToken: answer.refreshToken === null ? null : seal(answer.refreshToken, 'oauth-refresh'),
    expiresAt: new Date(now + answer.seconds * 1_000),
    account,
    client: oauth,
  };
  if (!(await deps.withTenant(tenantId, returning, (uow) => connectMailboxOauth(uow, mailboxId, granted))))
    return refused(deps, 'changed meanwhile', staleWords, target);
  deps.log.info({ tenant: tenantId, mailboxId }, 'mailbox connected by consent');
  const { address } = oauth;
  return { kind: 'connected', address, account, provider: providerName(oauth), warning: accountWarning({ ...oauth, account }) };
}

function refused(deps: MailboxConsentDeps, reason: string, words: string, target?: MailTarget): ConsentEnd {
  deps.log.warn({ tenant: target?.tenantId, mailboxId: target?.mailboxId, reason: reason.slice(0, 60) }, 'consent for a mailbox refused');
  return { kind: 'refused', words };
}

/** The address that is registered at the provider. */
export function returnUrl({ webUrl }: Pick<MailboxConsentDeps, 'webUrl'>): string {
  return `${webUrl.replace(/\/$/, '')}${consentReturnPath}`;
}

const returning: Actor = { kind: 'system', name: 'mailbox consent' };

function staffActor({ userId, name }: ConsentingStaff): Actor {
  return { kind: 'staff', userId, name };
}

// A state of ours is no other token of ours.
function hashOf(state: string): string {
  return tokenHash(`mailbox consent ${state}`);
}
