import { asksWho, has, namesOf, type Sentence, says, take } from './sentence.rules.ts';
import type { Concept } from './words/concepts.types.ts';

/** `busiest customer`, `per day`, `by priority`, `who has the most`. */
export function groupOf(sentence: Sentence): string | null {
  const { items } = sentence;
  const most = says(sentence, 'most');
  const at = items.findIndex((item) => item.concepts.has('per') && !item.used);
  const after = at < 0 ? undefined : items.slice(at + 1).find((item) => !item.concepts.has('stop') || item.concepts.size > 1);
  const by = (concept: Concept): boolean => (most && has(sentence, concept)) || after?.concepts.has(concept) === true;
  const found =
    (by('customer') && 'customer') ||
    (most && says(sentence, 'complained') && asksWho(sentence) && 'customer') ||
    (by('team') && 'team') ||
    (after?.concepts.has('tag') === true && items[at]?.word === 'by' && 'tag') ||
    (by('day') && 'day') ||
    (by('week') && 'week') ||
    (by('month') && 'month') ||
    (by('priority') && 'priority') ||
    (by('status') && 'status') ||
    (by('tag') && 'tag') ||
    (asksWho(sentence) &&
      has(sentence, 'busy') &&
      !says(sentence, 'my', 'knows') &&
      namesOf(sentence, 'staff').length === 0 &&
      'assignee') ||
    (most && (asksWho(sentence) || /colleague|agent|kolleg/i.test(sentence.text)) && 'assignee') ||
    (after !== undefined &&
      /person|colleague|agent|assignee|kolleg|bearbeiter|mitarbeiter|kopf|nase|head|staff|technic|techniker|engineer|owner|medewerker|agente/.test(
        after.word,
      ) &&
      'assignee') ||
    null;
  if (found === null) return perUnit(sentence);
  const used: Concept[] = ['history', 'most', 'per', 'customer', 'team', 'priority', 'status', 'working_on', 'busy'];
  take(
    sentence,
    ...used,
    ...(after === undefined || found === 'assignee' ? [] : (['day', 'week', 'month'] as const).filter((one) => after.concepts.has(one))),
  );
  if (after !== undefined) after.used = true;
  return found;
}

/** `how many a day`. */
function perUnit(sentence: Sentence): string | null {
  const { items } = sentence;
  for (const unit of ['day', 'week', 'month'] as const) {
    const at = items.findIndex(
      (item, place) =>
        !item.used && item.concepts.has(unit) && /^(?:an?|each|every|am|im|le|al|op een)$/.test(items[place - 1]?.word ?? ''),
    );
    const found = items[at];
    if (found === undefined) continue;
    found.used = true;
    return unit;
  }
  return null;
}
