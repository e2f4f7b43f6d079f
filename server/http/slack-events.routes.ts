import { notHere } from './not-here.ts';
import type { Call, WebDeps } from './web.types.ts';

/** Hands a request of Slack to its receiver, which proves it before anything else. Where no Slack app is set up there is no such address. */
export function receiveSlack(deps: Pick<WebDeps, 'slackEvents'>) {
  return async ({ request, response }: Call): Promise<void> => {
    if (deps.slackEvents === undefined) throw notHere('page');
    await deps.slackEvents(request, response);
  };
}
