import type { Provider, RefusedParameter } from '../../domain/ai-providers/ai-providers.types.ts';
import type { AiOutcome } from '../../domain/ai-runs/ai-runs.types.ts';

/** What is asked of a model. Plain data: from the same request and provider the same body is made, byte for byte. */
export type ModelRequest = {
  /** instructions: no text of a stranger is ever in them */
  system: string;
  /** the data block */
  user: string;
  schemaName: string;
  /** JSON Schema of the answer (draft 2020-12, closed objects, every property required) */
  schema: Record<string, unknown>;
  maxOutputTokens: number;
  temperature?: number;
  /** `prompt_cache_key`: tenant and prompt version, hashed */
  cacheKey: string;
};

/** The request as bytes, before it is sent: what the receipt keeps and what a replay must give again. */
export type PreparedCall = { path: '/responses' | '/chat/completions'; body: string; parameters: Record<string, unknown> };

export type TokenUsage = { input: number; cached: number; output: number; reasoning: number };

/**
 * How a call ended. `text` is the answer as it came; `json` is it parsed (undefined unless `ok`). `learned`: a parameter the server refused by a 400, to be recorded
 * and the call made once more without it. `retryAfterMs` only with `unavailable`. `fatal`: another attempt will not help before somebody acts (401, quota).
 * `cutOff`: the request went out and nobody saw how it ended (out of time, stalled, cut, cancelled), so the server may charge for it.
 * `reason` is for staff: it names what happened and holds no text of the prompt or of the answer.
 */
export type ModelAnswer = {
  outcome: AiOutcome;
  text: string | null;
  json: unknown;
  reason: string | null;
  usage: TokenUsage | null;
  modelServed: string | null;
  requestId: string | null;
  latencyMs: number;
  retryAfterMs: number | null;
  fatal: boolean;
  learned: RefusedParameter | null;
  cutOff?: boolean;
};

export type AskOptions = {
  signal: AbortSignal;
  /** characters of the answer so far, for progress; called at most every half second */
  onProgress?: (characters: number) => void;
};

/** One attempt over the network, outside any unit of work. Never throws for what is wrong with the server, the network or the answer. */
export type ModelClient = {
  prepare(provider: Provider, request: ModelRequest): PreparedCall;
  ask(provider: Provider, call: PreparedCall, options: AskOptions): Promise<ModelAnswer>;
};
