import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type ClientKit, openClientKit } from './client-kit.ts';
import { askOnce, mailText, provider } from './example-call.ts';
import { chunk, completionBody, events, json, responseBody, saying } from './scripted-server.ts';

let kit: ClientKit;
beforeAll(async () => {
  kit = await openClientKit();
});
beforeEach(() => {
  kit.server.received.length = 0;
});
afterAll(() => kit.server.close());

describe('the ten ends of the table', () => {
  test('an answer is ok, with its tokens by kind, the model that served it and the id of the request', async () => {
    kit.server.does(json(responseBody()));
    expect(await kit.ask()).toMatchObject({
      outcome: 'ok',
      text: '{"ok":true}',
      json: { ok: true },
      reason: null,
      usage: { input: 20, cached: 8, output: 6, reasoning: 2 },
      modelServed: 'served-1',
      requestId: 'req_1',
      fatal: false,
      learned: null,
    });
    kit.server.does(json(completionBody({ content: '{"ok":true}' })));
    expect(await kit.ask(kit.chat())).toMatchObject({
      outcome: 'ok',
      json: { ok: true },
      usage: { input: 11, cached: 4, output: 3, reasoning: 0 },
    });
    expect(kit.server.received.at(-1)?.path).toBe('/v1/chat/completions');
  });

  test('a refusal is refused in both styles', async () => {
    kit.server.does(json(responseBody({ output: [{ type: 'message', content: [{ type: 'refusal', refusal: 'No.' }] }] })));
    expect(await kit.ask()).toMatchObject({ outcome: 'refused', json: undefined, reason: 'The model refused to answer.' });
    kit.server.does(json(completionBody({ refusal: 'No.' })));
    expect(await kit.ask(kit.chat())).toMatchObject({ outcome: 'refused' });
    kit.server.does(json(completionBody({ content: '{"ok":true}' }, 'content_filter')));
    expect(await kit.ask(kit.chat())).toMatchObject({ outcome: 'refused' });
    kit.failing(400, { code: 'content_filter', message: mailText });
    expect(await kit.ask()).toMatchObject({ outcome: 'refused', fatal: false });
  });

  test('an answer cut at the most tokens is incomplete in both styles, even when what there is parses', async () => {
    kit.server.does(json(responseBody({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } })));
    expect(await kit.ask()).toMatchObject({ outcome: 'incomplete', json: undefined, usage: { output: 6 } });
    kit.server.does(json(completionBody({ content: '{"ok":true}' }, 'length')));
    expect(await kit.ask(kit.chat())).toMatchObject({ outcome: 'incomplete' });
  });

  test('status failed is unavailable, with and without an error', async () => {
    kit.server.does(json(responseBody({ status: 'failed', output: [] })));
    expect(await kit.ask()).toMatchObject({ outcome: 'unavailable', fatal: false });
    kit.server.does(json(responseBody({ status: 'failed', output: [], error: { code: 'server_error', message: mailText } })));
    expect(await kit.ask()).toMatchObject({ outcome: 'unavailable', fatal: false });
  });

  test('only a tool call is invalid, and one beside an answer is passed over', async () => {
    const call = { type: 'function_call', name: 'close_ticket', arguments: '{}' };
    kit.server.does(json(responseBody({ output: [call] })));
    expect(await kit.ask()).toMatchObject({ outcome: 'invalid', reason: expect.stringContaining('tool') });
    kit.server.does(
      json(completionBody({ tool_calls: [{ id: 'c', type: 'function', function: { name: 'x', arguments: '{}' } }] }, 'tool_calls')),
    );
    expect(await kit.ask(kit.chat())).toMatchObject({ outcome: 'invalid', reason: expect.stringContaining('tool') });
    kit.server.does(json(responseBody({ output: [call, ...(responseBody().output as unknown[])] })));
    expect(await kit.ask()).toMatchObject({ outcome: 'ok' });
  });

  test.each(['```json\n{"ok":true}\n```', '```\n{"ok":true}```', '  ```JSON\r\n{"ok":true}\r\n```\n'])(
    'one code fence is taken off: %j',
    async (text) => {
      kit.server.does(json(saying(text)));
      expect(await kit.ask()).toMatchObject({ outcome: 'ok', json: { ok: true }, text });
    },
  );

  test.each(['{"ok":tru', 'Sure! {"ok":true}', '```json\n```json\n{"ok":true}\n```\n```', '{"ok":true} {"ok":true}'])(
    'what is no JSON is invalid and not mended: %j',
    async (text) => {
      kit.server.does(json(saying(text)));
      expect(await kit.ask()).toMatchObject({ outcome: 'invalid', json: undefined, reason: 'The answer is not JSON.' });
    },
  );

  test('nothing said at all is invalid', async () => {
    kit.server.does(json(saying(' ')));
    expect(await kit.ask()).toMatchObject({ outcome: 'invalid', reason: 'The model said nothing.' });
  });

  test('a connection cut inside the body is unavailable, plain and streamed', async () => {
    kit.server.does((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' }).write('{"id":"resp');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await kit.ask()).toMatchObject({ outcome: 'unavailable', fatal: false, reason: 'The connection was cut inside the answer.' });
    kit.server.does(events([{ type: 'response.output_text.delta', delta: '{"ok"' }], 'cut'));
    expect(await kit.ask(kit.here({ streams: true }))).toMatchObject({
      outcome: 'unavailable',
      reason: 'The connection was cut inside the answer.',
    });
    kit.server.does(events([{ type: 'response.output_text.delta', delta: '{"ok"' }]));
    expect(await kit.ask(kit.here({ streams: true }))).toMatchObject({ outcome: 'unavailable' });
    kit.server.does(events([chunk({ content: '{"ok":true}' })]));
    expect(await kit.ask(kit.chat({ streams: true }))).toMatchObject({ outcome: 'unavailable' });
  });

  test('429 is worth another attempt when the server says so, in seconds, in ms or as a date', async () => {
    kit.failing(429, { code: 'rate_limit_exceeded', message: 'slow down' }, { 'retry-after': '7' });
    expect(await kit.ask()).toMatchObject({ outcome: 'unavailable', fatal: false, retryAfterMs: 7000 });
    kit.failing(429, { message: 'slow down' }, { 'retry-after-ms': '150', 'retry-after': '7' });
    expect(await kit.ask()).toMatchObject({ retryAfterMs: 150 });
    kit.failing(429, { message: 'slow down' }, { 'retry-after': new Date(Date.now() + 86_400_000 * 30).toUTCString() });
    expect(await kit.ask()).toMatchObject({ retryAfterMs: 3_600_000 });
    kit.failing(429, { message: 'slow down' }, { 'retry-after': 'soon' });
    expect(await kit.ask()).toMatchObject({ retryAfterMs: null, fatal: false });
    kit.failing(429, { message: 'no' }, { 'x-should-retry': 'false', 'retry-after': '7' });
    expect(await kit.ask()).toMatchObject({ outcome: 'unavailable', fatal: true, retryAfterMs: null });
    expect(kit.server.received).toHaveLength(5);
  });

  test('no quota is no rate limit: nothing helps before somebody pays', async () => {
    kit.failing(429, { code: 'insufficient_quota', message: 'You exceeded your quota' }, { 'retry-after': '7' });
    expect(await kit.ask()).toMatchObject({
      outcome: 'unavailable',
      fatal: true,
      retryAfterMs: null,
      reason: expect.stringContaining('billing'),
    });
    expect(kit.server.received).toHaveLength(1);
  });

  test.each([
    [401, {}, 'key'],
    [402, {}, 'billing'],
    [403, {}, 'rights'],
    [404, {}, 'address'],
    [404, { code: 'model_not_found', message: 'x' }, 'does not know the model'],
    [404, { message: "model 'llama' not found, try pulling it first" }, 'does not know the model'],
  ])('%i says what to change and is not tried again', async (status, error, words) => {
    kit.failing(status, error);
    expect(await kit.ask()).toMatchObject({ outcome: 'unavailable', fatal: true, learned: null, reason: expect.stringContaining(words) });
    expect(kit.server.received).toHaveLength(1);
  });

  test.each([500, 502, 503, 529])('%i is worth another attempt', async (status) => {
    kit.server.does((response) => response.writeHead(status, { 'content-type': 'text/html' }).end('<html>Bad Gateway</html>'));
    expect(await kit.ask()).toMatchObject({ outcome: 'unavailable', fatal: false });
    expect(kit.server.received).toHaveLength(1);
  });

  test('a 400 about nothing that can be left out is not tried again', async () => {
    kit.failing(400, { code: 'invalid_json_schema', param: 'text.format.schema', message: 'Invalid schema' });
    expect(await kit.ask()).toMatchObject({ outcome: 'unavailable', fatal: true, learned: null });
    kit.failing(400, { code: 'context_length_exceeded', param: 'input', message: 'too long' });
    expect(await kit.ask()).toMatchObject({ outcome: 'invalid', learned: null });
  });

  test('no answer in time, a caller who gives up, and a stream that stalls between events are unavailable', async () => {
    kit.server.does(() => {});
    expect(await kit.ask(kit.here(), { timeoutMs: 100 })).toMatchObject({
      outcome: 'unavailable',
      reason: expect.stringContaining('in time'),
    });
    const given = new AbortController();
    setTimeout(() => given.abort(), 30);
    expect(await askOnce(kit.clientOf(), kit.here(), given.signal)).toMatchObject({
      outcome: 'unavailable',
      reason: expect.stringContaining('cancelled'),
    });
    expect(await askOnce(kit.clientOf(), kit.here(), AbortSignal.abort())).toMatchObject({ reason: expect.stringContaining('cancelled') });
    kit.server.does(events([{ type: 'response.output_text.delta', delta: '{"ok"' }], 'open'));
    expect(await kit.ask(kit.here({ streams: true }), { stallMs: 80 })).toMatchObject({
      outcome: 'unavailable',
      reason: expect.stringContaining('stalled'),
    });
    kit.server.does(events([], 'open'));
    expect(await kit.ask(kit.here({ streams: true }), { stallMs: 80 })).toMatchObject({ reason: expect.stringContaining('stalled') });
    kit.server.does((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const drip = setInterval(() => response.write('data: {"type":"response.output_text.delta","delta":"x"}\n\n'), 20);
      response.on('close', () => clearInterval(drip));
    });
    expect(await kit.ask(kit.here({ streams: true }), { stallMs: 2000, timeoutMs: 300 })).toMatchObject({
      reason: expect.stringContaining('in time'),
    });
  });

  test('a server that is not there and a name nobody knows are unavailable', async () => {
    expect(await kit.ask(provider({ baseUrl: 'http://127.0.0.1:9/v1' }))).toMatchObject({
      outcome: 'unavailable',
      fatal: false,
      reason: expect.stringContaining('reached'),
    });
    expect(await kit.ask(provider({ baseUrl: 'https://nowhere.invalid/v1' }))).toMatchObject({ outcome: 'unavailable' });
  });

  test('a page instead of an answer is invalid and says to check the address', async () => {
    kit.server.does((response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome</html>'));
    expect(await kit.ask()).toMatchObject({ outcome: 'invalid', reason: expect.stringContaining('address') });
    for (const wrong of [[], 'x', null, 7, {}, { output: 'x' }, { choices: {} }]) {
      kit.server.does(json(wrong));
      expect([wrong, (await kit.ask()).outcome]).toEqual([wrong, 'invalid']);
      expect([wrong, (await kit.ask(kit.chat())).outcome]).toEqual([wrong, 'invalid']);
    }
    kit.server.does(events(['{"broken']));
    expect(await kit.ask(kit.here({ streams: true }))).toMatchObject({ outcome: 'invalid' });
  });

  test('an answer longer than is read is invalid, and reading stops', async () => {
    kit.server.does(json(saying(`"${'x'.repeat(400_000)}"`)));
    expect(await kit.ask()).toMatchObject({ outcome: 'invalid', text: null, reason: expect.stringContaining('longer') });
    let sent = 0;
    kit.server.does((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const more = () => {
        sent += 1;
        if (response.destroyed || sent > 100_000) return;
        const delta = 'y'.repeat(20_000);
        response.write(`data: ${JSON.stringify({ type: 'response.output_text.delta', delta })}\n\n`, () => setImmediate(more));
      };
      more();
    });
    expect(await kit.ask(kit.here({ streams: true }))).toMatchObject({ outcome: 'invalid', reason: expect.stringContaining('longer') });
    kit.server.does((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        if (!response.destroyed) response.write('x'.repeat(1_000_000), () => setImmediate(more));
      };
      more();
    });
    expect(await kit.ask()).toMatchObject({ outcome: 'invalid', reason: expect.stringContaining('longer') });
  });

  test('200,000 characters are read', async () => {
    kit.server.does(json(saying(JSON.stringify({ text: 'z'.repeat(200_000) }))));
    expect(await kit.ask()).toMatchObject({ outcome: 'ok' });
  });

  test('a redirect is not followed', async () => {
    kit.server.does((response) => response.writeHead(307, { location: 'http://169.254.169.254/latest' }).end());
    expect(await kit.ask()).toMatchObject({ outcome: 'unavailable', fatal: true, reason: expect.stringContaining('final address') });
    expect(kit.server.received).toHaveLength(1);
  });

  test('a link-local address is never called', async () => {
    for (const host of ['169.254.169.254', '[fe80::1]', '[::ffff:169.254.169.254]', '0xa9fea9fe', '0.0.0.0']) {
      expect(await kit.ask(provider({ baseUrl: `http://${host}/v1` }))).toMatchObject({
        outcome: 'unavailable',
        fatal: true,
        reason: expect.stringContaining('link-local'),
      });
    }
  });

  test('a key that does not open ends the call before it is made', async () => {
    const unseal = () => {
      throw new Error('a stored secret does not open');
    };
    expect(await kit.ask(kit.here(), { unseal })).toMatchObject({
      outcome: 'unavailable',
      fatal: true,
      reason: expect.stringContaining('enter the key again'),
    });
    expect(kit.server.received).toEqual([]);
  });

  test('gzip, slow headers and chunks are read as usual', async () => {
    kit.server.does((response) => {
      setTimeout(() => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
        const bytes = gzipSync(JSON.stringify(responseBody()));
        response.write(bytes.subarray(0, 40));
        setTimeout(() => response.end(bytes.subarray(40)), 30);
      }, 60);
    });
    expect(await kit.ask()).toMatchObject({ outcome: 'ok', json: { ok: true } });
  });

  test('figures of tokens that no call can have are not believed', async () => {
    kit.server.does(json(responseBody({ usage: { input_tokens: -5, output_tokens: 1e300 } })));
    expect(await kit.ask()).toMatchObject({ outcome: 'ok', usage: null });
    kit.server.does(json(responseBody({ usage: { input_tokens: 5, output_tokens: 2, input_tokens_details: { cached_tokens: 900 } } })));
    expect(await kit.ask()).toMatchObject({ usage: { input: 5, cached: 5, output: 2, reasoning: 0 } });
  });
});
