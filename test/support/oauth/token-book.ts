import { createHash, randomBytes } from 'node:crypto';

/** The registration the token server knows. It answers to nobody else. */
export const registration = {
  clientId: 'deskhand-test-client',
  clientSecret: 'Ssh-client-secret-4711',
  scopes: 'https://mail.test.example/imap https://mail.test.example/smtp offline_access openid email',
  appScopes: 'https://mail.test.example/.default',
};

type Access = { account: string; endsAt: number };
type Refresh = { account: string; isUsed: boolean };
type Code = { account: string; challenge: string; redirectUri: string; isUsed: boolean };

/** What becomes of a request for tokens: a fault of RFC 6749 5.2, or the body of 5.1. */
export type Decision = { account: string | null; fault: string } | { account: string; body: object };

/** Codes and tokens of a strict server: codes are good once, refresh tokens too, and one that comes twice ends everything of its account. */
export class TokenBook {
  /** Seconds that access tokens last. */
  seconds = 3_600;
  clientSecret = registration.clientSecret;
  readonly #access = new Map<string, Access>();
  readonly #refresh = new Map<string, Refresh>();
  readonly #codes = new Map<string, Code>();

  /** A code for whoever consented, bound to challenge and redirect address. */
  newCode(account: string, challenge: string, redirectUri: string): string {
    const code = newSecret('code');
    this.#codes.set(code, { account, challenge, redirectUri, isUsed: false });
    return code;
  }

  /** Decides a request for tokens. `appAccount` is whose mail an application gets. */
  decide(form: URLSearchParams, { appAccount, withRefresh }: { appAccount: string; withRefresh: boolean }): Decision {
    if (form.get('client_id') !== registration.clientId || form.get('client_secret') !== this.clientSecret)
      return { account: null, fault: 'invalid_client' };
    const grant = form.get('grant_type');
    if (grant === 'authorization_code') return this.#byCode(form, withRefresh);
    if (grant === 'refresh_token') return this.#byRefresh(form);
    if (grant !== 'client_credentials') return { account: null, fault: 'unsupported_grant_type' };
    if (form.get('scope') !== registration.appScopes) return { account: null, fault: 'invalid_scope' };
    return { account: appAccount, body: this.#issue(appAccount, false) };
  }

  /** Whose access token it is, while it is good. */
  holderOf(token: string): string | null {
    const known = this.#access.get(token);
    return known !== undefined && known.endsAt > Date.now() ? known.account : null;
  }

  endAccess(account: string): void {
    for (const one of this.#access.values()) if (one.account === account) one.endsAt = 0;
  }

  revoke(account: string): void {
    for (const kept of [this.#access, this.#refresh] as Map<string, { account: string }>[])
      for (const [token, one] of kept) if (one.account === account) kept.delete(token);
  }

  #byCode(form: URLSearchParams, withRefresh: boolean): Decision {
    const found = this.#codes.get(form.get('code') ?? '');
    if (found === undefined || found.isUsed) return { account: found?.account ?? null, fault: 'invalid_grant' };
    found.isUsed = true;
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const fits = challenge === found.challenge && form.get('redirect_uri') === found.redirectUri;
    if (!fits) return { account: found.account, fault: 'invalid_grant' };
    return { account: found.account, body: this.#issue(found.account, withRefresh) };
  }

  #byRefresh(form: URLSearchParams): Decision {
    const found = this.#refresh.get(form.get('refresh_token') ?? '');
    if (found?.isUsed === true) this.revoke(found.account);
    if (found === undefined || found.isUsed) return { account: found?.account ?? null, fault: 'invalid_grant' };
    found.isUsed = true;
    return { account: found.account, body: this.#issue(found.account, true) };
  }

  #issue(account: string, withRefresh: boolean): object {
    const accessToken = newSecret('access');
    this.#access.set(accessToken, { account, endsAt: Date.now() + this.seconds * 1_000 });
    const claims = JSON.stringify({ aud: registration.clientId, email: account });
    const idToken = ['{"alg":"none"}', claims, ''].map((part) => Buffer.from(part).toString('base64url')).join('.');
    const body = {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: this.seconds,
      scope: registration.scopes,
      id_token: idToken,
    };
    if (!withRefresh) return body;
    const refreshToken = newSecret('refresh');
    this.#refresh.set(refreshToken, { account, isUsed: false });
    return { ...body, refresh_token: refreshToken };
  }
}

function newSecret(kind: string): string {
  return `${kind}-${randomBytes(24).toString('base64url')}`;
}
