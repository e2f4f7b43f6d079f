import type { OauthClient, OauthFlow, OauthProvider } from './mailbox-oauth.types.ts';
import type { ServerSettings } from './mailboxes.types.ts';

type Server = Pick<ServerSettings, 'host' | 'port' | 'secure'>;

/** What is known of a provider by heart. */
export type ProviderFacts = { authorizeUrl: string | null; tokenUrl: string; scopes: string; imap: Server; smtp: Server };

const microsoftScopes = {
  person: 'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access openid profile email',
  app: 'https://outlook.office365.com/.default',
};

/**
 * Addresses, scopes and mail servers of a provider; null for `custom`, of which all must be said. Sources: learn.microsoft.com “Authenticate an IMAP, POP or
 * SMTP connection using OAuth” and “Microsoft identity platform and OAuth 2.0 authorization code flow”; developers.google.com “OAuth 2.0 for Web Server
 * Applications” and “XOAUTH2 Mechanism”. `directory` is the tenant id or domain of Microsoft Entra; without one any work account may consent.
 */
export function providerFacts(provider: OauthProvider, flow: OauthFlow, directory: string | null): ProviderFacts | null {
  if (provider === 'microsoft') {
    const base = `https://login.microsoftonline.com/${directory ?? 'organizations'}/oauth2/v2.0`;
    return {
      authorizeUrl: flow === 'app' ? null : `${base}/authorize`,
      tokenUrl: `${base}/token`,
      scopes: microsoftScopes[flow],
      imap: { host: 'outlook.office365.com', port: 993, secure: true },
      smtp: { host: 'smtp.office365.com', port: 587, secure: false },
    };
  }
  if (provider === 'custom') return null;
  return {
    authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
    tokenUrl: 'https://oauth2.googleapis.com/token',
    scopes: 'https://mail.google.com/ openid email',
    imap: { host: 'imap.gmail.com', port: 993, secure: true },
    smtp: { host: 'smtp.gmail.com', port: 465, secure: true },
  };
}

/** What people call the provider. */
export function providerName({ provider, tokenUrl }: Pick<OauthClient, 'provider' | 'tokenUrl'>): string {
  if (provider === 'microsoft') return 'Microsoft';
  return provider === 'google' ? 'Google' : new URL(tokenUrl).hostname;
}

// Google gives a lasting token only to who asks for `offline` and only with a consent (developers.google.com, OAuth 2.0 for Web Server Applications).
const extras: Record<OauthProvider, Record<string, string>> = {
  microsoft: { response_mode: 'query', prompt: 'select_account' },
  google: { access_type: 'offline', prompt: 'consent' },
  custom: {},
};

/** What a request for consent carries besides the client. `challenge` is the S256 code challenge (RFC 7636 4.2). */
export type ConsentRequest = { redirectUri: string; state: string; challenge: string; loginHint: string | null };

/** Where the browser goes to consent (RFC 6749 4.1.1, RFC 7636 4.3). Throws for a client of the `app` flow: there is nothing to consent to. */
export function consentUrl({ provider, authorizeUrl, clientId, scopes }: OauthClient, request: ConsentRequest): string {
  if (authorizeUrl === null) throw new Error('an application’s own rights need no consent');
  const url = new URL(authorizeUrl);
  const values = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: request.redirectUri,
    scope: scopes,
    state: request.state,
    code_challenge: request.challenge,
    code_challenge_method: 'S256',
    ...(request.loginHint === null ? {} : { login_hint: request.loginHint }),
    ...extras[provider],
  };
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
  return url.href;
}

/**
 * The account an identity token names, in lower case, or null. It came over TLS from the token endpoint itself, which stands for its signature
 * (OpenID Connect Core 3.1.3.7, 6); one made for another client is not looked at.
 */
export function accountOf(idToken: string | null, clientId: string): string | null {
  const claims = claimsOf(idToken);
  const audience = [claims.aud].flat();
  if (!audience.includes(clientId)) return null;
  const named = [claims.email, claims.preferred_username, claims.upn].find((one) => typeof one === 'string' && one.includes('@'));
  return typeof named === 'string' ? named.toLowerCase().slice(0, 320) : null;
}

function claimsOf(idToken: string | null): Record<string, unknown> {
  try {
    const claims: unknown = JSON.parse(Buffer.from(idToken?.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/**
 * What an admin is told when another account consented than the mailbox signs in as, which looks right and then fetches nothing or somebody else's mail
 * (freescout-help-desk/freescout#3847). Null when they are the same, the account is not known, or it was said that the mailbox is a shared one.
 */
export function accountWarning({ account, logins, shared }: { account: string | null; logins: string[]; shared: boolean }): string | null {
  if (account === null || shared) return null;
  const other = logins.find((login) => login.toLowerCase() !== account);
  if (other === undefined) return null;
  return `You consented as ${account}, but the mailbox signs in as ${other}. That works only when ${other} is a shared mailbox which ${account} may open. If it is, say so with --shared; if not, connect again and choose ${other}.`;
}
