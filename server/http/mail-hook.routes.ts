import type { HookAnswer } from '../../mail/inbound/http/mail-hook-door.ts';
import { notHere } from './not-here.ts';
import type { Call, WebDeps } from './web.types.ts';

/** Where mail services post what they received; the rest of the path is the token of a door. */
export const mailHookPath = '/mail/hooks/';

/** Seconds after which a provider may try again, where it listens to that. */
const retrySeconds = '60';

/** Hands a request to the HTTP door that its token names and answers as the provider understands: 2xx is said after the commit only. */
export function receiveMailHook(deps: Pick<WebDeps, 'mailHooks'>) {
  return async ({ request, response }: Call): Promise<void> => {
    if (deps.mailHooks === undefined) throw notHere('page');
    const answer = await deps.mailHooks(String(request.params.token), request);
    // What was not read of the body would be taken for the next request.
    if (!request.complete) response.set('Connection', 'close');
    if (answer.kind === 'unknown') throw notHere('page');
    if (answer.kind === 'refused') response.set(refusalHeaders(answer.status));
    response
      .status(answer.kind === 'refused' ? answer.status : 200)
      .type('text/plain')
      .send(wordsOf(answer));
  };
}

function refusalHeaders(status: number): Record<string, string> {
  if (status === 401) return { 'WWW-Authenticate': 'Basic realm="Deskhand"' };
  return status === 503 ? { 'Retry-After': retrySeconds } : {};
}

function wordsOf(answer: Exclude<HookAnswer, { kind: 'unknown' }>): string {
  if (answer.kind === 'refused') return `${answer.reason}\n`;
  return answer.mail === null ? 'Nothing to take.\n' : `Taken as ${answer.mail.id}.\n`;
}
