import type { OauthClient } from '../../domain/mailboxes/mailbox-oauth.types.ts';
import { readTokenAnswer, type TokenAnswer } from './token-answer.rules.ts';

/** Longest call, in ms; well within the lease of a refresh. */
const callMs = 15_000;
const longestAnswerBytes = 262_144;

/** What is asked for (RFC 6749 4.1.3, 4.4.2, 6). */
export type TokenRequest =
  | { grant: 'authorization_code'; code: string; redirectUri: string; verifier: string }
  | { grant: 'refresh_token'; refreshToken: string }
  | { grant: 'client_credentials' };

/** The registration with its secret opened. */
export type OpenClient = Pick<OauthClient, 'clientId' | 'tokenUrl' | 'scopes'> & { clientSecret: string | null };

/** Asks a token endpoint once. Follows no redirect: the secret goes to the address that was set up and to no other. Never throws. */
export async function askForToken(client: OpenClient, request: TokenRequest): Promise<TokenAnswer> {
  try {
    const response = await fetch(client.tokenUrl, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({ ...bodyOf(client, request), client_id: client.clientId, ...secretOf(client) }).toString(),
      signal: AbortSignal.timeout(callMs),
    });
    return readTokenAnswer({ status: response.status, retryAfter: response.headers.get('retry-after'), body: await bodyJson(response) });
  } catch (error) {
    return { kind: 'failed', what: error instanceof Error ? error.name : 'no answer', askedMs: null };
  }
}

function bodyOf({ scopes }: OpenClient, request: TokenRequest): Record<string, string> {
  if (request.grant === 'authorization_code') {
    const { code, redirectUri, verifier } = request;
    return { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier };
  }
  // A refresh without a scope brings what was consented to (RFC 6749 6).
  if (request.grant === 'refresh_token') return { grant_type: 'refresh_token', refresh_token: request.refreshToken };
  return { grant_type: 'client_credentials', scope: scopes };
}

function secretOf({ clientSecret }: OpenClient): Record<string, string> {
  return clientSecret === null ? {} : { client_secret: clientSecret };
}

/** The body as far as it may be read: a hostile server must not fill the memory. */
async function bodyJson(response: Response): Promise<Record<string, unknown> | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > longestAnswerBytes) return null;
    chunks.push(chunk);
  }
  try {
    const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
