import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { SlackListeners } from '../../../bots/slack/slack.types.ts';
import { withClient } from '../../../server/embedded/with-client.ts';
import { eventually } from '../../support/eventually.ts';
import { openSlackDoor, type SlackDoor } from '../../support/slack-door.ts';

let door: SlackDoor;
const heard: string[] = [];

const listeners: SlackListeners = (app) => {
  app.message(async ({ message }) => void heard.push((message as { text: string }).text));
  app.command('/desk', async ({ ack }) => ack({ text: 'opened' }));
};

beforeAll(async () => {
  door = await openSlackDoor([listeners], { socket: true, slack: { retryGaps: [20, 20, 20] } });
  await door.app.start();
});
afterAll(() => door.close());

it('takes events over a socket of ours and acknowledges them after their commit', async () => {
  expect(door.slack.sockets.count()).toBe(1);
  const { status } = await door.slack.deliver(door.one.workspace, {
    type: 'message',
    channel: 'C1',
    user: 'U1',
    text: 'by socket',
    ts: '1.1',
  });
  expect(status).toBe(200);
  expect(await door.rows(door.one.tenant)).toHaveLength(1);
  await door.drain();
  expect(heard).toEqual(['by socket']);
  expect(await door.rows(door.two.tenant)).toEqual([]);
});

it('keeps commands and answers what opens a form over the same socket', async () => {
  const person = door.one.workspace.addPerson('ann');
  const channel = door.one.workspace.addChannel('general');
  expect((await door.slack.command(person, channel, '/desk', 'list')).status).toBe(200);
  expect((await door.rows(door.one.tenant)).at(-1)?.kind).toBe('command');
  expect(JSON.parse((await door.slack.command(person, channel, '/desk', 'new')).body)).toEqual({ text: 'opened' });
});

it('does not acknowledge what it could not keep, so that it comes again', async () => {
  const before = (await door.rows(door.one.tenant)).length;
  const rename = (from: string, to: string) =>
    withClient(door.desk.fresh.superuserUrl, async (client) => void (await client.query(`alter table ${from} rename to ${to}`)));
  await rename('chat_inbox', 'chat_inbox_away');
  const first = door.slack.deliver(door.one.workspace, { type: 'message', channel: 'C1', user: 'U1', text: 'again', ts: '2.1' });
  expect((await first).status).not.toBe(200);
  await rename('chat_inbox_away', 'chat_inbox');
  await door.slack.idle();
  expect(await door.rows(door.one.tenant)).toHaveLength(before + 1);
});

it('connects again when Slack asks for it, and ends its socket when it is stopped', async () => {
  door.slack.sockets.refresh();
  await eventually('a new socket is open', async () => {
    const { status } = await door.slack.deliver(door.one.workspace, {
      type: 'message',
      channel: 'C2',
      user: 'U1',
      text: 'after',
      ts: '3.1',
    });
    return door.slack.sockets.count() === 1 && status === 200;
  });
  await door.app.stop();
  await eventually('no socket is open', async () => door.slack.sockets.count() === 0);
});
