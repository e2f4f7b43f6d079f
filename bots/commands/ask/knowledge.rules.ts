import type { Plan } from './plan.types.ts';
import { namesTickets, type Sentence, says } from './sentence.rules.ts';
import type { Item } from './tag.rules.ts';

const mostChars = 300;

/** How something is done, or what is written about it: the words after the question, searched for in the articles. */
export function knowledge(sentence: Sentence): Plan | null {
  if (sentence.ticket !== null) return null;
  const { items } = sentence;
  const infinitive = howInfinitive(items);
  if (infinitive) return { op: 'kb.search', args: { query: wordsAfter(sentence, 0) } };
  const asked = items.findIndex((item) => item.concepts.has('how_to') || item.concepts.has('tell_people'));
  if (knownAbout(sentence)) return { op: 'kb.search', args: { query: wordsAfter(sentence, 0) } };
  const article = items.findIndex((item) => item.concepts.has('article') && !item.concepts.has('how_to'));
  if (asked >= 0 && article < 0) {
    if (namesTickets(sentence) && !says(sentence, 'tell_people')) return null;
    const query = wordsAfter(sentence, asked) || trimmed(sentence, items.slice(0, asked));
    return query === '' || says(sentence, 'speed') ? null : { op: 'kb.search', args: { query } };
  }
  if (article < 0 || (namesTickets(sentence) && !says(sentence, 'exists'))) return null;
  if (!says(sentence, 'about', 'exists', 'show', 'which', 'what', 'from', 'to', 'how_to', 'did') && items.length > 6) return null;
  const query = wordsAfter(sentence, Math.max(article, asked)) || wordsBefore(sentence, article) || strangeWords(sentence);
  return query === ''
    ? says(sentence, 'which', 'what', 'show', 'exists')
      ? { op: 'kb.list', args: {} }
      : null
    : { op: 'kb.search', args: { query } };
}

/** `what do we know about loose patch panels`: things, not people, whose names have a capital. */
function knownAbout({ items }: Sentence): boolean {
  const [first, ...rest] = items;
  const isAsked =
    first !== undefined &&
    /\b(?:know about|wissen wir uber|information (?:on|about)|info (?:on|about)|infos (?:zu|uber))$/.test(first.word);
  const strange = rest.filter((item) => item.concepts.size === 0);
  return isAsked && strange.length > 0 && strange.every((item) => item.mark === 'word' && !/^\p{Lu}\p{Ll}/u.test(item.raw));
}

/** `wie teste ich …`, `comment configurer …`: how something is done, in languages that need no `to` for it. */
function howInfinitive(items: readonly Item[]): boolean {
  const [how, verb, subject] = items;
  if (how === undefined || verb === undefined || subject === undefined || verb.concepts.size > 0 || verb.mark !== 'word') return false;
  if (!/^(?:wie|comment|como|hoe|jak)$/.test(how.word)) return false;
  return /^(?:ich|man|wir|ik|je|on|we|men)$/.test(subject.word) || /(?:er|ir|re|ar|owac|yc)$/.test(verb.word);
}

function wordsAfter(sentence: Sentence, at: number): string {
  return trimmed(sentence, sentence.items.slice(at + 1));
}

function wordsBefore(sentence: Sentence, at: number): string {
  const run: Item[] = [];
  for (const item of sentence.items.slice(0, at).toReversed()) {
    if (item.concepts.size > 0) break;
    run.unshift(item);
  }
  return trimmed(sentence, run);
}

function strangeWords({ items }: Sentence): string {
  const words = items.filter((item) => item.concepts.size === 0 && item.mark === 'word');
  return words.length > 4 ? '' : words.map((item) => item.raw).join(' ');
}

function trimmed({ text }: Sentence, items: readonly Item[]): string {
  const isSmall = (item: Item | undefined): boolean =>
    item !== undefined &&
    item.mark === 'word' &&
    ['stop', 'about', 'me', 'exists', 'show', 'people', 'with', 'from'].some((one) => item.concepts.has(one as 'stop')) &&
    !item.concepts.has('reach');
  let [from, to] = [0, items.length];
  while (from < to && isSmall(items[from])) from += 1;
  while (to > from && isSmall(items[to - 1])) to -= 1;
  const kept = items.slice(from, to);
  const [first, last] = [kept[0], kept.at(-1)];
  if (first === undefined || last === undefined) return '';
  return text
    .slice(first.start, last.end)
    .replace(/["“”„]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, mostChars);
}
