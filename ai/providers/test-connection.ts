import type { ConnectionTest, Provider, StructuredLevel } from '../../domain/ai-providers/ai-providers.types.ts';
import { levelOf, styleOf, withLearned } from '../../domain/ai-providers/left-out.rules.ts';
import type { ModelAnswer, ModelClient, ModelRequest } from './model-client.types.ts';
import { objectOf } from './read-reply.rules.ts';

// Enough for a model that reasons first, little enough to cost next to nothing.
const mostTokens = 512;
const mostCalls = 8;
const refusesAll = 'The server refused one setting after the other, so it may not speak the OpenAI API: check the provider’s address.';

const probe: ModelRequest = {
  system: '',
  user: 'ping',
  schemaName: 'probe',
  schema: { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'], additionalProperties: false },
  maxOutputTokens: mostTokens,
  temperature: 0,
  cacheKey: 'probe',
};

/** What the probes found so far, and the last answer. */
type Probed = { provider: Provider; answer: ModelAnswer; calls: number };

/**
 * Finds out by asking how a provider is to be called: the style it has, what it refuses, how far it keeps to a schema, whether it streams. At most eight small calls,
 * outside any unit of work; never throws for what is wrong with the server. The caller keeps the result (`keepConnectionTest`).
 */
export async function testConnection(
  client: ModelClient,
  provider: Provider,
  signal = new AbortController().signal,
): Promise<ConnectionTest> {
  const ask = (asked: Provider) => client.ask(asked, client.prepare(asked, probe), { signal });
  const unknown: Provider = { ...provider, style: null, structured: null, streams: false, refused: [] };
  const first = await probeUntilAnswered(ask, unknown, 0);
  const other = isWorthAskingInChat(first) ? await probeUntilAnswered(ask, { ...unknown, style: 'chat' }, first.calls) : first;
  const answered = hasAnswered(other.answer) ? other : first;
  if (!hasAnswered(answered.answer)) return failed(answered.answer);
  const levelled = await probeLevels(ask, { ...answered, calls: Math.max(first.calls, other.calls) });
  return streamTested(ask, levelled);
}

type Ask = (provider: Provider) => Promise<ModelAnswer>;

/** Asks again without what was refused, until the server says something else. */
async function probeUntilAnswered(ask: Ask, provider: Provider, before: number): Promise<Probed> {
  const answer = await ask(provider);
  const calls = before + 1;
  // Two calls are left for the level and the stream.
  if (answer.learned === null || calls >= mostCalls - 2) return { provider, answer, calls };
  return probeUntilAnswered(ask, withLearned(provider, answer.learned), calls);
}

/** An answer that shows that the server speaks this style, whatever the model made of it. */
function hasAnswered(answer: ModelAnswer): boolean {
  return answer.modelServed !== null || answer.text !== null || answer.outcome === 'ok';
}

/** A reply that no server with the Responses API gives: then it may still have the other one. */
function isWorthAskingInChat({ provider, answer, calls }: Probed): boolean {
  return styleOf(provider) === 'responses' && answer.outcome === 'invalid' && !hasAnswered(answer) && calls < mostCalls - 2;
}

/** Lowers the level until an answer has the form that was asked for; a server may take a schema and not keep to it. */
async function probeLevels(ask: Ask, probed: Probed): Promise<Probed> {
  const { provider, answer, calls } = probed;
  const lower: Record<StructuredLevel, StructuredLevel> = { strict: 'json_object', json_object: 'none', none: 'none' };
  const level = levelOf(provider);
  const isKept = answer.outcome === 'incomplete' || answer.outcome === 'refused' || keepsToForm(answer, level);
  if (isKept || level === 'none') return probed;
  const next = { ...provider, structured: lower[level] };
  if (lower[level] === 'none' || calls >= mostCalls - 1) return { ...probed, provider: { ...provider, structured: 'none' } };
  const again = await ask(next);
  return probeLevels(ask, { provider: again.learned === null ? next : withLearned(next, again.learned), answer: again, calls: calls + 1 });
}

function keepsToForm(answer: ModelAnswer, level: StructuredLevel): boolean {
  if (answer.outcome !== 'ok') return false;
  const keys = Object.keys(objectOf(answer.json));
  return level === 'strict' ? keys.length === 1 && typeof objectOf(answer.json).ok === 'boolean' : keys.length > 0;
}

async function streamTested(ask: Ask, { provider, answer, calls }: Probed): Promise<ConnectionTest> {
  const streaming = { ...provider, streams: true };
  const streamed = calls < mostCalls ? await ask(streaming) : null;
  const isOnlyOptions = streamed?.learned === 'stream_options' && calls + 1 < mostCalls;
  const last = isOnlyOptions ? await ask(withLearned(streaming, 'stream_options')) : streamed;
  const refused = isOnlyOptions ? [...provider.refused, 'stream_options'] : provider.refused;
  return {
    ok: true,
    problem: null,
    style: styleOf(provider),
    structured: levelOf(provider),
    streams: last !== null && hasAnswered(last),
    refused,
    modelServed: answer.modelServed ?? last?.modelServed ?? null,
  };
}

function failed(answer: ModelAnswer): ConnectionTest {
  const problem = answer.learned === null ? answer.reason : refusesAll;
  return { ok: false, problem, style: null, structured: null, streams: null, refused: [], modelServed: null };
}
