import { partPasted } from '../../../domain/plans/pasted.rules.ts';
import { aboutTicket } from './about-ticket.rules.ts';
import { knowledge } from './knowledge.rules.ts';
import { otherMatter } from './matters.rules.ts';
import { newsOf } from './news.rules.ts';
import { ofCustomer } from './of-customer.rules.ts';
import type { AskContext, Plan } from './plan.types.ts';
import { sentBy } from './sent-by.rules.ts';
import { copyOf, namesTickets, readSentence, type Sentence, says } from './sentence.rules.ts';
import type { Item } from './tag.rules.ts';
import { ticketList } from './ticket-list.rules.ts';

const longestQuestion = 300;
const mostWords = 40;

/**
 * What a member of staff asks in free words, as the one reading operation that answers it; null when a word of weight was not understood, for a wrong answer is worse
 * than none. Pure: names of the company come with the context. A block that was pasted to the question is not read.
 */
export function readQuestion(text: string, context: AskContext): Plan | null {
  const { question } = partPasted(text);
  if (question === '' || question.length > longestQuestion) return null;
  const sentence = readSentence(question, context);
  if (sentence.items.length === 0 || sentence.items.length > mostWords || wantsAct(sentence) || isElsewhere(sentence)) return null;
  if (sentence.items.filter((item) => item.mark === 'ref').length > 1) return null;
  if (sentence.ticket !== null) return aboutTicket(copyOf(sentence));
  return (
    knowledge(sentence) ?? otherMatter(sentence) ?? newsOf(sentence) ?? ticketList(sentence) ?? sentBy(sentence) ?? ofCustomer(sentence)
  );
}

/** `can you call …`: what a desk does for nobody by being asked, however it is called. */
function asksForDeed(item: Item | undefined): boolean {
  return (
    (['reach', 'write', 'assign_self', 'assign_to'] as const).some((one) => item?.concepts.has(one)) && item?.concepts.has('show') !== true
  );
}

/** Things no service desk keeps or tells: pay, passwords, prices, the weather. Asked for as a topic of tickets or articles they may be searched for. */
function isElsewhere(sentence: Sentence): boolean {
  return (
    says(sentence, 'elsewhere') &&
    !namesTickets(sentence) &&
    !says(sentence, 'article', 'how_to', 'tell_people', 'problems', 'duplicate', 'skill', 'knows')
  );
}

/** An order: its first word of weight, or one after `and` or `please`, is a verb that changes something. */
function wantsAct({ items }: Sentence): boolean {
  const first = items.findIndex((item) => !item.concepts.has('polite') && !(item.concepts.has('stop') && item.concepts.size === 1));
  const isVerb = (at: number): boolean => {
    const item = items[at];
    if (item === undefined || !item.concepts.has('write') || item.mark !== 'word') return false;
    return (
      !(['history', 'phone', 'mail', 'contact', 'about', 'resolved', 'closed', 'show', 'working_on', 'stop'] as const).some((one) =>
        item.concepts.has(one),
      ) ||
      (at === first && !item.concepts.has('show') && !item.concepts.has('history') && !item.concepts.has('phone'))
    );
  };
  if (isVerb(first) || (items[first - 1]?.concepts.has('polite') === true && asksForDeed(items[first]))) return true;
  return items.some(
    (_item, at) => isVerb(at) && (items[at - 1]?.concepts.has('and') === true || items[at - 1]?.concepts.has('polite') === true),
  );
}
