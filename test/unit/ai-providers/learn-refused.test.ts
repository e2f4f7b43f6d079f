import { describe, expect, test } from '@jest/globals';
import { isAboutModel, learnRefused, readServerError } from '../../../ai/providers/learn-refused.rules.ts';
import { prepareCall } from '../../../ai/providers/prepare-call.rules.ts';
import type { Provider } from '../../../domain/ai-providers/ai-providers.types.ts';
import { levelOf, styleOf, withLearned } from '../../../domain/ai-providers/left-out.rules.ts';
import { provider, request } from '../../integration/ai-providers/example-call.ts';

const learned = (asked: Provider, status: number, body: unknown) =>
  learnRefused(asked, prepareCall(asked, request), status, readServerError(JSON.stringify(body)));
const chat = provider({ style: 'chat', streams: true });

describe('what a server refuses is read from', () => {
  test('the code and the parameter OpenAI gives', () => {
    const refused = (param: string, code = 'unsupported_parameter') => ({ error: { code, param, message: 'x' } });
    expect(learned(provider(), 400, refused('temperature', 'unsupported_value'))).toBe('temperature');
    expect(learned(provider(), 400, refused('max_output_tokens'))).toBe('max_output_tokens');
    expect(learned(chat, 400, refused('max_completion_tokens'))).toBe('max_completion_tokens');
    expect(learned(chat, 400, refused('stream_options'))).toBe('stream_options');
    expect(learned(chat, 400, refused('response_format'))).toBe('json_schema');
    expect(learned(provider(), 400, refused('text.format'))).toBe('json_schema');
    expect(learned(provider({ structured: 'json_object' }), 400, refused('text.format.type'))).toBe('json_object');
    expect(learned(provider(), 400, refused('prompt_cache_key', 'unknown_parameter'))).toBe('prompt_cache_key');
  });

  test('words alone, when a server has no codes', () => {
    const words = (message: string) => ({ error: { message, type: 'BadRequestError', param: null, code: 400 } });
    expect(learned(chat, 400, words("Unsupported parameter: 'max_completion_tokens' is not supported"))).toBe('max_completion_tokens');
    expect(learned(chat, 400, words("this model does not support parameters: ['temperature']"))).toBe('temperature');
    expect(learned(chat, 400, words('response_format is not supported here'))).toBe('json_schema');
    expect(learned(chat, 400, { object: 'error', message: "unknown field 'store'", param: null })).toBe('store');
    expect(
      learned(chat, 422, { detail: [{ type: 'extra_forbidden', loc: ['body', 'store'], msg: 'Extra inputs are not permitted' }] }),
    ).toBe('store');
  });

  test('a server that has no Responses API, unless it is the model it does not know', () => {
    const untested = provider({ style: null });
    expect(learned(untested, 404, { detail: 'Not Found' })).toBe('responses');
    expect(learned(untested, 405, {})).toBe('responses');
    expect(learned(untested, 404, { error: { message: 'The model `x` does not exist', code: 'model_not_found' } })).toBeNull();
    expect(learned(provider(), 404, { detail: 'Not Found' })).toBeNull();
    expect(
      isAboutModel(404, readServerError('{"error":{"code":"DeploymentNotFound","message":"The API deployment does not exist"}}')),
    ).toBe(true);
  });
});

describe('nothing is learned from', () => {
  test.each([
    ['a value that is wrong, not refused', 400, { error: { code: 'invalid_value', param: 'temperature', message: 'must be at most 2' } }],
    ['a schema that is wrong', 400, { error: { code: 'invalid_json_schema', param: 'text.format.schema', message: 'x' } }],
    ['something that was not sent', 400, { error: { code: 'unsupported_parameter', param: 'top_p', message: 'x' } }],
    ['something a call cannot do without', 400, { error: { code: 'unsupported_parameter', param: 'input', message: "'temperature'" } }],
    ['a common word that is no quoted name', 400, { error: { message: 'cannot store or stream this text: not supported' } }],
    ['another status', 500, { error: { code: 'unsupported_parameter', param: 'temperature', message: 'x' } }],
    ['a body that is no JSON object', 400, 'unsupported temperature'],
  ])('%s', (_what, status, body) => {
    expect(learned(provider({ streams: true }), status, body)).toBeNull();
  });
});

