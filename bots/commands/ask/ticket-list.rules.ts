import type { Plan } from './plan.types.ts';
import { copyOf, has, leftover, namesTickets, type Sentence, says, take } from './sentence.rules.ts';
import { arrivedParts, overParts } from './ticket-course.rules.ts';
import { groupOf } from './ticket-groups.rules.ts';
import { ageParts, dueParts, havingParts, ownerParts, priorityParts, stateParts } from './ticket-parts.rules.ts';
import { numberOf } from './time-units.rules.ts';
import { filterValue, matterOf, namedTopic, topicOf } from './topic.rules.ts';
import type { Concept } from './words/concepts.types.ts';

/** Words that join the parts of such a question and choose nothing. */
const glue: readonly Concept[] = [
  'show',
  'which',
  'what',
  'who',
  'tickets',
  'problems',
  'from',
  'at',
  'with',
  'and',
  'did',
  'exists',
  'polite',
  'to',
  'me',
  'status',
  'priority',
  'how',
  'all',
  'how_is',
  'number',
  'this',
  'when',
  'my',
  'how_long',
  'answered',
  'this_ticket',
  'assigned',
  'on_plate',
  'most',
  'reach',
];

/** A list of tickets, or how many there are. Null when a word was left that means nothing here: better no list than another one. */
export function ticketList(original: Sentence): Plan | null {
  const sentence = copyOf(original);
  const isCount = take(sentence, 'how_many');
  const groups = isCount || says(sentence, 'most', 'per', 'busy') ? groupOf(sentence) : null;
  const filter = ticketFilter(sentence, isCount || groups !== null, groups !== null);
  if (filter === null) return null;
  const args: Record<string, string> = { filter };
  if (!isCount && groups === null) return { op: 'tickets.list', args };
  return { op: 'tickets.count', args: { ...args, ...(groups === null ? {} : { by: groups }) } };
}

function ticketFilter(sentence: Sentence, isCount: boolean, isGrouped: boolean): string | null {
  const named = namedTopic(sentence);
  const due = dueParts(sentence);
  const having = havingParts(sentence);
  const over = overParts(sentence);
  const state = [...(due === null ? [] : []), ...stateParts(sentence)];
  const age = ageParts(sentence);
  const isOpen = over.length === 0 && take(sentence, 'open');
  take(sentence, 'not');
  const priority = priorityParts(sentence);
  const owner = ownerParts(sentence);
  const evidence = due !== null || having.length + state.length + age.length + priority.length + owner.length + over.length > 0 || isOpen;
  const complained = has(sentence, 'complained', 'problems');
  const topic = [...named, ...topicOf(sentence)];
  const stranger = topic.length === 0 || owner.length === 0 ? strangerPart(sentence, owner) : [];
  const arrived = arrivedParts(sentence, over.length > 0);
  const isLast = takeCount(sentence) || has(sentence, 'last');
  const sort = take(sentence, 'oldest')
    ? ['sort:created-asc']
    : take(sentence, 'newest', ...(isLast ? (['last'] as const) : []))
      ? ['sort:created']
      : [];
  const ever = take(sentence, 'ever');
  const nouns = namesTickets(sentence) || has(sentence, 'problems');
  const isAll =
    ever ||
    (arrived.length > 0 && !isOpen && state.every((part) => !part.startsWith('status:'))) ||
    (meansAll(sentence) && !isOpen && due === null && state.length === 0 && priority.length === 0);
  if (
    !evidence &&
    arrived.length === 0 &&
    sort.length === 0 &&
    !nouns &&
    !(complained && topic.length > 0) &&
    !(topic.length > 0 && says(sentence, 'show', 'tickets')) &&
    !isCount
  )
    return null;
  take(sentence, ...glue);
  if (evidence || topic.length > 0) take(sentence, 'about');
  if (evidence)
    take(sentence, 'complained', 'working_on', 'customer', 'contact', 'history', 'how_many', 'due', 'sla', 'clock', 'before', 'arrived');
  else take(sentence, 'complained');
  takeTrailing(sentence);
  if (topic.length === 0 && (arrived.length > 0 || ever)) topic.push(...matterOf(sentence));
  const evident = nouns && !isGrouped && (evidence || isOpen) && having.length === 0;
  if (leftover(sentence).length > 0 && !(evident && isOneStrange(sentence))) return null;
  if (isCount && !isGrouped && !nouns && !evidence && arrived.length === 0 && topic.length === 0) return null;
  const parts = [
    isOpen && over.length === 0 && !state.some((part) => part.startsWith('status:')) ? ['open'] : [],
    state,
    over,
    priority,
    having,
    owner,
    stranger,
    age,
    arrived,
    due ?? [],
    topic,
    isAll && over.length === 0 ? ['all'] : [],
    sort,
  ].flat();
  return [...new Set(parts)].join(' ');
}

