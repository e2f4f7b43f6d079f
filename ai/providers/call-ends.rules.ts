import type { AiOutcome } from '../../domain/ai-runs/ai-runs.types.ts';

/** Why a call came to no reply, when that was not the server's own word. */
export type CallStop =
  | 'cancelled'
  | 'timeout'
  | 'stalled'
  | 'cut'
  | 'unreachable'
  | 'unknown_host'
  | 'certificate'
  | 'forbidden_address'
  | 'unreadable_key'
  | 'too_long'
  | 'malformed';

/** What is known of how a call ended, as plain values that the table is matched against. What does not apply is ''. */
export type CallFacts = {
  stop: CallStop | '';
  /** HTTP status, and its class such as `4xx` */
  http: number;
  httpClass: string;
  /** the server's own code of an error, from an error body, an error event or a failed response */
  code: string;
  /** the `x-should-retry` header */
  retry: string;
  /** a parameter was refused that can be left out */
  isLearned: boolean;
  /** `status` of a response; of a chat completion whether it came to its end */
  status: string;
  /** why an answer ended: `incomplete_details.reason`, `finish_reason` */
  ending: string;
  said: 'refusal' | 'nothing' | 'tool' | 'text' | 'json' | '';
};

/** One way a call can end and what it is to us. `fatal`: another attempt will not help before somebody acts. */
export type CallEnd = { outcome: AiOutcome; fatal: boolean; reason: string | null };
type Row = { when: { [Fact in keyof CallFacts]?: readonly CallFacts[Fact][] } } & CallEnd;

const quota = ['insufficient_quota', 'billing_hard_limit_reached', 'billing_not_active', 'access_terminated'];
const filtered = ['content_filter', 'content_policy_violation', 'invalid_prompt', 'ResponsibleAIPolicyViolation'];
const tooBig = ['context_length_exceeded', 'string_above_max_length'];
const noModel = ['model_not_found', 'DeploymentNotFound'];
const busy = 'The model’s server is overloaded or out of order';

/** Every end of a model call (`ai.md` B.1), first match first. The words name what happened and what to change; nothing of a server's own words is repeated. */
export const callEnds: readonly Row[] = [
  row({ stop: ['cancelled'] }, 'unavailable', 'The call was cancelled.'),
  row({ stop: ['timeout'] }, 'unavailable', 'The model did not answer in time.'),
  row({ stop: ['stalled'] }, 'unavailable', 'The model’s answer stalled half-way.'),
  row({ stop: ['too_long'] }, 'invalid', 'The answer was longer than Deskhand reads.'),
  row({ stop: ['malformed'] }, 'invalid', 'The server’s reply is not in the form of the OpenAI API: check the provider’s address.'),
  row({ stop: ['unknown_host'] }, 'unavailable', 'The server’s name is not known: check the provider’s address and this machine’s DNS.'),
  row({ stop: ['unreachable'] }, 'unavailable', 'The server cannot be reached: check the provider’s address, and that the server runs.'),
  row({ stop: ['cut'] }, 'unavailable', 'The connection was cut inside the answer.'),
  fatal({ stop: ['certificate'] }, 'The server’s TLS certificate is not trusted: check the provider’s address, or the certificate.'),
  fatal(
    { stop: ['forbidden_address'] },
    'The provider’s address leads to a link-local address, which is never called: change the address.',
  ),
  fatal({ stop: ['unreadable_key'] }, 'The stored key of the provider does not open: enter the key again.'),
  fatal({ httpClass: ['3xx'] }, 'The server sends calls on to another address, which Deskhand does not follow: enter the final address.'),
  row({ isLearned: [true] }, 'unavailable', 'The server refused a setting, which is left out from now on.'),
  fatal({ code: quota }, 'The provider’s account has no credit left or is closed (insufficient quota): look at its billing.'),
  fatal({ http: [402] }, 'The provider’s account has no credit left (402): look at its billing.'),
  row({ code: filtered }, 'refused', 'The provider’s content filter refused the text.'),
  row({ code: tooBig }, 'invalid', 'The text is longer than the model takes.'),
  fatal({ code: noModel }, 'The server does not know the model: check the provider’s model name (at Azure the name of the deployment).'),
  fatal({ http: [401] }, 'The server refused the key (401): enter a valid key.'),
  fatal({ http: [403] }, 'The key may not use this model or address (403): check the key’s rights and the model name.'),
  fatal({ http: [404, 405, 410] }, 'The server has nothing at this address (404): check the provider’s address and model name.'),
  fatal({ http: [429], retry: ['false'] }, 'The provider takes no more calls from this account for now: look at its limits.'),
  row({ http: [429] }, 'unavailable', 'The provider’s rate limit is reached.'),
  row({ http: [408, 409, 425] }, 'unavailable', `${busy}.`),
  row({ httpClass: ['4xx'], retry: ['true'] }, 'unavailable', `${busy}.`),
  fatal({ httpClass: ['4xx'] }, 'The server refused the request as wrong: run the provider’s connection test.'),
  fatal({ httpClass: ['5xx'], retry: ['false'] }, `${busy} and asks not to be tried again.`),
  row({ httpClass: ['5xx'] }, 'unavailable', `${busy}.`),
  row({ said: ['refusal'] }, 'refused', 'The model refused to answer.'),
  row({ ending: ['content_filter'] }, 'refused', 'The provider’s content filter stopped the answer.'),
  row({ status: ['incomplete'] }, 'incomplete', 'The answer was cut at the most tokens allowed.'),
  row({ ending: ['length', 'max_output_tokens'] }, 'incomplete', 'The answer was cut at the most tokens allowed.'),
  row({ status: ['failed', 'cancelled'] }, 'unavailable', 'The provider reported that the answer failed.'),
  row({ status: ['queued', 'in_progress'] }, 'invalid', 'The server put the answer off instead of giving it.'),
  row({ said: ['tool'] }, 'invalid', 'The model called a tool, and none was offered.'),
  row({ said: ['nothing'] }, 'invalid', 'The model said nothing.'),
  row({ said: ['text'] }, 'invalid', 'The answer is not JSON.'),
  row({ said: ['json'] }, 'ok', null),
];

/** What the end of a call is to us: the first row whose every condition holds. */
export function endOf(facts: CallFacts): CallEnd {
  const holds = (one: Row) =>
    Object.entries(one.when).every(([fact, values]) => (values as unknown[]).includes(facts[fact as keyof CallFacts]));
  const { outcome, fatal: isFatal, reason } = callEnds.find(holds) ?? row({}, 'invalid', 'The call ended in a way that is not known.');
  return { outcome, fatal: isFatal, reason };
}

/** Facts of a call of which nothing is known yet. */
export const noFacts: CallFacts = {
  stop: '',
  http: 0,
  httpClass: '',
  code: '',
  retry: '',
  isLearned: false,
  status: '',
  ending: '',
  said: '',
};

function row(when: Row['when'], outcome: AiOutcome, reason: string | null): Row {
  return { when, outcome, fatal: false, reason };
}

function fatal(when: Row['when'], reason: string): Row {
  return { when, outcome: 'unavailable', fatal: true, reason };
}
