import type { SlackListeners } from '../slack.types.ts';
import { queueHome } from './queue-home.ts';
import { queuePrompts } from './queue-prompts.ts';
import { turnOf } from './turn-of.ts';

/** Somebody opened the app: its Home is drawn anew, or the direct conversation gets its suggested prompts. */
export const homeListeners: SlackListeners = (app, deps) => {
  app.event('app_home_opened', async ({ event, context }) => {
    const turn = turnOf(context);
    const id = turn.item?.id ?? event.event_ts;
    if (event.tab === 'messages') await queuePrompts(deps, turn, { channel: event.channel, user: event.user }, `prompts:${id}`);
    else await queueHome(deps, turn, event.user, null, `home:${id}`);
  });
};
