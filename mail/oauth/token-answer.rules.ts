/**
 * What a token endpoint said (RFC 6749 5.1, 5.2). `refused` lasts: asking again changes nothing; `code` is the RFC's name of it, with Microsoft's number
 * behind it where there is one. `failed` passes.
 */
export type TokenAnswer =
  | { kind: 'granted'; accessToken: string; refreshToken: string | null; seconds: number; idToken: string | null; scopes: string[] | null }
  | { kind: 'refused'; code: string; detail: string | null }
  | { kind: 'failed'; what: string; askedMs: number | null };

/** What came back over HTTP. `body` is null when it was no JSON object. */
export type TokenResponse = { status: number; retryAfter: string | null; body: Record<string, unknown> | null };

// RFC 6749 5.2 and, for Microsoft, learn.microsoft.com “Microsoft identity platform and OAuth 2.0 authorization code flow”, error codes for token endpoint.
const lasting = [
  'invalid_grant',
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'invalid_request',
  'invalid_resource',
  'interaction_required',
  'consent_required',
  'login_required',
  'access_denied',
];
/** Registration, not consent: the refresh token is as good as before. */
const ofClient = [
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'invalid_request',
  'invalid_resource',
];

/** A provider that does not say how long a token lasts is believed to mean an hour, as most do (RFC 6749 5.1: `expires_in` is recommended only). */
const usualSeconds = 3_600;
const longestTokenChars = 16_384;
const longestPauseMs = 3_600_000;

/** Reads an answer. What is not one of the RFC's refusals passes: a gateway's page, a rate limit, a fault of theirs. */
export function readTokenAnswer({ status, retryAfter, body }: TokenResponse): TokenAnswer {
  if (status >= 200 && status < 300) return granted(body);
  const code = textOf(body?.error);
  if (status >= 400 && status < 500 && status !== 429 && code !== null && lasting.includes(code))
    return { kind: 'refused', code, detail: microsoftNumber(body?.error_description) };
  return { kind: 'failed', what: `status ${status}`, askedMs: pauseOf(retryAfter) };
}

/** True when our registration was refused and the consent itself may still be good. */
export function isAboutClient(code: string): boolean {
  return ofClient.includes(code);
}

function granted(body: Record<string, unknown> | null): TokenAnswer {
  const accessToken = tokenOf(body?.access_token);
  const type = textOf(body?.token_type);
  if (accessToken === null || (type !== null && type.toLowerCase() !== 'bearer'))
    return { kind: 'failed', what: 'an answer without a bearer token', askedMs: null };
  const seconds = Number(body?.expires_in);
  const scope = textOf(body?.scope);
  return {
    kind: 'granted',
    accessToken,
    refreshToken: tokenOf(body?.refresh_token),
    seconds: Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 86_400) : usualSeconds,
    idToken: textOf(body?.id_token),
    scopes: scope === null ? null : scope.split(' '),
  };
}

/** Tokens are printable ASCII (RFC 6749 A.12, A.17). Anything else could end a SASL or header line. */
function tokenOf(value: unknown): string | null {
  return typeof value === 'string' && value.length <= longestTokenChars && /^[\x21-\x7e]+$/.test(value) ? value : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function microsoftNumber(description: unknown): string | null {
  return typeof description === 'string' ? (/^(AADSTS\d{4,9})\b/.exec(description)?.[1] ?? null) : null;
}

function pauseOf(retryAfter: string | null): number | null {
  return retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Math.min(Number(retryAfter) * 1_000, longestPauseMs) : null;
}
