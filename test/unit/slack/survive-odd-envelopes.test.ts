import { expect, it } from '@jest/globals';
import { SocketModeClient } from '@slack/socket-mode';
import { pino } from 'pino';
import { quietLogger } from '../../../bots/slack/install/quiet-logger.ts';
import { surviveOddEnvelopes } from '../../../bots/slack/receive/survive-odd-envelopes.ts';

it('lives through an envelope without an event, says so, and hears the next one', async () => {
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(line) });
  const client = new SocketModeClient({
    appToken: 'xapp-test',
    logger: quietLogger(log),
    clientOptions: { slackApiUrl: 'http://127.0.0.1:9/api/' },
  });
  surviveOddEnvelopes(client, log);
  const heard: unknown[] = [];
  client.on('slack_event', ({ body }: { body: unknown }) => void heard.push(body));
  const envelope = (payload: object) => JSON.stringify({ type: 'events_api', envelope_id: 'e', payload });
  client.emit('ws_message', envelope({ type: 'app_rate_limited', team_id: 'T1' }), false);
  client.emit('ws_message', envelope({ event: { type: 'message' } }), false);
  await new Promise((resolve) => setImmediate(resolve));
  expect(heard).toEqual([{ event: { type: 'message' } }]);
  expect(lines.join()).toContain('TypeError');
});
