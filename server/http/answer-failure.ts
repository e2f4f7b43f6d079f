import type { NextFunction, Request, Response } from 'express';
import type { Logger } from '../../config/logger.ts';
import { answerTo, failureLine } from './failure.rules.ts';

/** The one place that turns a failure into an answer, and the one that logs it. */
export function answerFailure(log: Logger) {
  return (failure: unknown, request: Request, response: Response, _next: NextFunction): void => {
    const reference = String(request.id);
    const answer = answerTo(failure, reference);
    const line = { correlationId: reference, status: answer.status, failure: failureLine(failure) };
    if (answer.status >= 500) log.error(line, 'a request failed');
    else log.info(line, 'a request was refused');
    // A download that breaks half-way can only be cut: its status is out already.
    if (response.headersSent) response.destroy();
    else send(request, response, answer);
  };
}

function send(request: Request, response: Response, answer: ReturnType<typeof answerTo>): void {
  const { status, ...error } = answer;
  response.status(status).set('Cache-Control', 'no-store');
  response.removeHeader('Content-Disposition');
  if (request.path.startsWith('/api/')) response.json({ error });
  else response.type('text/plain').send(`${error.message}\n`);
}
