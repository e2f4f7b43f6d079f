import type { Plan } from './plan.types.ts';
import { copyOf, leftover, type Sentence, says, take } from './sentence.rules.ts';
import type { Item } from './tag.rules.ts';
import { arrivedParts } from './ticket-course.rules.ts';

/** `what did Sarah Whitcombe write to us about`: the tickets of somebody outside who is no customer we know, by the name they sign with. */
export function sentBy(original: Sentence): Plan | null {
  const sentence = copyOf(original);
  if (!says(sentence, 'complained', 'arrived') || sentence.items.some((item) => item.mark === 'name')) return null;
  const name = nameIn(sentence);
  if (name === null) return null;
  for (const item of name) item.used = true;
  const arrived = arrivedParts(sentence, false);
  take(
    sentence,
    'complained',
    'arrived',
    'what',
    'did',
    'about',
    'which',
    'tickets',
    'when',
    'to',
    'me',
    'last',
    'show',
    'problems',
    'from',
    'newest',
    'ever',
  );
  if (leftover(sentence).length > 0) return null;
  return { op: 'tickets.list', args: { filter: [`requester:"${name.map((item) => item.raw).join(' ')}"`, ...arrived, 'all'].join(' ') } };
}

/** Two or three words with a capital that stand together and mean nothing else. */
function nameIn({ items }: Sentence): Item[] | null {
  const run = items.filter((item) => item.concepts.size === 0 && item.mark === 'word');
  const [first] = run;
  if (first === undefined || run.length < 2 || run.length > 3 || !run.every((item) => /^\p{Lu}\p{Ll}/u.test(item.raw))) return null;
  const from = items.indexOf(first);
  return run.every((item, at) => items[from + at] === item) ? run : null;
}
