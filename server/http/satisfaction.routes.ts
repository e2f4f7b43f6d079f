import type { Request, Response } from 'express';
import { AppError } from '../../domain/errors.ts';
import type { Actor } from '../../domain/ids.types.ts';
import { tokenHash } from '../../domain/people/sign-in.rules.ts';
import { rateTicket } from '../../domain/satisfaction/rate-ticket.ts';
import { type Score, scores } from '../../domain/satisfaction/satisfaction.types.ts';
import { isSatisfactionToken, isSignedBy } from '../../domain/satisfaction/satisfaction-token.rules.ts';
import { type RequestView, viewRequest } from '../../domain/satisfaction/view-request.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import { createRateLimit } from './rate-limit.rules.ts';
import { satisfactionKeys } from './satisfaction-keys.ts';
import { type PageMessage, ratingForm, ratingMessage } from './satisfaction-page.ts';
import type { Call, WebDeps } from './web.types.ts';

type Deps = Pick<WebDeps, 'across' | 'withTenant' | 'keyRing'>;
type Found = { view: RequestView; inUnit: <T>(work: (uow: TenantUnitOfWork, id: string) => Promise<T>) => Promise<T> };

const actor: Actor = { kind: 'system', name: 'satisfaction' };
/** Looks and votes of one visitor, and of one link, in a minute. */
const perVisitor = 120;
const perLink = 20;

/**
 * The page of a satisfaction link. Opening it never votes: mail scanners and previews open every link of a mail, and only the form's own POST counts.
 * An unknown, forged or expired link gets a neutral page that says nothing about anybody.
 */
export function satisfactionPages(deps: Deps): { show(call: Call): Promise<void>; vote(call: Call): Promise<void> } {
  const limits = { visitor: createRateLimit(perVisitor), link: createRateLimit(perLink) };
  const isTooOften = (request: Request): boolean => {
    const [now, token] = [Date.now(), String(request.params.token)];
    const visitor = limits.visitor.allows(request.ip ?? '', now);
    return !(isSatisfactionToken(token) ? limits.link.allows(tokenHash(token), now) && visitor : visitor);
  };
  const open = async (call: Call): Promise<Found | null> => {
    if (isTooOften(call.request)) {
      send(call.response, 429, ratingMessage('busy', null));
      return null;
    }
    const found = await findRequest(deps, call.request.params.token);
    if (found === null) send(call.response, 404, ratingMessage('unknown', null));
    else if (found.view.state !== 'open') send(call.response, 200, ratingMessage(found.view.state, found.view));
    else return found;
    return null;
  };
  return {
    show: async (call) => {
      const found = await open(call);
      if (found !== null) send(call.response, 200, ratingForm(found.view, scoreOf(call.request.query.score), null));
    },
    vote: async (call) => {
      const found = await open(call);
      if (found !== null) await takeVote(call, found);
    },
  };
}

async function takeVote({ request, response }: Call, { view, inUnit }: Found): Promise<void> {
  const body = (request.body ?? {}) as Record<string, unknown>;
  const score = scoreOf(body.score);
  // A browser sends line ends as CRLF and counts them as one character.
  const comment = typeof body.comment === 'string' ? body.comment.replace(/\r\n?/g, '\n') : '';
  if (score === null) return send(response, 400, ratingForm({ ...view, comment }, null, 'wrong'));
  try {
    const result = await inUnit((uow, id) => rateTicket(uow, id, { score, comment }));
    const message: PageMessage = result === 'settled' || result === 'expired' || result === 'unknown' ? result : 'thanks';
    send(response, 200, ratingMessage(message, view));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid_input') throw error;
    send(response, 400, ratingForm({ ...view, comment: comment.slice(0, 4_000).toWellFormed() }, score, 'wrong'));
  }
}

/** The question a token names: its row by the token's hash, its tenant believed only when that tenant's key signed the token. */
async function findRequest({ across, withTenant, keyRing }: Deps, token: unknown): Promise<Found | null> {
  if (!isSatisfactionToken(token)) return null;
  const row = await across.unsafeSatisfactionRequest(tokenHash(token));
  if (row === null || !isSignedBy(token, row.tenantId, satisfactionKeys(keyRing, row.tenantId))) return null;
  const inUnit: Found['inUnit'] = (work) => withTenant(row.tenantId, actor, (uow) => work(uow, row.id));
  const view = await inUnit((uow, id) => viewRequest(uow, id));
  return view === null ? null : { view, inUnit };
}

function scoreOf(value: unknown): Score | null {
  return scores.find((score) => String(score) === value) ?? null;
}

/** The page may only post to us and load our style; the token in its address goes nowhere else. */
const pagePolicy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

function send(response: Response, status: number, html: string): void {
  response.status(status).set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy': pagePolicy,
    // With no-referrer a browser would send its form with the origin "null", and the check of the origin would refuse it.
    'Referrer-Policy': 'same-origin',
    'X-Robots-Tag': 'noindex',
  });
  response.type('text/html').send(html);
}
