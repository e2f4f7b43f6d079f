import { months, type TimeSense, timeSense } from './calendar-days.rules.ts';
import { type FoundPeriod, findPeriod } from './periods.rules.ts';
import type { AskContext, NameKind } from './plan.types.ts';
import { type Item, tag } from './tag.rules.ts';
import { numberOf } from './time-units.rules.ts';
import type { Concept } from './words/concepts.types.ts';

/** A question while it is being understood. Whatever a rule makes something of is used up; what is left over at the end was not understood. */
export type Sentence = {
  text: string;
  items: Item[];
  sense: TimeSense;
  period: FoundPeriod | null;
  /** the one ticket it names, or that the conversation is about when it says so */
  ticket: string | null;
  context: AskContext;
};

/** Reads the words of a text. A text that names two tickets is about none of them. */
export function readSentence(text: string, context: AskContext): Sentence {
  const items = tag(text, context.names);
  const sense = timeSense(context.now, context.timeZone ?? 'UTC');
  const refs = items.filter((item) => item.mark === 'ref');
  const numbered = refs.length === 0 ? numberedTicket(items) : null;
  const named = refs[0] ?? numbered;
  if (named !== undefined && named !== null) named.used = true;
  const period = findPeriod(items, sense);
  for (const item of period?.items ?? []) item.used = true;
  const pointed = named === undefined || named === null ? pointedAt(items, context) : null;
  return {
    text,
    items,
    sense,
    period,
    ticket: refs.length > 1 ? null : ((refs[0]?.raw ?? numbered?.raw ?? pointed)?.replace(/^#\s?/, '') ?? null),
    context,
  };
}

/** `ticket 12`, `ticket no. 12`, and a number that stands alone at the end after `on`, `of` or `is`. */
function numberedTicket(items: readonly Item[]): Item | null {
  const numbers = items.filter((item) => item.mark === 'number');
  for (const item of numbers) {
    const at = items.indexOf(item);
    const before = items[at - 1];
    const beforeThat = items[at - 2];
    const isUnit = units.some((unit) => items[at + 1]?.concepts.has(unit) === true);
    if (isUnit) continue;
    if (
      isNoun(before) ||
      (before?.concepts.has('number') === true &&
        (isNoun(beforeThat) || /^(?:number|nr|nummer|numero)$/.test(before.word)) &&
        !/count|anzahl/.test(before.word))
    )
      return item;
  }
  const [only] = numbers;
  const at = only === undefined ? -1 : items.indexOf(only);
  return only !== undefined && numbers.length === 1 && isLoose(items, at) ? only : null;
}

const counted: readonly Concept[] = [
  'tickets',
  'problems',
  'oldest',
  'newest',
  'most',
  'customer',
  'team',
  'urgent',
  'high',
  'open',
  'late',
  'unassigned',
];
const counting: readonly Concept[] = ['last', 'next', 'newest', 'oldest', 'most', 'within', 'older', 'younger', 'since', 'per'];

/** `why is 14 red`: a number that counts nothing and tells no time. */
function isLoose(items: readonly Item[], at: number): boolean {
  const [before, after] = [items[at - 1], items[at + 1]];
  if (before === undefined) return false;
  const isOf = /^(?:of|on|to|about|with|is|von|zu|mit|de|du|van|met|ist|why|warum)$/.test(before.word) || before.concepts.has('why');
  if ((items.some((item) => isNoun(item)) && !isOf) || /^(?:by|at|before|until|um|bis|gegen|bei|vor)$/.test(before.word)) return false;
  if (
    after !== undefined &&
    (after.concepts.size === 0 || [...units, ...months, ...(isOf ? [] : counted)].some((one) => after.concepts.has(one)))
  )
    return false;
  return !counting.some((one) => before.concepts.has(one) && !before.concepts.has('stop'));
}

const units: readonly Concept[] = ['minute', 'hour', 'day', 'week', 'month', 'year'];

function isNoun(item: Item | undefined): boolean {
  return item?.concepts.has('tickets') === true && !item.concepts.has('stop');
}

function pointedAt(items: readonly Item[], context: AskContext): string | null {
  if (context.ticket === null) return null;
  const found = items.find((item) => item.concepts.has('this_ticket') && item.word.includes(' '));
  if (found === undefined) return null;
  found.used = true;
  return context.ticket;
}

/** True when something not yet used means one of these. */
export function has(sentence: Sentence, ...wanted: Concept[]): boolean {
  return sentence.items.some((item) => !item.used && wanted.some((one) => item.concepts.has(one)));
}

/** True when something, used or not, means one of these. */
export function says(sentence: Sentence, ...wanted: Concept[]): boolean {
  return sentence.items.some((item) => wanted.some((one) => item.concepts.has(one)));
}

/** Uses up everything that means one of these; true when there was something. */
export function take(sentence: Sentence, ...wanted: Concept[]): boolean {
  const found = sentence.items.filter((item) => !item.used && wanted.some((one) => item.concepts.has(one)));
  for (const item of found) item.used = true;
  return found.length > 0;
}

/** True when it asks for a person, also inside a phrase such as `who has`. */
export function asksWho(sentence: Sentence): boolean {
  return (
    says(sentence, 'who') ||
    sentence.items.some((item) => /^(?:who|wer|wen|qui|quien|kto|wie)\b/.test(item.word)) ||
    /\b(?:who|whom|wer|wem|wen|qui|qui[eé]n|kto|wie)\b/i.test(sentence.text)
  );
}

/** A noun that can only mean tickets: `anything` is none. */
export function namesTickets(sentence: Sentence): boolean {
  return sentence.items.some((item) => item.concepts.has('tickets') && !item.concepts.has('stop') && !item.concepts.has('working_on'));
}

/** The names of a kind that were not used yet. */
export function namesOf(sentence: Sentence, kind: NameKind): Item[] {
  return sentence.items.filter((item) => !item.used && item.mark === 'name' && item.names.includes(kind));
}

/** What nothing was made of: words of no table, and words that mean something the rule did not ask for. */
export function leftover(sentence: Sentence): Item[] {
  return sentence.items.filter((item) => !item.used && !item.concepts.has('stop'));
}

/** Words of no table among what is left. */
export function unknown(sentence: Sentence): Item[] {
  return leftover(sentence).filter((item) => item.concepts.size === 0 && item.mark !== 'name');
}

/** The text from one item to another, exactly as typed. */
export function rawBetween(sentence: Sentence, items: readonly Item[]): string {
  const first = items[0];
  const last = items.at(-1);
  if (first === undefined || last === undefined) return '';
  if (items.length === 1 && first.mark !== 'word') return first.raw;
  return sentence.text
    .slice(first.start, last.end)
    .replace(/['’]s$/i, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A copy whose items are used up apart from the original's. */
export function copyOf(sentence: Sentence): Sentence {
  const items = sentence.items.map((item) => ({ ...item }));
  const period = sentence.period === null ? null : { ...sentence.period };
  return { ...sentence, items, period };
}

/** A number with a unit that no period took: `for 5 days`. */
export function bareLength(sentence: Sentence): { text: string; items: Item[] } | null {
  const items = sentence.items;
  for (let at = 0; at + 1 < items.length; at += 1) {
    const [count, unit] = [items[at], items[at + 1]];
    if (count === undefined || unit === undefined || count.used || unit.used) continue;
    const number = numberOf(count);
    const letter = unit.concepts.has('hour')
      ? 'h'
      : unit.concepts.has('day')
        ? 'd'
        : unit.concepts.has('week')
          ? 'w'
          : unit.concepts.has('minute')
            ? 'm'
            : null;
    if (number !== null && letter !== null) return { text: `${number}${letter}`, items: [count, unit] };
    if (number !== null && unit.concepts.has('fortnight')) return { text: `${number * 14}d`, items: [count, unit] };
    if (number !== null && unit.concepts.has('month')) return { text: `${number * 30}d`, items: [count, unit] };
  }
  return null;
}
