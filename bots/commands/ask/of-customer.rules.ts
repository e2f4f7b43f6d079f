import type { Plan } from './plan.types.ts';
import { copyOf, namesOf, type Sentence, says, unknown } from './sentence.rules.ts';
import { dueParts, priorityParts, stateParts } from './ticket-parts.rules.ts';
import { filterValue, nameText } from './topic.rules.ts';
import type { Concept } from './words/concepts.types.ts';

/** A question about one customer in words that are not all known: their open tickets, of the state that was named, which show whatever it was. */
export function ofCustomer(original: Sentence): Plan | null {
  const sentence = copyOf(original);
  const [customer, another] = namesOf(sentence, 'customer');
  const isAsked = askedBy.some((one) => sentence.items[0]?.concepts.has(one) === true) || /\?\s*$/.test(sentence.text);
  if (customer === undefined || another !== undefined || !isAsked || says(sentence, 'write', 'elsewhere')) return null;
  if (unknown(sentence).length > 2) return null;
  const name = nameText(sentence, customer);
  if (says(sentence, 'contract', 'pays')) return { op: 'contracts.list', args: { customer: name } };
  if (says(sentence, 'contact', 'phone')) return { op: 'customer.find', args: { query: name } };
  const state = [...(dueParts(sentence) ?? []), ...stateParts(sentence), ...priorityParts(sentence)];
  return { op: 'tickets.list', args: { filter: [...state, `customer:${filterValue(name)}`].join(' ') } };
}

const askedBy: readonly Concept[] = ['who', 'what', 'which', 'when', 'why', 'how', 'did', 'exists', 'how_is', 'history', 'show'];
