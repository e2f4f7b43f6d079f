import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Provider } from '../../../domain/ai-providers/ai-providers.types.ts';
import { type ClientKit, openClientKit } from './client-kit.ts';
import { mailText, request } from './example-call.ts';
import { chunk, events, json, responseBody } from './scripted-server.ts';

let kit: ClientKit;
beforeAll(async () => {
  kit = await openClientKit();
});
beforeEach(() => {
  kit.server.received.length = 0;
});
afterAll(() => kit.server.close());

describe('a streamed answer', () => {
  const deltas = ['{"ok"', ':true', '}'].map((delta) => ({ type: 'response.output_text.delta', delta }));

  test('is put together in both styles, with its usage', async () => {
    kit.server.does(
      events([{ type: 'response.created', response: {} }, ...deltas, { type: 'response.completed', response: responseBody() }]),
    );
    expect(await kit.ask(kit.here({ streams: true }))).toMatchObject({
      outcome: 'ok',
      json: { ok: true },
      usage: { input: 20 },
      modelServed: 'served-1',
    });
    expect(kit.last()).toMatchObject({ stream: true });
    kit.server.does(
      events([
        chunk({ content: '{"ok"' }),
        chunk({ content: ':true}' }, 'stop'),
        { choices: [], usage: { prompt_tokens: 3, completion_tokens: 2 } },
        '[DONE]',
      ]),
    );
    expect(await kit.ask(kit.chat({ streams: true }))).toMatchObject({
      outcome: 'ok',
      json: { ok: true },
      usage: { input: 3, output: 2 },
      modelServed: 'served-2',
    });
    expect(kit.last()).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  });

  test('may take longer than the longest silence, as long as something comes', async () => {
    kit.server.does((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const left: unknown[] = [
        ...Array.from({ length: 9 }, () => ({ type: 'response.in_progress' })),
        { type: 'response.completed', response: responseBody() },
      ];
      const drip = setInterval(() => {
        response.write(`data: ${JSON.stringify(left.shift())}\n\n`);
        if (left.length > 0) return;
        clearInterval(drip);
        response.end();
      }, 80);
    });
    expect(await kit.ask(kit.here({ streams: true }), { stallMs: 500 })).toMatchObject({ outcome: 'ok' });
  });

  test('counts by its deltas where the last event says nothing', async () => {
    kit.server.does(events([...deltas, { type: 'response.completed', response: responseBody({ output: [] }) }]));
    expect(await kit.ask(kit.here({ streams: true }))).toMatchObject({ outcome: 'ok', json: { ok: true } });
  });

  test('ends as a plain one does: refused, incomplete, failed, a tool call, an error event', async () => {
    const streamed = async (asked: Provider, some: unknown[]) => {
      kit.server.does(events(some));
      return (await kit.ask({ ...asked, streams: true })).outcome;
    };
    const incomplete = responseBody({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } });
    expect(await streamed(kit.here(), [...deltas, { type: 'response.incomplete', response: incomplete }])).toBe('incomplete');
    expect(await streamed(kit.here(), [{ type: 'response.failed', response: responseBody({ status: 'failed', output: [] }) }])).toBe(
      'unavailable',
    );
    expect(
      await streamed(kit.here(), [
        { type: 'response.refusal.delta', delta: 'No' },
        { type: 'response.completed', response: responseBody({ output: [] }) },
      ]),
    ).toBe('refused');
    expect(await streamed(kit.here(), [...deltas, { type: 'error', code: 'server_error', message: mailText }])).toBe('unavailable');
    expect(await streamed(kit.chat(), [chunk({ refusal: 'No' }), chunk({}, 'stop')])).toBe('refused');
    expect(await streamed(kit.chat(), [chunk({ content: '{"ok":true}' }, 'length')])).toBe('incomplete');
    expect(await streamed(kit.chat(), [chunk({ tool_calls: [{ index: 0, function: { name: 'x' } }] }), chunk({}, 'tool_calls')])).toBe(
      'invalid',
    );
    expect(await streamed(kit.chat(), [chunk({ content: '{"ok' }), { error: { message: mailText } }])).toBe('unavailable');
  });

  test('is read as a plain one when the server does not stream', async () => {
    kit.server.does(json(responseBody()));
    expect(await kit.ask(kit.here({ streams: true }))).toMatchObject({ outcome: 'ok' });
  });

  test('tells how many characters there are so far', async () => {
    kit.server.does((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`data: ${JSON.stringify(deltas[0])}\n\n`);
      setTimeout(() => {
        for (const one of [...deltas.slice(1), { type: 'response.completed', response: responseBody() }])
          response.write(`data: ${JSON.stringify(one)}\n\n`);
        response.end();
      }, 600);
    });
    const told: number[] = [];
    const client = kit.clientOf();
    const asked = kit.here({ streams: true });
    await client.ask(asked, client.prepare(asked, request), {
      signal: new AbortController().signal,
      onProgress: (characters) => told.push(characters),
    });
    expect(told).toEqual([10]);
  });
});
