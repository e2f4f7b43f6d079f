/** Who signs people in: two that are known by heart, and any server that speaks OAuth 2.0 (RFC 6749) with PKCE (RFC 7636). */
export const oauthProviders = ['microsoft', 'google', 'custom'] as const;
export type OauthProvider = (typeof oauthProviders)[number];

/** `person`: somebody consented in a browser (authorization code); `app`: the application has the right itself (client credentials, RFC 6749 4.4). */
export type OauthFlow = 'person' | 'app';

/** `pending`: nobody has consented yet; `connected`: tokens come; `refused`: the provider has ended it, an admin must do something. */
export type OauthState = 'pending' | 'connected' | 'refused';

/** Our registration at a provider, as requests for tokens need it. The secret is sealed; a public client has none. */
export type OauthClient = {
  provider: OauthProvider;
  flow: OauthFlow;
  clientId: string;
  clientSecret: string | null;
  /** null for `app`: nobody consents */
  authorizeUrl: string | null;
  tokenUrl: string;
  /** divided by blanks */
  scopes: string;
};

/** How a mailbox signs in by OAuth. Everything secret is still sealed under `mailboxSecretContext`. */
export type MailboxOauth = OauthClient & {
  address: string;
  /** The account that consented differs from the mailbox's login on purpose: it may open this shared mailbox. */
  shared: boolean;
  /** The account that consented, where the provider said so. */
  account: string | null;
  /** The users that the mailbox signs in as, IMAP first. */
  logins: string[];
  state: OauthState;
  lastError: string | null;
  accessToken: string | null;
  expiresAt: Date | null;
  /** Somebody is fetching a new token just now. */
  isRefreshing: boolean;
  /** After a passing failure nobody asks the provider again before. */
  retryAt: Date | null;
};

/** Tokens as they are stored: sealed. A provider that does not change the refresh token leaves it out. */
export type SealedTokens = { accessToken: string; refreshToken: string | null; expiresAt: Date };
