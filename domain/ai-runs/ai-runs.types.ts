import type { Provider } from '../ai-providers/ai-providers.types.ts';
import type { AiCallId, AiJobId, ArticleId, PromptVersionId, StaffUserId, TenantId, TicketId, TicketMessageId } from '../ids.types.ts';
import type { LabelTarget } from '../learning/learning.types.ts';

/** What the AI does here; each is one typed function without tools (`ai.md` B.3). */
export const aiFeatures = [
  'triage',
  'extract',
  'draft',
  'plan',
  'summary',
  'analysis',
  'next_actions',
  'knowledge_answer',
  'translation',
  'prompt_run',
  'training',
] as const;
export type AiFeature = (typeof aiFeatures)[number];

/** The five ends of a model call (`ai.md` B.1); only `unavailable` is worth another attempt. */
export type AiOutcome = 'ok' | 'refused' | 'incomplete' | 'invalid' | 'unavailable';

/** Where a result comes from. Everything but `model` works without a key. */
export type AiSource = 'model' | 'rules' | 'classifier' | 'search' | 'extract';

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** Ids and choices; the only texts are what a member of staff typed. What strangers wrote is read when the job runs. */
export type JobInput = {
  /** What staff typed: the question, or how the draft should be. */
  asked?: string;
  /** ISO 639-1 */
  language?: string;
  /** what a `prompt_run` runs */
  promptVersionId?: PromptVersionId;
  /** what a `training` learns */
  target?: LabelTarget;
};

/** What is asked for. The same `dedupeKey` while one is still queued is the same job. */
export type WantedJob = {
  feature: AiFeature;
  dedupeKey: string;
  ticketId: TicketId | null;
  messageId?: TicketMessageId | null;
  input: JobInput;
  askedBy: StaffUserId | null;
  /** not before; default now */
  dueAt?: Date;
};

/** A job that a worker holds until `lease` is taken over by somebody else. */
export type ClaimedJob = {
  tenantId: TenantId;
  id: AiJobId;
  feature: AiFeature;
  ticketId: TicketId | null;
  messageId: TicketMessageId | null;
  input: JobInput;
  askedBy: StaffUserId | null;
  /** 1, 2, …: attempts of this job, each with its own call rows */
  attempts: number;
  lease: string;
};

/** What a statement rests on. `from` and `to` are offsets in UTF-16 units into the text of the message; `quote` is that text, checked by code. */
export type SourceRef =
  | { kind: 'message'; messageId: TicketMessageId; from: number; to: number; quote: string }
  | { kind: 'article'; articleId: ArticleId; number: string; title: string; quote: string }
  | { kind: 'ticket'; field: string };

/** One sentence and what it rests on; `states` false: it states no fact (a greeting, a question) and needs no source. */
export type Statement = { text: string; states: boolean; sources: SourceRef[] };

/** Something in a text that a reviewer must look at: it is in no trusted source. Offsets in UTF-16 units. */
export type Flag = { kind: 'address' | 'account' | 'amount' | 'link' | 'phone' | 'statement'; from: number; to: number; text: string };

/** What a function found, whoever found it. `confidence` 0…1 only where it is calibrated, else null. */
export type AiResult<Data = unknown> = {
  feature: AiFeature;
  source: AiSource;
  confidence: number | null;
  /** Why it is not the model's, when one is set up: over budget, refused, not reachable …; said to the reader. */
  notice: string | null;
  /** Reasons in words, for keyless results. */
  reasons: string[];
  data: Data;
};

/** A call as its receipt shows it (`ai.md` C.14). Money in micros of the tenant's price table. */
export type Receipt = {
  callId: AiCallId;
  jobId: AiJobId | null;
  feature: AiFeature;
  attempt: number;
  try: number;
  ticketId: TicketId | null;
  promptVersionId: PromptVersionId | null;
  prompt: { kind: string; number: number; origin: string } | null;
  promptArm: string | null;
  providerName: string;
  modelAsked: string;
  modelServed: string | null;
  parameters: Record<string, unknown>;
  inputHash: string;
  outputHash: string | null;
  outcome: AiOutcome | null;
  reason: string | null;
  inputTokens: number | null;
  cachedTokens: number | null;
  outputTokens: number | null;
  reasoningTokens: number | null;
  costMicros: number | null;
  latencyMs: number | null;
  requestId: string | null;
  startedAt: Date;
  settledAt: Date | null;
};

/** What the tenant set; who set nothing has the defaults of the columns. */
export type AiSettings = { autoTriage: boolean; autoAnalysis: boolean; redact: boolean; keepDays: number; mostWrong: number };

/** A job as its card shows it. `ref` is its short name; `model` is what served its last good call, null for what was found without one. */
export type JobView = {
  id: AiJobId;
  ref: string;
  feature: AiFeature;
  ticketId: TicketId | null;
  /** number of the ticket */
  ticket: string | null;
  messageId: TicketMessageId | null;
  input: JobInput;
  state: JobState;
  dueAt: Date;
  attempts: number;
  progress: string;
  askedBy: StaffUserId | null;
  askedByName: string | null;
  result: AiResult | null;
  source: AiSource | null;
  failure: string | null;
  model: string | null;
  createdAt: Date;
  startedAt: Date | null;
  settledAt: Date | null;
};

/**
 * What a request was made from besides the immutable prompt version, kept with its content: the values that were put into the prompt (after redaction) and what the
 * provider was known to take at that moment. The provider's key is not part of it.
 */
export type CallBasis = {
  values: Record<string, string>;
  schemaName: string;
  schema: Record<string, unknown>;
  maxOutputTokens: number;
  temperature: number | null;
  cacheKey: string;
  provider: Omit<Provider, 'sealedKey'>;
};

/** Tokens by kind as the server counted them; `cached` is part of `input`, `reasoning` of `output`. */
export type CallUsage = { input: number; cached: number; output: number; reasoning: number };

/** A call about to be made. `request` is its body, byte for byte. */
export type NewCall = {
  jobId: AiJobId | null;
  feature: AiFeature;
  attempt: number;
  try: number;
  ticketId: TicketId | null;
  promptVersionId: PromptVersionId | null;
  promptArm: string | null;
  provider: Pick<Provider, 'id' | 'name' | 'style' | 'model' | 'prices'>;
  parameters: Record<string, unknown>;
  request: string;
  basis: CallBasis;
  /** counted before the call */
  inputTokens: number;
  maxOutputTokens: number;
};

/** `over budget`: the call must not be made; `budget` names the one that is spent. */
export type Reserved = { kind: 'reserved'; callId: AiCallId } | { kind: 'over budget'; budget: AiFeature | 'all' };

/** How a call ended. `cutOff`: nobody waited for the end, so it may have cost what was reserved. */
export type CallEnd = {
  outcome: AiOutcome;
  reason: string | null;
  text: string | null;
  usage: CallUsage | null;
  modelServed: string | null;
  requestId: string | null;
  latencyMs: number;
  cutOff: boolean;
};

/**
 * A call's request made anew from its prompt version and its basis. `rebuiltHash` null: that was not possible, `problem` says why. `keptHash` is of the bytes as they
 * are kept. `gone`: the company no longer keeps what was sent.
 */
export type ReplayReport =
  | { kind: 'gone' }
  | {
      kind: 'replayed';
      rebuiltHash: string | null;
      keptHash: string;
      bytes: number;
      problem: string | null;
      request: string;
      response: string | null;
      expiresAt: Date;
    };
