import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import type { ImapFlow } from 'imapflow';
import { listenForNews } from '../../../mail/inbound/wait-for-news.ts';

/** As much of a connection as waiting needs. */
class Connection extends EventEmitter {
  usable = true;
  idles = 0;
  idle = async (): Promise<boolean> => {
    this.idles += 1;
    return true;
  };
}

const hour = 3_600_000;
const opened = (): { connection: Connection; news: ReturnType<typeof listenForNews> } => {
  const connection = new Connection();
  return { connection, news: listenForNews(connection as unknown as ImapFlow) };
};

test('a mail that is announced while we idle shows that IDLE works', async () => {
  const { connection, news } = opened();
  const waiting = news.wait(hour);
  connection.emit('exists', { count: 3, prevCount: 2 });
  expect(await waiting).toBe(true);
});

test('a mail that is announced in the answer to a question of ours ends the waiting at once and shows nothing', async () => {
  const { connection, news } = opened();
  connection.emit('exists', { count: 3, prevCount: 2 });
  expect(await news.wait(hour)).toBe(false);
  expect(connection.idles).toBe(0);
});

test('silence, a mail that went and an end of the connection show nothing', async () => {
  const { connection, news } = opened();
  const silent = news.wait(5);
  connection.emit('exists', { count: 1, prevCount: 2 });
  expect(await silent).toBe(false);
  const ending = news.wait(hour);
  connection.emit('close');
  expect(await ending).toBe(false);
});
