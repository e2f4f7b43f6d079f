import { afterEach, expect, test } from '@jest/globals';
import { createModelClient } from '../../../ai/providers/create-model-client.ts';
import { testConnection } from '../../../ai/providers/test-connection.ts';
import type { ConnectionTest, Provider } from '../../../domain/ai-providers/ai-providers.types.ts';
import { type FakeOpenAi, type FakeOpenAiOptions, startFakeOpenAi } from '../../support/openai/fake-openai.ts';
import { askOnce, provider } from './example-call.ts';
import { completionBody, json, responseBody, type ScriptedServer, saying, startScriptedServer } from './scripted-server.ts';

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});

const clientOf = (key: string) => createModelClient({ unseal: () => key, timeoutMs: 2000, stallMs: 1000 });
const untested = (url: string): Provider => provider({ baseUrl: url, style: null, structured: null, streams: null });

async function fake(options: FakeOpenAiOptions = {}): Promise<FakeOpenAi> {
  const started = await startFakeOpenAi(options);
  running.push(started);
  return started;
}

async function scripted(): Promise<ScriptedServer> {
  const started = await startScriptedServer();
  running.push(started);
  return started;
}

async function tested(server: { url: string; key?: string }): Promise<ConnectionTest> {
  return testConnection(clientOf(server.key ?? 'sk-test'), untested(server.url));
}

test('a whole OpenAI server: Responses, strict, streamed, in two calls that the published schema accepts', async () => {
  const server = await fake();
  const found = await tested(server);
  expect(found).toMatchObject({ ok: true, problem: null, style: 'responses', structured: 'strict', streams: true, refused: [] });
  expect(found.modelServed).not.toBeNull();
  expect(server.refused()).toEqual([]);
  expect(server.requests()).toHaveLength(2);
});

test('bodies of every style, level and kind pass the published schema', async () => {
  const server = await fake();
  for (const style of ['responses', 'chat'] as const)
    for (const structured of ['strict', 'json_object', 'none'] as const)
      for (const streams of [true, false])
        await askOnce(clientOf(server.key), provider({ baseUrl: server.url, style, structured, streams }));
  expect(server.refused()).toEqual([]);
  expect(server.requests()).toHaveLength(12);
});

test('a server that has chat only, takes no temperature and knows the older limit only is found out in at most eight calls', async () => {
  const server = await scripted();
  server.does((response, request) => {
    const body = JSON.parse(request.body) as Record<string, unknown>;
    const refuse = (param: string) => json({ error: { code: 'unsupported_parameter', param, message: 'x' } }, 400)(response, request);
    if (request.path !== '/v1/chat/completions') json({ detail: 'Not Found' }, 404)(response, request);
    else if ('temperature' in body) refuse('temperature');
    else if ('max_completion_tokens' in body) refuse('max_completion_tokens');
    else if ((body.response_format as { type?: string } | undefined)?.type === 'json_schema') refuse('response_format');
    else if (body.stream === true) json({ error: { message: 'no streams' } }, 400)(response, request);
    else json(completionBody({ content: '{"ok":true}' }))(response, request);
  });
  expect(await tested(server)).toEqual({
    ok: true,
    problem: null,
    style: 'chat',
    structured: 'json_object',
    streams: false,
    refused: ['temperature', 'max_completion_tokens'],
    modelServed: 'served-2',
  });
  expect(server.received.length).toBeLessThanOrEqual(8);
});

test('a server that takes a schema and does not keep to it is not believed', async () => {
  const server = await scripted();
  server.does(json(saying('I am fine, thank you.')));
  expect(await tested(server)).toMatchObject({ ok: true, style: 'responses', structured: 'none' });
  server.does((response, request) => json(saying(request.body.includes('"json_object"') ? '{"fine":1}' : 'fine'))(response, request));
  expect(await tested(server)).toMatchObject({ structured: 'json_object' });
});

test('a server that answers 200 with a page to everything but chat is asked in chat', async () => {
  const server = await scripted();
  server.does((response, request) =>
    request.path.endsWith('/chat/completions')
      ? json(completionBody({ content: '{"ok":true}' }))(response, request)
      : response.end('<html>'),
  );
  expect(await tested(server)).toMatchObject({ ok: true, style: 'chat', structured: 'strict' });
});

test('a model that has not come to its answer yet is reached all the same', async () => {
  const server = await scripted();
  server.does(json(responseBody({ status: 'incomplete', output: [], incomplete_details: { reason: 'max_output_tokens' } })));
  expect(await tested(server)).toMatchObject({ ok: true, style: 'responses', structured: 'strict' });
});

test('a server that refuses one setting after the other is given up after at most eight calls', async () => {
  const server = await scripted();
  const names = ['temperature', 'max_completion_tokens', 'max_tokens', 'prompt_cache_key', 'store', 'response_format', 'messages'];
  server.does((response, request) => {
    const body = JSON.parse(request.body) as Record<string, unknown>;
    const param = names.find((name) => name in body) ?? 'model';
    if (request.path.endsWith('/responses')) json({ detail: 'Not Found' }, 404)(response, request);
    else json({ error: { code: 'unsupported_parameter', param, message: 'x' } }, 400)(response, request);
  });
  expect(await tested(server)).toMatchObject({ ok: false, problem: expect.stringContaining('one setting after the other') });
  expect(server.received.length).toBeLessThanOrEqual(8);
});

test.each([
  ['a wrong key', 401, { error: { message: 'Incorrect API key' } }, 'enter a valid key'],
  ['a key without rights', 403, { error: { message: 'no' } }, 'rights'],
  ['an unknown model', 404, { error: { code: 'model_not_found', message: 'The model does not exist' } }, 'model name'],
  ['a wrong address', 404, { detail: 'Not Found' }, 'address'],
  ['no quota', 429, { error: { code: 'insufficient_quota', message: 'x' } }, 'billing'],
  ['a server out of order', 503, {}, 'out of order'],
])('%s is said in words that name what to change', async (_what, status, body, words) => {
  const server = await scripted();
  server.does(json(body, status));
  expect(await tested(server)).toMatchObject({ ok: false, style: null, problem: expect.stringContaining(words) });
  expect(server.received.length).toBeLessThanOrEqual(2);
});

test('a wrong key at a whole OpenAI server, and nobody at the address', async () => {
  const server = await fake();
  expect(await testConnection(clientOf('sk-wrong'), untested(server.url))).toMatchObject({
    ok: false,
    problem: expect.stringContaining('key'),
  });
  expect(await tested({ url: 'http://127.0.0.1:9/v1' })).toMatchObject({ ok: false, problem: expect.stringContaining('reached') });
});
