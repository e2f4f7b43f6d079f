import type { LookupAddress } from 'node:dns';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createCheckedFetch, type Resolve } from '../../../ai/providers/checked-fetch.ts';
import { type ClientKit, openClientKit } from './client-kit.ts';
import { provider } from './example-call.ts';
import { json, responseBody } from './scripted-server.ts';

let kit: ClientKit;
beforeAll(async () => {
  kit = await openClientKit();
});
beforeEach(() => {
  kit.server.received.length = 0;
  kit.server.does(json(responseBody()));
});
afterAll(() => kit.server.close());

const here: LookupAddress = { address: '127.0.0.1', family: 4 };
const metadata: LookupAddress = { address: '169.254.169.254', family: 4 };
/** A name server that answers one thing after the other, the last for ever. */
const answering = (...answers: LookupAddress[][]): { resolve: Resolve; asked: string[] } => {
  const asked: string[] = [];
  return {
    asked,
    resolve: (hostname, done) => {
      done(null, answers[Math.min(asked.length, answers.length - 1)] ?? []);
      asked.push(hostname);
    },
  };
};
const named = (host: string) => provider({ baseUrl: kit.server.url.replace('127.0.0.1', host) });

describe('a call to a server with a name', () => {
  test('goes to the address that was looked up and checked, by one look-up', async () => {
    const { resolve, asked } = answering([here]);
    expect(await kit.ask(named('models.example'), { fetch: createCheckedFetch(resolve) })).toMatchObject({ outcome: 'ok' });
    expect(asked).toEqual(['models.example']);
    expect(kit.server.received[0]?.headers.host).toContain('models.example');
  });

  test('is not made when any of its addresses is link-local, also from one call to the next', async () => {
    const rebinding = answering([here], [metadata]);
    const fetch = createCheckedFetch(rebinding.resolve);
    expect(await kit.ask(named('models.example'), { fetch })).toMatchObject({ outcome: 'ok' });
    const refused = { outcome: 'unavailable', fatal: true, cutOff: false, reason: expect.stringContaining('link-local') };
    expect(await kit.ask(named('models.example'), { fetch })).toMatchObject(refused);
    const both = createCheckedFetch(answering([here, metadata]).resolve);
    expect(await kit.ask(named('models.example'), { fetch: both })).toMatchObject(refused);
    expect(kit.server.received).toHaveLength(1);
  });

  test('says so when the name has no address', async () => {
    const fetch = createCheckedFetch((_hostname, done) => done(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), []));
    expect(await kit.ask(named('models.example'), { fetch })).toMatchObject({
      outcome: 'unavailable',
      fatal: false,
      reason: expect.stringContaining('name is not known'),
    });
  });
});

describe('a body', () => {
  test('that unfolds to much more than any answer is long is not read to its end', async () => {
    const bomb = gzipSync(Buffer.alloc(300_000_000, ' '));
    kit.server.does((response) => response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb));
    const before = process.memoryUsage.rss();
    expect(await kit.ask()).toMatchObject({ outcome: 'invalid', text: null, reason: expect.stringContaining('longer') });
    expect(process.memoryUsage.rss() - before).toBeLessThan(200_000_000);
    kit.server.does((response) => response.writeHead(500, { 'content-encoding': 'gzip' }).end(bomb));
    expect(await kit.ask()).toMatchObject({ outcome: 'unavailable', fatal: false });
  }, 60_000);

  test('that ends before its compression does, or is none, is a cut connection', async () => {
    const bytes = gzipSync(JSON.stringify(responseBody()));
    for (const sent of [bytes.subarray(0, bytes.length - 12), Buffer.from('no gzip at all')]) {
      kit.server.does((response) => response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(sent));
      expect(await kit.ask()).toMatchObject({ outcome: 'unavailable', fatal: false });
    }
  });

  test('of a status that has none or that nobody knows ends the call and not the process', async () => {
    for (const status of [204, 304, 999]) {
      kit.server.does((response) => response.writeHead(status).end());
      expect([status, (await kit.ask()).outcome]).not.toEqual([status, 'ok']);
    }
  });
});
