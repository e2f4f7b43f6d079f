import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type ClientKit, openClientKit } from './client-kit.ts';
import { askOnce, provider } from './example-call.ts';
import { events, json, responseBody, type Script, saying } from './scripted-server.ts';

let kit: ClientKit;
beforeAll(async () => {
  kit = await openClientKit();
});
beforeEach(() => {
  kit.server.received.length = 0;
});
afterAll(() => kit.server.close());

const delta = { type: 'response.output_text.delta', delta: '{"ok"' };
/** Sends a piece again and again, for ever. */
const dripping =
  (piece: string): Script =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`data: ${JSON.stringify(delta)}\n\n`);
    const drip = setInterval(() => response.write(piece), 20);
    response.on('close', () => clearInterval(drip));
  };

describe('a stream that only says that it is alive', () => {
  test.each([': keep-alive\n\n', ':\n', '\n', ': OPENROUTER PROCESSING\n\n'])('has stalled: %j', async (piece) => {
    kit.server.does(dripping(piece));
    expect(await kit.ask(kit.here({ streams: true }), { stallMs: 200, timeoutMs: 10_000 })).toMatchObject({
      outcome: 'unavailable',
      reason: expect.stringContaining('stalled'),
    });
  });
});

describe('a call whose end nobody saw', () => {
  test('may have cost something: out of time, stalled, cut, cancelled, too long', async () => {
    const streams = kit.here({ streams: true });
    kit.server.does(() => {});
    expect(await kit.ask(kit.here(), { timeoutMs: 100 })).toMatchObject({ cutOff: true, usage: null });
    const given = new AbortController();
    setTimeout(() => given.abort(), 60);
    expect(await askOnce(kit.clientOf(), kit.here(), given.signal)).toMatchObject({ cutOff: true });
    kit.server.does(events([delta], 'open'));
    expect(await kit.ask(streams, { stallMs: 80 })).toMatchObject({ cutOff: true });
    kit.server.does(events([delta], 'cut'));
    expect(await kit.ask(streams)).toMatchObject({ cutOff: true });
    kit.server.does(json(saying(`"${'x'.repeat(400_000)}"`)));
    expect(await kit.ask()).toMatchObject({ outcome: 'invalid', cutOff: true });
  });

  test('is another than one that was never made, was refused, or came to its end', async () => {
    expect((await askOnce(kit.clientOf(), kit.here(), AbortSignal.abort())).cutOff).toBeFalsy();
    expect(kit.server.received).toEqual([]);
    expect((await kit.ask(provider({ baseUrl: 'http://127.0.0.1:9/v1' }))).cutOff).toBeFalsy();
    for (const status of [401, 429, 500]) {
      kit.failing(status, { message: 'no' });
      expect((await kit.ask()).cutOff).toBeFalsy();
    }
    kit.server.does(json(responseBody()));
    expect((await kit.ask()).cutOff).toBeFalsy();
  });
});
