import { applyUpdate, checkMessage, keepPost } from './chat-methods.ts';
import type { Deliveries } from './deliveries.ts';
import { flagOf, type Json } from './json.ts';
import { emitChanged, emitDeleted, messageBody } from './message-events.ts';
import { installOf, type ResponseAddress, type SlackState } from './slack-state.ts';
import { takeFailure, throttled } from './web-api.ts';
import { Refused, refuse, type WebCall } from './web-call.ts';

const mostUses = 5;

/** Answers a POST to a response address: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
export function answerResponse(
  state: SlackState,
  deliveries: Deliveries,
  id: string,
  args: Json,
): { status: number; text: string; cut: boolean; retryAfter?: number } {
  const log = { method: 'response_url', token: null, args, ok: false, at: Date.now() };
  state.calls.push(log);
  const failed = (status: number, error: string) => {
    Object.assign(log, { error });
    return { status, text: JSON.stringify({ ok: false, error }), cut: false };
  };
  const slow = throttled(state, 'response_url', args);
  if (slow !== null) return { ...failed(429, 'ratelimited'), retryAfter: slow };
  const failure = takeFailure(state, 'response_url');
  if (failure !== null && failure !== 'cut') return failed(500, failure);
  const address = state.responses.get(id);
  if (address === undefined) return failed(404, 'invalid_url');
  if (Date.now() > address.expiresAt) return failed(404, 'expired_url');
  if (address.uses >= mostUses) return failed(404, 'used_url');
  try {
    respond(state, deliveries, address, args);
  } catch (error) {
    if (error instanceof Refused) return failed(400, error.message);
    throw error;
  }
  address.uses += 1;
  log.ok = true;
  return { status: 200, text: 'ok', cut: failure === 'cut' };
}

function respond(state: SlackState, deliveries: Deliveries, address: ResponseAddress, args: Json): void {
  const { channel } = address;
  const install = installOf(state, channel.workspace);
  if (install === null) throw new Refused('expired_url');
  const token = { value: '', install, expiresAt: null, revoked: false };
  const log = { method: 'response_url', token: null, args, ok: true, at: Date.now() };
  const call: WebCall = { state, deliveries, method: 'response_url', args, install, token, log };
  if (flagOf(args.delete_original)) removeSource(call, address);
  else answerWith(call, address);
}

function answerWith(call: WebCall, address: ResponseAddress): void {
  const { args } = call;
  const { channel, person, source } = address;
  checkMessage(call);
  // Whether the original goes when nothing is said of it differs by its age and kind, so that has to be said.
  const said = args.replace_original !== undefined || args.response_type !== undefined;
  if (source !== null && !said) refuse(call, ['/: say replace_original (or response_type) when you answer a press'], 'invalid_arguments');
  if (source !== null && flagOf(args.replace_original)) replaceSource(call, address);
  else keepPost(call, channel, args.response_type === 'in_channel' ? {} : { ephemeralTo: person.id });
}

function replaceSource(call: WebCall, { source }: ResponseAddress): void {
  if (source === null || source.deleted) throw new Refused('message_not_found');
  const previous = messageBody(call.state, source);
  applyUpdate(source, call.args);
  if (!Array.isArray(call.args.blocks)) delete source.message.blocks;
  if (source.message.ephemeralTo === undefined) call.deliveries.track(emitChanged(call.state, call.deliveries, source, previous));
}

function removeSource(call: WebCall, { source }: ResponseAddress): void {
  if (source === null || source.deleted) throw new Refused('message_not_found');
  const previous = messageBody(call.state, source);
  source.deleted = true;
  if (source.message.ephemeralTo === undefined) call.deliveries.track(emitDeleted(call.deliveries, source, previous));
}