/** `last 5 tickets`, `top 3 urgent ones`: how many are shown is the list's own matter. */
function takeCount({ items }: Sentence): boolean {
  const at = items.findIndex(
    (item, place) =>
      !item.used &&
      numberOf(item) !== null &&
      !item.concepts.has('one') &&
      (counting.some((one) => items[place - 1]?.concepts.has(one)) || ranked.some((one) => items[place + 1]?.concepts.has(one))),
  );
  const found = items[at];
  if (found === undefined) return false;
  found.used = true;
  return true;
}

/** `our three oldest tickets` */
const ranked: readonly Concept[] = ['oldest', 'newest', 'urgent', 'most'];
const counting: readonly Concept[] = ['last', 'newest', 'oldest', 'most', 'show'];

/** One word that means nothing to us, beside a state or an owner of tickets, chooses nothing: more is shown then, and the card says by what. */
function isOneStrange(sentence: Sentence): boolean {
  const [only, second] = leftover(sentence);
  return only !== undefined && second === undefined && only.mark === 'word' && only.concepts.size === 0 && !/^\p{Lu}/u.test(only.raw);
}

/** The end of a German verb that stands apart: `laufen heute ab`. */
function takeTrailing({ items }: Sentence): void {
  const last = items.at(-1);
  if (last !== undefined && /^(?:ab|an|auf|aus|ein|rein|raus|rum|los|zu)$/.test(last.word)) last.used = true;
}

/** `all tickets of Acme`; `show all urgent ones` does not mean those that are over. */
function meansAll(sentence: Sentence): boolean {
  return sentence.items.some(
    (item, at) =>
      item.concepts.has('all') &&
      (sentence.items[at + 1]?.concepts.has('tickets') === true || sentence.items[at + 2]?.concepts.has('tickets') === true) &&
      !sentence.items[at + 1]?.concepts.has('stop'),
  );
}

/** Somebody the company does not know by this name: after `for`, `from`, `of` or `at`, written like a name or the only word that is left. */
function strangerPart(sentence: Sentence, owner: readonly string[]): string[] {
  if (owner.some((part) => part.startsWith('customer:') || part.startsWith('requester:'))) return [];
  const { items } = sentence;
  for (const [at, marker] of items.entries()) {
    if (!(marker.concepts.has('from') || marker.concepts.has('at'))) continue;
    const start = items.slice(at + 1).findIndex((item) => !(item.concepts.has('stop') && item.concepts.size === 1));
    const first = items[at + 1 + start];
    if (start < 0 || start > 2 || first === undefined || first.used || first.concepts.size > 0 || first.mark !== 'word') continue;
    const run = [first];
    for (const item of items.slice(at + 2 + start)) {
      if (item.used || item.concepts.size > 0 || item.mark !== 'word' || run.length === 4) break;
      run.push(item);
    }
    const person = /assign|zugewiesen|plate|desk/i.test(sentence.text.slice(0, first.start).slice(-20));
    for (const item of run) item.used = true;
    marker.used = true;
    const name = run.map((item) => item.raw).join(' ');
    return [`${person ? 'assignee' : 'customer'}:${filterValue(name)}`];
  }
  const owning = items.find((item) => !item.used && item.owns && item.concepts.size === 0 && item.mark === 'word');
  if (owning === undefined) return [];
  owning.used = true;
  return [`${says(sentence, 'on_plate', 'working_on', 'busy') ? 'assignee' : 'customer'}:${filterValue(owning.raw)}`];
}
