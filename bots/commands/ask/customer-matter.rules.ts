import { type Matter, only, plan } from './matter.rules.ts';
import { namesOf, namesTickets, type Sentence, says, take, unknown } from './sentence.rules.ts';
import { nameText } from './topic.rules.ts';

/** Contracts, contacts and how a customer is doing. */
export const customerMatter: Matter = (one) => {
  const contract = /\bSC-\d{4}-\d{1,9}\b/i.exec(one.text)?.[0];
  if (contract !== undefined) return plan('contract.show', { contract });
  const [customer, another] = namesOf(one, 'customer');
  if (says(one, 'contract', 'pays') && one.ticket === null) {
    if (another !== undefined) return null;
    const named = customer ?? strangerIn(one);
    if (named !== null) named.used = true;
    take(one, 'contract', 'pays', 'sla', 'customer', 'due', 'late', 'soon', 'in_progress', 'newest', 'kept', 'support_type', 'waiting');
    return only(one, 'resolved', 'closed') ? plan('contracts.list', named === null ? {} : { customer: nameText(one, named) }) : null;
  }
  if (another !== undefined || one.ticket !== null || (one.period !== null && !says(one, 'how_is'))) return null;
  const wants =
    says(one, 'phone', 'contact') ||
    (says(one, 'number') && unknown(one).at(-1)?.owns === true) ||
    (says(one, 'how_is') && customer !== undefined);
  if (
    !wants ||
    (customer === undefined && says(one, 'knows', 'skill')) ||
    namesTickets(one) ||
    says(one, 'open', 'late', 'urgent', 'unassigned', 'waiting', 'how_many', 'oncall', 'away', 'busy', 'resolved')
  )
    return null;
  const address = one.items.find((item) => item.mark === 'address');
  const run = unknown(one);
  const stranger = customer === undefined && namesOf(one, 'staff').length === 0 && isRun(one, run) ? run : [];
  const query = address?.raw ?? (customer === undefined ? stranger.map((item) => item.raw).join(' ') : nameText(one, customer));
  if (query === '') return null;
  if (address !== undefined) address.used = true;
  if (customer !== undefined) customer.used = true;
  for (const item of stranger) item.used = true;
  return only(one, 'phone', 'contact', 'how_is', 'customer', 'mail', 'history', 'reach', 'knows', 'about', 'sent', 'my', 'how_many')
    ? plan('customer.find', { query })
    : null;
};

/** Unknown words that stand together and look like a name: with a capital, or the text has none at all. */
function isRun(one: Sentence, run: readonly { start: number; raw: string }[]): boolean {
  const [first] = run;
  if (first === undefined || run.length > 3) return false;
  const places = run.map((item) => one.items.findIndex((other) => other.start === item.start));
  const together = places.every((place, at) => at === 0 || place === (places[at - 1] ?? 0) + 1);
  if (/ing$/.test(first.raw)) return false;
  return together && (/^\p{Lu}/u.test(first.raw) || (one.text === one.text.toLowerCase() && places.at(-1) === one.items.length - 1));
}

function strangerIn(one: Sentence) {
  const run = unknown(one);
  const [first] = run;
  return run.length === 1 && first !== undefined && isRun(one, run) ? first : null;
}
