import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { AppError } from '../../domain/errors.ts';
import { assertCan } from '../../domain/people/permissions.rules.ts';
import { answerFailure } from './answer-failure.ts';
import { authenticate } from './authenticate.ts';
import { loadPageFiles } from './load-page-files.ts';
import { mailHookPath } from './mail-hook.routes.ts';
import { measureRequests } from './metrics.ts';
import { notHere } from './not-here.ts';
import { requestLog, traceOf } from './request-log.ts';
import { routeTable, slackEventsPath } from './route-table.ts';
import { isSameOrigin } from './same-origin.rules.ts';
import { securityHeaders } from './security-headers.ts';
import type { Route, WebDeps } from './web.types.ts';

/** Longest JSON body, in bytes: a long reply fits, a flood does not. */
const bodyLimit = 262_144;
/** Longest request of Slack, in bytes; its own are far below. */
const slackLimit = 1_048_576;
/** Longest rating form: 2000 characters, each up to nine bytes once encoded. */
const ratingLimit = 32_768;

/** The web role as an express app: security headers, log, metrics, then the lines of the route table, then the one error mapper. */
export async function createApp(deps: WebDeps): Promise<Express> {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(requestLog(deps.log), measureRequests(deps.metrics), securityHeaders(deps.webUrl));
  // A signature is over the bytes as they came.
  app.use(slackEventsPath, express.raw({ limit: slackLimit, type: () => true }));
  const json = express.json({ limit: bodyLimit, strict: true });
  // A mail is read as it comes, and not into memory.
  app.use((request: Request, response: Response, next: NextFunction) =>
    request.path.startsWith(mailHookPath) ? next() : json(request, response, next),
  );
  // The one form of ours that is no script's: a customer's rating.
  app.use('/rate', express.urlencoded({ limit: ratingLimit, extended: false, parameterLimit: 10 }));
  for (const route of routeTable(deps, await loadPageFiles())) {
    app[route.method](route.path, (request: Request, response: Response) => serve(deps, route, request, response));
  }
  app.use((_request: Request, _response: Response, next: NextFunction) => next(notHere('page')));
  app.use(answerFailure(deps.log));
  return app;
}

async function serve(deps: WebDeps, route: Route, request: Request, response: Response): Promise<void> {
  const trace = traceOf(response);
  trace.route = route.path;
  if (route.path.startsWith('/api/')) response.set('Cache-Control', 'no-store');
  if (route.method !== 'get' && route.access !== 'signed') assertSameOrigin(request, deps.webUrl);
  const log = deps.log.child({ correlationId: String(request.id) });
  if (route.access === 'public' || route.access === 'signed') return route.handle({ request, response, log });
  const user = await authenticate(deps, request);
  trace.user = user;
  if (route.access !== 'signed-in') assertCan(user.role, route.access);
  return route.handle({ request, response, log: log.child({ tenant: user.tenantId, actor: user.userId }), user });
}

function assertSameOrigin(request: Request, webUrl: string): void {
  const headers = { secFetchSite: request.get('sec-fetch-site'), origin: request.get('origin'), host: request.get('host') };
  if (isSameOrigin(headers, webUrl)) return;
  throw new AppError('not_permitted', {
    message: 'a changing request came from another origin',
    userMessage: `This was refused because it did not come from Deskhand’s own page. Open ${webUrl} and do it there.`,
  });
}
