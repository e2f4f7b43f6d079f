import type { Response } from 'express';
import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';
import type { Actor } from '../../domain/ids.types.ts';
import { parseInput } from '../../domain/input.rules.ts';
import { exchangeSignInToken } from '../../domain/people/exchange-sign-in-token.ts';
import { rolePermissions } from '../../domain/people/permissions.rules.ts';
import type { SignedIn } from '../../domain/people/read-session.ts';
import { revokeAllSessions } from '../../domain/people/revoke-all-sessions.ts';
import { revokeSession } from '../../domain/people/revoke-session.ts';
import { isToken, linkRefused, tokenHash } from '../../domain/people/sign-in.rules.ts';
import { sessionToken } from './authenticate.ts';
import { cookieFlags, cookieName } from './session-cookie.rules.ts';
import type { Call, StaffCall, WebDeps } from './web.types.ts';

type SessionDeps = Pick<WebDeps, 'across' | 'withTenant' | 'webUrl'>;
const signInBody = z.strictObject({ token: z.string().max(200) });

/** Exchanges a sign-in link's token for the session cookie. The cookie's token is in no body. */
export function signIn(deps: SessionDeps) {
  return async ({ request, response }: Call): Promise<void> => {
    const { token } = parseInput(signInBody, request.body);
    const link = isToken(token) ? await deps.across.unsafeSignInLink(tokenHash(token)) : null;
    if (link === null) throw linkRefused('unknown');
    const session = await deps.withTenant(link.tenantId, { kind: 'system', name: 'sign-in' }, (uow) => exchangeSignInToken(uow, token));
    response.cookie(cookieName(deps.webUrl), session.cookieToken, cookieFlags(deps.webUrl, session.expiresAt));
    response.json({ expiresAt: session.expiresAt });
  };
}

/** Ends this session, in the database and in the browser. */
export function signOut(deps: SessionDeps) {
  return async ({ request, response, user }: StaffCall): Promise<void> => {
    const token = sessionToken(request, deps.webUrl);
    if (token === null) throw new AppError('not_signed_in', { message: 'no cookie', userMessage: 'You are signed out already.' });
    await deps.withTenant(user.tenantId, actorOf(user), (uow) => revokeSession(uow, token));
    forgetCookie(response, deps.webUrl);
    response.status(204).end();
  };
}

/** Ends every session of the user and every unused sign-in link. */
export function signOutEverywhere(deps: SessionDeps) {
  return async ({ response, user }: StaffCall): Promise<void> => {
    const ended = await deps.withTenant(user.tenantId, actorOf(user), (uow) => revokeAllSessions(uow, user.userId));
    forgetCookie(response, deps.webUrl);
    response.json(ended);
  };
}

/** Who is signed in, and what they may do. */
export function showMe(deps: Pick<WebDeps, 'demo'>) {
  return ({ response, user }: StaffCall): void => {
    const { name, email, role, timeZone, language, tenantName, expiresAt } = user;
    response.json({
      user: { name, email, role, timeZone, language },
      tenant: { name: tenantName },
      permissions: rolePermissions[role],
      demo: deps.demo !== undefined,
      expiresAt,
    });
  };
}

/** The signed-in user as the actor of a unit of work. */
export function actorOf(user: SignedIn): Actor {
  return { kind: 'staff', userId: user.userId, name: user.name };
}

function forgetCookie(response: Response, webUrl: string): void {
  const { expires: _expires, ...flags } = cookieFlags(webUrl, new Date(0));
  response.clearCookie(cookieName(webUrl), flags);
}