describe('what was learned changes the next request', () => {
  const bodyOf = (asked: Provider) => JSON.parse(prepareCall(asked, request).body) as Record<string, unknown>;

  test('a refused setting is left out; the limit of chat goes by its older name first', () => {
    expect(bodyOf(withLearned(provider(), 'temperature'))).not.toHaveProperty('temperature');
    const older = withLearned(chat, 'max_completion_tokens');
    expect(bodyOf(chat)).toMatchObject({ max_completion_tokens: 900 });
    expect(bodyOf(older)).toMatchObject({ max_tokens: 900 });
    expect(bodyOf(older)).not.toHaveProperty('max_completion_tokens');
    expect(bodyOf(withLearned(older, 'max_tokens'))).not.toHaveProperty('max_tokens');
  });

  test('style, level and streaming go one step down, whether the row or only the list of refusals says so', () => {
    const untested = provider({ style: null, structured: null, streams: true });
    expect(styleOf(withLearned(untested, 'responses'))).toBe('chat');
    expect(styleOf({ ...untested, refused: ['responses'] })).toBe('chat');
    expect(levelOf(withLearned(untested, 'json_schema'))).toBe('json_object');
    expect(levelOf({ ...untested, refused: ['json_schema'] })).toBe('json_object');
    expect(levelOf({ ...untested, refused: ['json_schema', 'json_object'] })).toBe('none');
    expect(bodyOf(withLearned(untested, 'stream'))).not.toHaveProperty('stream');
  });

  test('the same is learned once', () => {
    expect(withLearned(withLearned(provider(), 'temperature'), 'temperature').refused).toEqual(['temperature']);
  });
});

describe('the schema', () => {
  const parsed = (asked: Provider) => JSON.parse(prepareCall(asked, request).body);

  test('is a setting where the server keeps to it', () => {
    expect(parsed(provider()).text.format).toMatchObject({ type: 'json_schema', name: 'answer', strict: true, schema: request.schema });
    expect(parsed(chat).response_format.json_schema).toMatchObject({ name: 'answer', strict: true, schema: request.schema });
    expect(parsed(provider()).input).toEqual([{ role: 'user', content: request.user.replace('\ud800', '\ud800') }]);
  });

  test.each(['json_object', 'none'] as const)(
    'stands as data before the text at level %s, and the text of the user stays as it is',
    (structured) => {
      const responses = parsed(provider({ structured }));
      expect(JSON.parse(responses.input[0].content).json_schema).toEqual({ name: 'answer', schema: request.schema });
      expect(responses.input[1]).toEqual({ role: 'user', content: request.user });
      expect(responses.text?.format?.type).toBe(structured === 'none' ? undefined : 'json_object');
      const { messages, response_format } = parsed(provider({ structured, style: 'chat' }));
      expect(messages).toHaveLength(2);
      expect(messages[0].content).toContain('INSTRUCTIONS\n\n{"json_schema"');
      expect(messages[1]).toEqual({ role: 'user', content: request.user });
      expect(response_format?.type).toBe(structured === 'none' ? undefined : 'json_object');
    },
  );

  test('and all that is the same for every call stand before the data block, and no more tokens are asked for than the provider gives', () => {
    for (const asked of [provider(), chat]) {
      const { body } = prepareCall({ ...asked, maxOutputTokens: 300 }, request);
      expect(body.indexOf('"answer"')).toBeGreaterThan(0);
      expect(body.indexOf('firewall')).toBeGreaterThan(body.indexOf('"answer"'));
      expect(body.indexOf('firewall')).toBeGreaterThan(body.indexOf('prompt_cache_key'));
      expect(body).toContain('tokens":300');
    }
  });
});
