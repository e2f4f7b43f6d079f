import { plannableOf } from '../../../domain/plans/plannable.rules.ts';
import { parseCommand } from '../parse-command.ts';
import type { AskContext, Plan } from './plan.types.ts';
import { readSentence, type Sentence } from './sentence.rules.ts';
import type { Item } from './tag.rules.ts';
import type { Concept } from './words/concepts.types.ts';

const courtesy =
  /^\s*(?:(?:hey|hi|hello|hallo|ok|okay|deskhand|@deskhand|please|pls|bitte)\b[\s,:]*)*(?:(?:could|can|would|will)\s+(?:you|somebody|someone)(?:\s+(?:please|kindly|be so kind (?:as )?to))*|i\s+(?:want|need)\s+you\s+to|i(?:['’]d|\s+would)\s+like\s+(?:you\s+)?to|let(?:['’]s|\s+us)|go\s+ahead\s+and|we\s+should|i\s+think\s+we\s+should)?[\s,:]*(?:(?:please|pls|kindly|just)\s+)*/i;
const oneName = /^(?!.*\b(?:and|or|then|und|et|y)\b)[\p{L}\p{M}\p{N}@.'’_-]+(?: [\p{L}\p{M}\p{N}@.'’_-]+){0,2}$/iu;

/**
 * A change that was asked for in a polite sentence (`could you please give ticket 12 to Tom`), of the closed list only, of one ticket, and only when all of it was
 * understood. It is never done by this: it becomes a confirmation.
 */
export function readRequest(text: string, context: AskContext): Plan | null {
  const said = text.trim();
  if (said.includes('\n') || said.length > 200) return null;
  const bare = said
    .slice(courtesy.exec(said)?.[0].length ?? 0)
    .replace(/[?!.\s]+$/, '')
    .replace(/\s*,?\s*(?:please|pls|bitte|thanks|thank you)$/i, '');
  return ofCommand(bare, context) ?? ofSentence(said, context);
}

function ofCommand(text: string, context: AskContext): Plan | null {
  const parsed = parseCommand(text, { ticket: context.ticket });
  if (parsed.kind !== 'call') return null;
  const entry = plannableOf(parsed.op);
  if (entry?.effect !== 'write' || !entry.required.every((name) => typeof parsed.args[name] === 'string')) return null;
  if (parsed.args.to !== undefined && !oneName.test(String(parsed.args.to))) return null;
  return Object.keys(parsed.args).every((name) => name in entry.args) ? { op: parsed.op, args: parsed.args } : null;
}

const moves: readonly (readonly [Concept, Plan['args']])[] = [
  ['reopen_it', { status: 'open' }],
  ['close_it', { status: 'closed' }],
  ['resolve_it', { status: 'resolved' }],
];

/** The same in the words of the tables: a verb, one ticket, at most one colleague, and nothing else of weight. */
function ofSentence(text: string, context: AskContext): Plan | null {
  const sentence = readSentence(text, context);
  const { ticket } = sentence;
  if (ticket === null || sentence.items.filter((item) => item.mark === 'ref').length > 1 || sentence.period !== null) return null;
  const people = sentence.items.filter((item) => item.mark === 'name' && item.names.includes('staff'));
  const is = (item: Item, ...wanted: Concept[]): boolean => wanted.some((one) => item.concepts.has(one));
  const verb = (concept: Concept): boolean => sentence.items.some((item) => is(item, concept));
  const rest = sentence.items.filter(
    (item) =>
      !item.used &&
      !is(
        item,
        'stop',
        'polite',
        'tickets',
        'number',
        'to',
        'write',
        'assign_to',
        'assign_self',
        'close_it',
        'resolve_it',
        'reopen_it',
        'me',
        'my',
        'this_ticket',
        'priority',
        'urgent',
        'high',
        'medium',
        'low',
      ) &&
      !people.includes(item),
  );
  if (rest.length > 0 || isQuestion(sentence)) return null;
  const priority = (['urgent', 'high', 'medium', 'low'] as const).filter((one) => verb(one));
  if (priority.length === 1 && verb('write') && people.length === 0 && !verb('close_it') && !verb('assign_to'))
    return { op: 'ticket.priority', args: { ticket, priority: String(priority[0]) } };
  if (priority.length > 0) return null;
  const [person] = people;
  if (verb('assign_to') && person !== undefined && people.length === 1) return { op: 'ticket.assign', args: { ticket, to: person.raw } };
  if (people.length > 0) return null;
  if (verb('assign_self') || (verb('assign_to') && sentence.items.some((item) => is(item, 'me', 'my'))))
    return { op: 'ticket.assign', args: { ticket, to: 'me' } };
  const move = moves.find(([concept]) => verb(concept));
  return move === undefined ? null : { op: 'ticket.status', args: { ticket, ...move[1] } };
}

function isQuestion({ items }: Sentence): boolean {
  return items.some((item) =>
    (['who', 'what', 'which', 'when', 'why', 'how', 'how_to', 'not'] as const).some((one) => item.concepts.has(one)),
  );
}
