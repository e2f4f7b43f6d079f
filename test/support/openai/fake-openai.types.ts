/** What is wrong with a request or with one of our own replies; `param` as OpenAI names it (`text.format.schema`). */
export type Problem = { param: string | null; message: string; code: string | null };

export type Json = Record<string, unknown>;

/** A request that passed every table, as a persona reads it. */
export type FakeRequest = {
  style: 'responses' | 'chat';
  model: string;
  /** the instructions: `instructions` and the messages of system or developer */
  system: string;
  /** the data block: the messages of the user */
  user: string;
  format: 'json_schema' | 'json_object' | 'text';
  schemaName: string | null;
  schema: Json | null;
  stream: boolean;
  maxOutputTokens: number | null;
  body: Json;
  /** 1, 2, …: how many requests of this server came before, and this */
  nth: number;
};

/** How a call ends on the wire. `delayMs`: silence before the first byte. */
export type FakeReply = { delayMs?: number } & (
  | { kind: 'text'; text: string; servedModel?: string }
  | { kind: 'refusal'; text: string }
  | { kind: 'incomplete'; text: string; reason?: 'max_output_tokens' | 'content_filter' }
  | { kind: 'failed'; code?: 'server_error' | 'rate_limit_exceeded' }
  | { kind: 'tool_call'; name: string; args: string }
  | { kind: 'error'; status: number; code: string | null; type?: string; message: string; param?: string; headers?: Record<string, string> }
  /** the connection breaks in the middle of the body */
  | { kind: 'cut'; text: string }
  /** a stream stops after its first events, a plain answer before its headers, for `ms` and is broken off then */
  | { kind: 'stall'; text: string; ms: number }
  /** status 200 and these bytes, whatever they are */
  | { kind: 'raw'; bytes: string; contentType?: string }
);

/** How a model behaves: a function of what it is asked. */
export type Persona = (request: FakeRequest) => FakeReply;

/** One request as it came, refused or not. */
export type JournalEntry = {
  method: string;
  path: string;
  headers: Record<string, string>;
  raw: string;
  body: unknown;
  request: FakeRequest | null;
  /** why it was refused; empty: a persona answered */
  problems: Problem[];
  reply: FakeReply | null;
};
