import type { FilterProblem, TicketCondition, TicketFilter } from './ticket-filter.types.ts';
import { type FilterClock, type FilterRead, filterKeys, keySynonyms } from './ticket-filter-keys.rules.ts';
import { type FilterOperator, lookUpWord, priorityWords, statusWords } from './ticket-filter-values.rules.ts';
import { readTicketRef } from './ticket-ref.rules.ts';
import { readSort, type TicketSort } from './ticket-sort.rules.ts';

/** A word of a filter as the tokenizer found it; a quoted word is always text to search for. */
export type FilterWord = { text: string; quoted: boolean };

/** Words that are filters without a key. `open` alone means everything unfinished, as people say it; `status:open` is the one status. */
const bareWords: Record<string, TicketCondition> = {
  mine: { not: false, key: 'assignee', who: { kind: 'me' } },
  my: { not: false, key: 'assignee', who: { kind: 'me' } },
  me: { not: false, key: 'assignee', who: { kind: 'me' } },
  unassigned: { not: false, key: 'assignee', who: { kind: 'nobody' } },
  nobody: { not: false, key: 'assignee', who: { kind: 'nobody' } },
  spam: { not: false, key: 'spam', value: true },
  overdue: { not: false, key: 'flag', flag: 'overdue' },
  breached: { not: false, key: 'flag', flag: 'breached' },
  snoozed: { not: false, key: 'flag', flag: 'snoozed' },
};

/** More conditions than a person writes; each costs time. */
const mostParts = 40;

/**
 * Reads a filter such as `status:open priority:>=high assignee:me customer:"acme" created:<7d sort:due text` (`domain.md` HD-13). A leading `-` turns a
 * condition round. Parts that mean nothing come back as problems; the rest still holds.
 */
export function readTicketFilter(words: FilterWord[], clock: FilterClock): { filter: TicketFilter; problems: FilterProblem[] } {
  const conditions: TicketCondition[] = [];
  const problems: FilterProblem[] = [];
  let everything = false;
  let sort: TicketSort | null = null;
  for (const word of words.slice(0, mostParts)) {
    const wanted = word.quoted ? null : sortIn(word.text);
    if (!word.quoted && /^(all|any)$/i.test(word.text)) everything = true;
    else if (wanted !== null && typeof wanted !== 'string') sort = wanted;
    else {
      const read = wanted ?? readWord(word, clock);
      if (typeof read === 'string') problems.push({ part: word.text, message: read });
      else addCondition(conditions, read);
    }
  }
  if (words.length > mostParts) problems.push({ part: words[mostParts]?.text ?? '', message: `only ${mostParts} parts are read` });
  return { filter: { conditions, anyStatus: everything || conditions.some(namesStatus), everything, sort }, problems };
}

/** Whoever asks for what is over, or for one ticket by its number, does not mean the unfinished ones. */
function namesStatus(one: TicketCondition): boolean {
  if (['status', 'number', 'resolved', 'closed'].includes(one.key)) return true;
  return (one.key === 'spam' && one.value) || (one.key === 'flag' && one.flag === 'merged' && !one.not);
}

function sortIn(text: string): TicketSort | string | null {
  const found = /^(?:sort|order):(.*)$/i.exec(text);
  if (found === null) return null;
  return (
    readSort(found[1] ?? '') ??
    'write sort:created, sort:updated, sort:priority, sort:status or sort:due, with -asc or -desc after it if need be'
  );
}

/** Two statuses, types or plain priorities are alternatives, as people mean `resolved closed`; all else narrows. */
function addCondition(conditions: TicketCondition[], wanted: TicketCondition): void {
  const twin = conditions.find((one) => one.key === wanted.key && !one.not && !wanted.not);
  if (twin?.key === 'status' && wanted.key === 'status') twin.in = [...new Set([...twin.in, ...wanted.in])];
  else if (twin?.key === 'type' && wanted.key === 'type') twin.in = [...new Set([...twin.in, ...wanted.in])];
  else if (twin?.key === 'priority' && wanted.key === 'priority' && twin.in.length === 1 && wanted.in.length === 1)
    twin.in = [...new Set([...twin.in, ...wanted.in])];
  else conditions.push(wanted);
}

function readWord({ text, quoted }: FilterWord, clock: FilterClock): FilterRead {
  const keyed = quoted ? null : /^(-?)((?=field\.|cf\.)[a-z]+|[a-z_]+(?=:))(?:\.([a-z0-9_]+))?:(>=|<=|>|<|=)?(.*)$/is.exec(text);
  const name = keyed?.[2]?.toLowerCase() ?? '';
  const key = lookUpWord(filterKeys, keySynonyms[name] ?? name);
  if (keyed !== null && key !== undefined) {
    const value = keyed[5] ?? '';
    if (value === '') return `“${text}” lacks its value; for example ${key.example}`;
    const read = key.read((keyed[4] ?? '=') as FilterOperator, value, clock, keyed[3] ?? '');
    return typeof read === 'string' ? read : { ...read, not: read.not !== (keyed[1] === '-') };
  }
  if (keyed !== null && !/^[/\\]/.test(keyed[5] ?? '')) {
    const names = [...Object.keys(filterKeys), 'sort'].join(', ');
    return `“${keyed[2]}” is no filter; there are: ${names}. To search for the words, put them in quotes`;
  }
  return (quoted ? undefined : bareCondition(text)) ?? readText(text, quoted);
}

function bareCondition(text: string): TicketCondition | undefined {
  const bare = lookUpWord(bareWords, text);
  if (bare !== undefined) return { ...bare };
  if (/^open$/i.test(text)) return { not: false, key: 'status', in: [...(statusWords.unfinished ?? [])] };
  const status = lookUpWord(statusWords, text);
  if (status !== undefined) return { not: false, key: 'status', in: [...status] };
  const priority = lookUpWord(priorityWords, text);
  if (priority !== undefined) return { not: false, key: 'priority', in: [priority] };
  // A bare number may be a part number or a year; with its mark or month it can only be a ticket.
  const ref = /^(?:tkt|#)|^\d{6}-\d+$/i.test(text) ? readTicketRef(text) : null;
  return ref === null ? undefined : { not: false, key: 'number', ref };
}

function readText(text: string, quoted: boolean): FilterRead {
  const not = !quoted && /^-[^-]/.test(text);
  const wanted = not ? text.slice(1) : text;
  if (!/[\p{L}\p{N}]/u.test(wanted)) return 'there is no word in it to search for';
  return { not, key: 'text', text: wanted.slice(0, 200), exact: quoted };
}
