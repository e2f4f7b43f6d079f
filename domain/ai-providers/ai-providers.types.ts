import type { AiProviderId } from '../ids.types.ts';

/** What stands behind the address: it decides how the test looks for the model, nothing else. */
export type ProviderKind = 'openai' | 'azure' | 'compatible';
export type ApiStyle = 'responses' | 'chat';
/** How far the server keeps an answer to a schema: by itself, to some JSON object, not at all. */
export type StructuredLevel = 'strict' | 'json_object' | 'none';

/** Micros (a millionth of the tenant's currency unit) for a million tokens. A kind that is missing costs as much as `input`. */
export type PriceTable = { input?: number; cached?: number; output?: number };

/** A parameter the server refused, learned from its own 400; it is not sent to it again. */
export type RefusedParameter = string;

/** What "Test connection" found, in words a person can act on. `ok` false: `problem` says what to change. */
export type ConnectionTest = {
  ok: boolean;
  problem: string | null;
  style: ApiStyle | null;
  structured: StructuredLevel | null;
  streams: boolean | null;
  refused: RefusedParameter[];
  modelServed: string | null;
};

/** A provider as it is used for a call; the key is still sealed and opened only for the call (`providerKeyContext`). */
export type Provider = {
  id: AiProviderId;
  name: string;
  kind: ProviderKind;
  baseUrl: string;
  sealedKey: string | null;
  model: string;
  /** null: not probed yet, then `responses` is tried first. */
  style: ApiStyle | null;
  structured: StructuredLevel | null;
  streams: boolean | null;
  refused: RefusedParameter[];
  maxInputTokens: number;
  maxOutputTokens: number;
  prices: PriceTable;
  region: string;
};

/** What a provider's key is bound to in its row. */
export const providerKeyContext = (id: AiProviderId): string => `ai-provider:${id}`;
