import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type ClientKit, openClientKit } from './client-kit.ts';
import { mailText, provider, request, secret } from './example-call.ts';
import { events, json, responseBody, saying } from './scripted-server.ts';

let kit: ClientKit;
beforeAll(async () => {
  kit = await openClientKit();
});
beforeEach(() => {
  kit.server.received.length = 0;
});
afterAll(() => kit.server.close());

describe('a call', () => {
  test('sends exactly the bytes that were prepared, and the same ones for the same request', async () => {
    kit.server.does(json(responseBody()));
    const client = kit.clientOf();
    const call = client.prepare(kit.here(), request);
    await client.ask(kit.here(), call, { signal: new AbortController().signal });
    expect(kit.server.received).toHaveLength(1);
    expect(kit.server.received[0]?.body).toBe(call.body);
    expect(kit.server.received[0]).toMatchObject({ method: 'POST', path: '/v1/responses' });
    expect(client.prepare(kit.here(), structuredClone(request)).body).toBe(call.body);
    expect(kit.last()).toMatchObject({
      store: false,
      instructions: 'INSTRUCTIONS',
      max_output_tokens: 900,
      prompt_cache_key: 'tenant-and-version',
    });
    expect(kit.last()).not.toHaveProperty('tools');
    expect(kit.last()).not.toHaveProperty('previous_response_id');
  });

  test('sends the bytes of a kept call as they are, however they are written', async () => {
    kit.server.does(json(responseBody()));
    const client = kit.clientOf();
    const call = client.prepare(kit.here(), request);
    const kept = { ...call, body: call.body.replace('{', '{ \n ') };
    await client.ask(kit.here(), kept, { signal: new AbortController().signal });
    expect(kit.server.received[0]?.body).toBe(kept.body);
  });

  test('sends no header but the four it needs, whatever the environment says', async () => {
    kit.server.does(json(responseBody()));
    const names = ['OPENAI_CUSTOM_HEADERS', 'OPENAI_ORG_ID', 'OPENAI_API_KEY', 'OPENAI_BASE_URL'];
    const before = names.map((name) => process.env[name]);
    const planted = ['X-Planted: 1\nAuthorization: Bearer other', 'org-planted', 'sk-planted', 'http://127.0.0.1:9/v1'];
    names.forEach((name, at) => {
      process.env[name] = planted[at];
    });
    try {
      expect(await kit.ask()).toMatchObject({ outcome: 'ok' });
    } finally {
      names.forEach((name, at) => {
        if (before[at] === undefined) delete process.env[name];
        else process.env[name] = before[at];
      });
    }
    const headers = kit.server.received[0]?.headers ?? {};
    expect(headers).toMatchObject({ authorization: `Bearer ${secret}`, 'user-agent': 'Deskhand' });
    expect(Object.keys(headers).filter((name) => /planted|openai|stainless/.test(`${name} ${headers[name]}`))).toEqual([]);
  });

  test('sends no key to a server that has none', async () => {
    kit.server.does(json(responseBody()));
    await kit.ask(kit.here({ sealedKey: null }));
    expect(kit.server.received[0]?.headers).not.toHaveProperty('authorization');
  });

  test('goes to the address of the setting and to no other when there is one', async () => {
    kit.server.does(json(responseBody()));
    const answer = await kit.ask(provider({ baseUrl: 'http://169.254.169.254/v1' }), { baseUrlOverride: kit.server.url });
    expect(answer.outcome).toBe('ok');
    expect(kit.server.received).toHaveLength(1);
  });

  test('goes to whatever address the setting names, for the operator set it', async () => {
    const fetch: typeof globalThis.fetch = async () =>
      new Response(JSON.stringify(responseBody()), { headers: { 'content-type': 'application/json' } });
    expect(await kit.ask(provider(), { fetch, baseUrlOverride: 'http://169.254.1.1/v1' })).toMatchObject({ outcome: 'ok' });
  });

  test('asks Azure by its v1 address, with the name of the deployment as the model', async () => {
    const urls: string[] = [];
    const fetch: typeof globalThis.fetch = async (url) => {
      urls.push(String(url));
      return new Response(JSON.stringify(responseBody()), { headers: { 'content-type': 'application/json' } });
    };
    const azure = provider({ kind: 'azure', baseUrl: 'https://name.openai.azure.example/openai/v1', model: 'our-deployment' });
    expect(await kit.ask(azure, { fetch })).toMatchObject({ outcome: 'ok' });
    expect(urls).toEqual(['https://name.openai.azure.example/openai/v1/responses']);
  });
});

describe('what staff read of a call', () => {
  test('holds no text of the prompt, of the answer or of the server, and not the key', async () => {
    const said = `${mailText} ${secret} LEAK`;
    const scripts = [
      json({ error: { message: said, code: said, type: said, param: said } }, 400),
      json({ error: { message: said, code: 'unsupported_parameter', param: 'temperature' } }, 400),
      json({ error: { message: said } }, 401),
      json({ error: { message: said } }, 500),
      json(responseBody({ status: said, output: [] })),
      json(responseBody({ status: 'failed', output: [], error: { code: said, message: said } })),
      json(saying(said)),
      json(responseBody({ incomplete_details: { reason: said }, status: 'incomplete' })),
      events([{ type: 'error', code: said, message: said }]),
      events([said]),
    ];
    for (const script of scripts) {
      kit.server.does(script);
      const answer = await kit.ask(kit.here({ streams: true }));
      expect(answer.outcome).not.toBe('ok');
      expect(answer.reason).toMatch(/^[A-Z].*\.$/s);
      expect(JSON.stringify({ ...answer, text: null })).not.toMatch(/LEAK|firewall|sk-very/);
    }
  });
});
