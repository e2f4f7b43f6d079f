import { partPasted } from '../../../domain/plans/pasted.rules.ts';
import { plannableOf } from '../../../domain/plans/plannable.rules.ts';
import { readTicketFilter } from '../../../domain/tickets/ticket-filter.rules.ts';
import { type ParsedCommand, parseCommand } from '../parse-command.ts';
import { splitWords } from '../words.rules.ts';
import { tokens } from './fold.rules.ts';
import { corrected, meaningOf } from './lexicon.rules.ts';
import type { AskContext, Plan } from './plan.types.ts';
import { readQuestion } from './read-question.rules.ts';
import { readRequest } from './read-request.ts';
import type { Concept } from './words/concepts.types.ts';

/** The command a text is, or null where it is none or only looks like one. Needs no names and touches nothing. */
export function readCommand(text: string, context: AskContext): Plan | null {
  const parsed = parseCommand(text, { ticket: context.ticket });
  return parsed.kind === 'call' && !looksLikeSentence(text, parsed, context) ? { op: parsed.op, args: parsed.args } : null;
}

/** What a text was taken for. `ask`: free words that only a model might understand. */
export type Understood =
  | { kind: 'command'; call: Plan }
  | { kind: 'question'; plan: Plan }
  | { kind: 'request'; plan: Plan }
  | { kind: 'ask'; parsed: Exclude<ParsedCommand, { kind: 'call' }>; pasted: boolean };

/**
 * What somebody said. A command is a command, unless it only looks like one: a sentence that begins with the word of a command is read as a question where it is
 * understood as one. Nothing that changes anything comes out of a text with a pasted block but what was typed as a command.
 */
export function understand(text: string, context: AskContext): Understood {
  const parsed = parseCommand(text, { ticket: context.ticket });
  const { pasted } = partPasted(text);
  if (parsed.kind === 'call' && !looksLikeSentence(text, parsed, context))
    return { kind: 'command', call: { op: parsed.op, args: parsed.args } };
  const oneWord = parsed.kind === 'half' && !/\s/.test(text.trim());
  const plan = oneWord ? null : readQuestion(text, context);
  const isSame = parsed.kind === 'call' && plan?.op === parsed.op && !isTicketList(parsed.op);
  if (plan !== null && !isSame && (parsed.kind !== 'choose' || saysMore(plan, text))) return { kind: 'question', plan };
  if (parsed.kind === 'call' && (isSame || !isMisread(parsed))) return { kind: 'command', call: { op: parsed.op, args: parsed.args } };
  if (parsed.kind === 'call') return { kind: 'ask', parsed: unknownOf(text), pasted };
  const request =
    pasted || parsed.kind !== 'unknown' || (parsed.corrected.length > 0 && !isPolite(text)) ? null : readRequest(text, context);
  if (request !== null) return { kind: 'request', plan: request };
  return { kind: 'ask', parsed, pasted };
}

const isPolite = (text: string): boolean =>
  /^\W*(?:please|pls|could|can|would|will|i want|i['’]d|let['’]?s|kannst|k[oö]nntest|k[oö]nnen|bitte|hey|hi)\b/i.test(text);

const askingStart =
  /^\s*(?:what|which|who|whose|whom|when|why|how|where|is|are|am|do|does|did|has|have|can|could|any|anything|was|wer|wie|wann|warum|welche[rsn]?|gibt|hat|haben|ist|sind|quels?|quelles?|qui|combien|que|qu[eé]|qui[eé]n|cu[aá]nt[oa]s?|kto|co|kt[oó]re|ile|wat|wie|hoeveel|welke)\b/i;

/** Of reading commands only: a question mark or a question word, or a filter whose words to search for are words of a sentence. */
function looksLikeSentence(text: string, { op, args }: Plan, context: AskContext): boolean {
  const isRead = plannableOf(op)?.effect === 'read' || ['help', 'customer.find', 'view.show', 'kb.list'].includes(op);
  if (!isRead) return false;
  if (op === 'help') return /\s/.test(String(args.topic ?? '').trim());
  if (op === 'customer.find' && isNoName(String(args.query ?? ''))) return true;
  if (op === 'kb.search' || Object.keys(args).join() === 'ticket') return false;
  if (isTicketList(op))
    return askingStart.test(text) || /\?\s*$|['’]s\b/.test(text) || searchesForWords(String(args.filter ?? ''), context);
  return (
    askingStart.test(text) || /\?\s*$/.test(text) || Object.values(args).some((value) => typeof value === 'string' && smallWords(value) > 1)
  );
}

/** `find “error 619” in tickets`, `customer satisfaction`: words that all mean something, or that speak of tickets, are nobody's name. */
function isNoName(query: string): boolean {
  const meanings = tokens(query).map(({ word }) => meaningOf([word]));
  return meanings.every((one) => one !== null) || meanings.some((one) => one?.has('tickets') === true && !one.has('stop'));
}

/** A sentence that only began like one of the commands that take any words: what it searched for would not be what was asked. */
function isMisread({ op, args }: Plan): boolean {
  if (op === 'help') return true;
  const said = String(args.filter ?? args.query ?? '').trim();
  return ['tickets.list', 'tickets.count', 'customer.find'].includes(op) && (said === '' || said.split(/\s+/).length > 2);
}

function unknownOf(text: string): Extract<ParsedCommand, { kind: 'unknown' }> {
  return { kind: 'unknown', said: text.trim().split(/\s+/)[0] ?? '', nearest: [], corrected: [] };
}

const isTicketList = (op: string): boolean => op === 'tickets.list' || op === 'tickets.count';

function searchesForWords(filter: string, { now, timeZone }: AskContext): boolean {
  const { filter: read } = readTicketFilter(splitWords(filter), { now, timeZone: timeZone ?? 'UTC' });
  return read.conditions.some(
    (one) =>
      one.key === 'text' &&
      !one.exact &&
      !one.text.includes('-') &&
      tokens(one.text).some((word) => isOfSentence(meaningOf([word.word]), word.word)),
  );
}

/** `tickets from Acme` and `tickets overdu` are sentences; `tickets Paging` and `tickets cats or dogs` search for words. */
function isOfSentence(meaning: ReadonlySet<Concept> | null, word: string): boolean {
  if (meaning !== null) return !meaning.has('and');
  const meant = meaningOf([corrected(word) ?? '']);
  return meant !== null && states.some((state) => meant.has(state));
}

const states: readonly Concept[] = [
  'open',
  'waiting',
  'late',
  'breached',
  'unassigned',
  'urgent',
  'closed',
  'resolved',
  'reopened',
  'in_progress',
  'snoozed',
  'today',
  'yesterday',
  'last',
];

function smallWords(text: string): number {
  return tokens(text).filter((word) => meaningOf([word.word])?.has('stop') === true).length;
}

/** `open acme` could be a new ticket; `open feature requests` could not. */
function saysMore({ args }: Plan, text: string): boolean {
  const parts = splitWords(String(args.filter ?? '')).filter(
    (word) => !word.quoted && /^-?[a-z_.]+:/.test(word.text) && !word.text.startsWith('customer:'),
  );
  return (
    parts.length > 0 ||
    /^\W*open\s+(?:items|tickets|stuff|things|ones|cases|requests|issues|matters|jobs|questions|points|work)\b/i.test(text) ||
    askingStart.test(text) ||
    /\?\s*$/.test(text)
  );
}
