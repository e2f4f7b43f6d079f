import type { Provider, RefusedParameter } from '../../domain/ai-providers/ai-providers.types.ts';
import { canBeLeftOut } from '../../domain/ai-providers/left-out.rules.ts';
import type { PreparedCall } from './model-client.types.ts';
import { listOf, objectOf, textOf } from './read-reply.rules.ts';

/** An error as servers word it: OpenAI's object, the same without its envelope, or a validator's list (FastAPI). */
export type ServerError = { code: string; param: string; message: string };

const refusing = ['unsupported_parameter', 'unsupported_value', 'unknown_parameter', 'extra_forbidden'];
const refusingWords = /(?:un|not |n['’]t )(?:support|recogni|know|permit|allow|expect)|extra (?:inputs|fields)|additional propert/i;
const modelWords = /\b(?:model|deployment)\b/i;

/** Reads an error body; what is not there is ''. */
export function readServerError(text: string): ServerError {
  const body = objectOf(parsed(text));
  const error = body.error === undefined ? body : objectOf(body.error);
  const [detail] = listOf(body.detail);
  if (detail !== undefined) {
    const place = Array.isArray(detail.loc) ? detail.loc.filter((part) => part !== 'body').join('.') : '';
    return { code: textOf(detail.type), param: place, message: textOf(detail.msg) };
  }
  const message = textOf(error.message) || textOf(body.error) || textOf(body.detail);
  return { code: textOf(error.code) || textOf(error.type), param: textOf(error.param), message };
}

/** Whether an error is about the name of the model, which servers say in words only. */
export function isAboutModel(status: number, error: ServerError): boolean {
  return (status === 404 || status === 400) && error.param === 'model' ? true : status === 404 && modelWords.test(error.message);
}

/**
 * What the server refused of what was sent and can do without; null when the refusal is about something else. A server without the Responses API answers 404 or 405
 * to it: that is learned too, as long as no test said which style the server has.
 */
export function learnRefused(provider: Provider, call: PreparedCall, status: number, error: ServerError): RefusedParameter | null {
  if (status === 404 || status === 405) {
    return call.path === '/responses' && provider.style === null && !isAboutModel(status, error) ? 'responses' : null;
  }
  if (status !== 400 && status !== 422) return null;
  if (!refusing.includes(error.code) && !refusingWords.test(error.message)) return null;
  const sent = canBeLeftOut.filter(({ name }) => wasSent(call, name));
  const isParam = ({ name, alsoCalled }: (typeof sent)[number]) => name === error.param || alsoCalled.includes(error.param);
  const found = error.param === '' ? sent.find((one) => isNamed(one, error.message)) : sent.find(isParam);
  return found?.name ?? null;
}

function wasSent(call: PreparedCall, name: RefusedParameter): boolean {
  if (name === 'json_schema') return call.parameters.structured === 'strict';
  if (name === 'json_object') return call.parameters.structured === 'json_object';
  return name in call.parameters;
}

/** A message names a setting: by a name nobody writes by chance (with an underscore or dot), or in quotation marks. */
function isNamed({ name, alsoCalled }: (typeof canBeLeftOut)[number], message: string): boolean {
  return [name, ...alsoCalled].some((word) => {
    const exact = word.replaceAll('.', '\\.');
    const isOdd = /[_.]/.test(word);
    return new RegExp(isOdd ? `(?<![\\w.])${exact}(?!\\w|\\.\\w)` : `["'\`]${exact}["'\`]`).test(message);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
