import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { pinoHttp } from 'pino-http';
import type { Logger } from '../../config/logger.ts';
import type { SignedIn } from '../../domain/people/read-session.ts';

const silentRoutes = ['/healthz', '/readyz', '/metrics'];

/** What a request leaves for its log line: the pattern of its route (never its address, which may carry a token) and who sent it. */
export type Trace = { route?: string; user?: SignedIn };

/** Where the trace of a request is kept. */
export function traceOf(response: Response): Trace {
  return response.locals as Trace;
}

/**
 * One line a request with method, route, status, tenant, actor and correlation id (P0.21); the id also goes back as `X-Request-Id`. Nothing of the
 * request's address, headers or body is logged. Health checks are not logged, answered reads only at debug.
 */
export function requestLog(log: Logger): RequestHandler {
  const line = (request: Request, response: Response, took: object) => ({
    ...took,
    method: request.method,
    status: response.statusCode,
    ...traceLine(traceOf(response)),
  });
  return pinoHttp<Request, Response>({
    logger: log,
    genReqId: (_request, response) => {
      const id = randomUUID();
      response.setHeader('X-Request-Id', id);
      return id;
    },
    quietReqLogger: true,
    customAttributeKeys: { reqId: 'correlationId' },
    quietResLogger: true,
    wrapSerializers: false,
    serializers: { req: () => undefined, res: () => undefined, err: () => undefined },
    autoLogging: { ignore: (request) => silentRoutes.includes(request.path) },
    customLogLevel: (request, response) => (response.statusCode >= 500 ? 'error' : isRead(request, response) ? 'debug' : 'info'),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request',
    customSuccessObject: (request, response, value: { responseTime: number }) =>
      line(request, response, { responseTime: value.responseTime }),
    customErrorObject: (request, response, _error, value: { responseTime: number }) =>
      line(request, response, { responseTime: value.responseTime }),
  }) as unknown as RequestHandler;
}

function isRead(request: Request, response: Response): boolean {
  return request.method === 'GET' && response.statusCode < 400;
}

function traceLine({ route, user }: Trace): object {
  const who = user === undefined ? {} : { tenant: user.tenantId, actor: user.userId };
  return { route: route ?? '(none)', ...who };
}
