import type { Request } from 'express';
import { AppError } from '../../domain/errors.ts';
import { readSession, type SignedIn } from '../../domain/people/read-session.ts';
import { isToken, tokenHash } from '../../domain/people/sign-in.rules.ts';
import { cookieName, readCookie } from './session-cookie.rules.ts';
import type { WebDeps } from './web.types.ts';

/** The session token a request carries: only from the cookie, never from a header, address or body. Null when it has none of our shape. */
export function sessionToken(request: Request, webUrl: string): string | null {
  const token = readCookie(request.headers.cookie, cookieName(webUrl));
  return isToken(token) ? token : null;
}

/** Who sends the request. The tenant comes from the session's row and from nothing in the request. Throws `not_signed_in`. */
export async function authenticate(deps: Pick<WebDeps, 'across' | 'withTenant' | 'webUrl'>, request: Request): Promise<SignedIn> {
  const token = sessionToken(request, deps.webUrl);
  const found = token === null ? null : await deps.across.unsafeSession(tokenHash(token));
  if (token === null || found === null) throw notSignedIn();
  const user = await deps.withTenant(found.tenantId, { kind: 'system', name: 'sign-in' }, (uow) => readSession(uow, token));
  if (user === null) throw notSignedIn();
  return user;
}

function notSignedIn(): AppError {
  return new AppError('not_signed_in', {
    message: 'no session, or one that is over',
    userMessage:
      'You are not signed in, or your session is over. Get a new sign-in link with “deskhand people sign-in EMAIL”, or ask an admin.',
  });
}
