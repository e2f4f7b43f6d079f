import { readTimeSpan } from './filter-time.rules.ts';
import type { FilterProblem, TicketCondition, TicketFilter } from './ticket-filter.types.ts';
import { comparePriority, type FilterOperator, lookUpWord, priorityWords, statusWords, typeWords } from './ticket-filter-values.rules.ts';
import type { TicketStatus } from './tickets.types.ts';

/** A word of a filter as the tokenizer found it; a quoted word is always text to search for. */
export type FilterWord = { text: string; quoted: boolean };

/** What relative times and days are measured by. */
export type FilterClock = { now: Date; timeZone: string };

type Read = TicketCondition | string;
type Key = { example: string; read: (op: FilterOperator, value: string, clock: FilterClock) => Read };

const list = <T>(table: Record<string, T | readonly T[]>, op: FilterOperator, value: string, noun: string): T[] | string => {
  if (op !== '=') return `${noun} cannot be compared with ${op}`;
  const found = value.split(',').map((word) => lookUpWord(table, word.trim()));
  const missing = found.indexOf(undefined);
  if (missing >= 0)
    return `“${value.split(',')[missing]?.trim()}” is no ${noun}; there are: ${[...new Set(Object.values(table).flat())].join(', ')}`;
  return [...new Set(found.flat())] as T[];
};

const timeKey = (key: 'created' | 'updated'): Key => ({
  example: `${key}:<7d, ${key}:>=2026-11-01, ${key}:today`,
  read: (op, value, clock) => {
    const span = readTimeSpan(op, value.toLowerCase(), clock.now, clock.timeZone);
    return span === null ? `“${value}” is no time; write 7d, 36h, 2w, today or 2026-11-21` : { not: false, key, ...span };
  },
});

/** Every key of the filter language. A later area adds a line here and its SQL in `ticket-filter-sql.rules.ts`. */
export const filterKeys: Record<string, Key> = {
  status: {
    example: 'status:open, status:waiting,resolved, status:any',
    read: (op, value) => {
      if (value === 'any' || value === 'all')
        return { not: false, key: 'status', in: [...(new Set(Object.values(statusWords).flat()) as Set<TicketStatus>)] };
      const found = list<TicketStatus>(statusWords, op, value, 'status');
      return typeof found === 'string' ? found : { not: false, key: 'status', in: found };
    },
  },
  priority: {
    example: 'priority:urgent, priority:>=high',
    read: (op, value) => {
      if (op === '=') {
        const found = list(priorityWords, op, value, 'priority');
        return typeof found === 'string' ? found : { not: false, key: 'priority', in: found };
      }
      const one = lookUpWord(priorityWords, value);
      return one === undefined
        ? `“${value}” is no priority; there are: low, medium, high, urgent`
        : { not: false, key: 'priority', in: comparePriority(op, one) };
    },
  },
  type: {
    example: 'type:billing',
    read: (op, value) => {
      const found = list(typeWords, op, value, 'type');
      return typeof found === 'string' ? found : { not: false, key: 'type', in: found };
    },
  },
  assignee: {
    example: 'assignee:me, assignee:nobody, assignee:sam',
    read: (_op, value) => ({ not: false, key: 'assignee', who: readPerson(value) }),
  },
  customer: {
    example: 'customer:"acme ltd", customer:none',
    read: (_op, value) => ({
      not: false,
      key: 'customer',
      who: value.toLowerCase() === 'none' ? { kind: 'none' } : { kind: 'name', name: value },
    }),
  },
  requester: { example: 'requester:jane@acme.example', read: (_op, value) => ({ not: false, key: 'requester', text: value }) },
  created: timeKey('created'),
  updated: timeKey('updated'),
  spam: {
    example: 'spam:yes',
    read: (_op, value) =>
      /^(yes|no)$/i.test(value) ? { not: false, key: 'spam', value: value.toLowerCase() === 'yes' } : 'write spam:yes or spam:no',
  },
};

const keySynonyms: Record<string, string> = {
  assigned: 'assignee',
  owner: 'assignee',
  prio: 'priority',
  from: 'requester',
  state: 'status',
  is: 'status',
};

/** Words that are filters without a key. `open` alone means everything unfinished, as people say it; `status:open` is the one status. */
const bareWords: Record<string, TicketCondition> = {
  mine: { not: false, key: 'assignee', who: { kind: 'me' } },
  my: { not: false, key: 'assignee', who: { kind: 'me' } },
  me: { not: false, key: 'assignee', who: { kind: 'me' } },
  unassigned: { not: false, key: 'assignee', who: { kind: 'nobody' } },
  nobody: { not: false, key: 'assignee', who: { kind: 'nobody' } },
  spam: { not: false, key: 'spam', value: true },
};

/**
 * Reads a filter such as `status:open priority:>=high assignee:me customer:"acme" created:<7d text` (`domain.md` HD-13). A leading `-` turns a condition round.
 * Parts that mean nothing come back as problems; the rest still holds.
 */
export function readTicketFilter(words: FilterWord[], clock: FilterClock): { filter: TicketFilter; problems: FilterProblem[] } {
  const conditions: TicketCondition[] = [];
  const problems: FilterProblem[] = [];
  let anyStatus = false;
  for (const word of words) {
    if (!word.quoted && /^(all|any)$/i.test(word.text)) anyStatus = true;
    else {
      const read = readWord(word, clock);
      if (typeof read === 'string') problems.push({ part: word.text, message: read });
      else addCondition(conditions, read);
    }
  }
  const named = conditions.some((one) => one.key === 'status' || (one.key === 'spam' && one.value));
  return { filter: { conditions, anyStatus: anyStatus || named }, problems };
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

function readWord({ text, quoted }: FilterWord, clock: FilterClock): Read {
  const keyed = quoted ? null : /^(-?)([a-z_]+):(>=|<=|>|<|=)?(.*)$/is.exec(text);
  const name = keyed?.[2]?.toLowerCase() ?? '';
  const key = lookUpWord(filterKeys, keySynonyms[name] ?? name);
  if (keyed !== null && key !== undefined) {
    const value = keyed[4] ?? '';
    if (value === '') return `“${text}” lacks its value; for example ${key.example}`;
    const read = key.read((keyed[3] ?? '=') as FilterOperator, value, clock);
    return typeof read === 'string' ? read : { ...read, not: keyed[1] === '-' };
  }
  if (keyed !== null && !/^[/\\]/.test(keyed[4] ?? '')) {
    return `“${keyed[2]}” is no filter; there are: ${Object.keys(filterKeys).join(', ')}. To search for the words, put them in quotes`;
  }
  return (quoted ? undefined : bareCondition(text)) ?? { not: false, key: 'text', text };
}

function bareCondition(text: string): TicketCondition | undefined {
  const bare = lookUpWord(bareWords, text);
  if (bare !== undefined) return { ...bare };
  if (/^open$/i.test(text)) return { not: false, key: 'status', in: [...(statusWords.unfinished ?? [])] };
  const status = lookUpWord(statusWords, text);
  if (status !== undefined) return { not: false, key: 'status', in: [...status] };
  const priority = lookUpWord(priorityWords, text);
  return priority === undefined ? undefined : { not: false, key: 'priority', in: [priority] };
}

function readPerson(value: string): Extract<TicketCondition, { key: 'assignee' }>['who'] {
  if (/^(me|mine)$/i.test(value)) return { kind: 'me' };
  return /^(nobody|none|no-one|unassigned)$/i.test(value) ? { kind: 'nobody' } : { kind: 'name', name: value.replace(/^@/, '') };
}
