import { has, namesTickets, type Sentence, says, take } from './sentence.rules.ts';
import { spanParts } from './ticket-parts.rules.ts';

/** What is over: with a period when it ended, without one the state. */
export function overParts(sentence: Sentence): string[] {
  if (has(sentence, 'open') && !says(sentence, 'closed')) return [];
  const closed = has(sentence, 'closed');
  const resolved = has(sentence, 'resolved');
  if (take(sentence, 'cancelled')) return ['status:cancelled'];
  if (!closed && !resolved) return [];
  if (
    !sentence.items.some(
      (item) => !item.used && (item.concepts.has('closed') || item.concepts.has('resolved')) && !item.concepts.has('not'),
    )
  )
    return [];
  const negated = sentence.items.some(
    (item, at) =>
      item.concepts.has('not') &&
      !item.concepts.has('stop') &&
      (sentence.items[at + 1]?.concepts.has('closed') || sentence.items[at + 1]?.concepts.has('resolved')),
  );
  take(sentence, 'closed', 'resolved', 'working_on', 'not');
  if (negated) return ['open'];
  const found = sentence.period;
  if (found !== null && found.period.kind !== 'ahead') {
    sentence.period = null;
    return spanParts(closed ? 'closed' : 'resolved', found);
  }
  return [closed && resolved ? 'status:resolved,closed' : closed ? 'status:closed' : 'status:resolved'];
}

/** When they came in; `new` alone means that nobody has begun. */
export function arrivedParts(sentence: Sentence, isOver: boolean): string[] {
  const found = sentence.period;
  const came = has(sentence, 'arrived', 'new', 'complained');
  const isNew = has(sentence, 'new');
  if (found !== null && found.period.kind !== 'ahead') {
    take(sentence, 'arrived', 'new');
    sentence.period = null;
    return spanParts('created', found);
  }
  if (!came || isOver || has(sentence, 'complained')) return [];
  if (isNew && namesTickets(sentence)) {
    take(sentence, 'arrived', 'new');
    return ['status:open'];
  }
  const asks =
    says(sentence, 'what') &&
    !says(sentence, 'how_many') &&
    sentence.items.some((item) => !item.used && (item.concepts.has('arrived') || item.concepts.has('new')) && !item.concepts.has('stop'));
  if (!asks) return [];
  take(sentence, 'arrived', 'new');
  return ['created:today'];
}
