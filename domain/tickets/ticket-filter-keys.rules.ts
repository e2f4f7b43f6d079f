import { readDueSpan, readTimeSpan } from './filter-time.rules.ts';
import type { NamedOne, TicketCondition } from './ticket-filter.types.ts';
import {
  channelWords,
  comparePriority,
  type FilterOperator,
  flagWords,
  hasWords,
  lookUpWord,
  priorityWords,
  statusWords,
  typeWords,
} from './ticket-filter-values.rules.ts';
import { readTicketRef } from './ticket-ref.rules.ts';
import type { TicketStatus } from './tickets.types.ts';

/** What relative times and days are measured by. */
export type FilterClock = { now: Date; timeZone: string };

/** What a key makes of its value: a condition, or what is wrong in words. */
export type FilterRead = TicketCondition | string;
/** A key of the filter language. `name` is what follows a dot in the key. */
export type FilterKey = { example: string; read: (op: FilterOperator, value: string, clock: FilterClock, name: string) => FilterRead };

const list = <T>(table: Record<string, T | readonly T[]>, op: FilterOperator, value: string, noun: string): T[] | string => {
  if (op !== '=') return `${noun} cannot be compared with ${op}`;
  const found = value.split(',').map((word) => lookUpWord(table, word.trim()));
  const missing = found.indexOf(undefined);
  if (missing >= 0)
    return `“${value.split(',')[missing]?.trim()}” is no ${noun}; there are: ${[...new Set(Object.values(table).flat())].join(', ')}`;
  return [...new Set(found.flat())] as T[];
};

const spanKey = (key: 'created' | 'updated' | 'resolved' | 'closed'): FilterKey => ({
  example: `${key}:<7d, ${key}:>=2026-11-01, ${key}:today`,
  read: (op, value, clock) => {
    const span = readTimeSpan(op, value.toLowerCase(), clock.now, clock.timeZone);
    return span === null ? `“${value}” is no time; write 7d, 36h, 2w, today or 2026-11-21` : { not: false, key, ...span };
  },
});

const readStatus = (op: FilterOperator, value: string): FilterRead => {
  if (/^(any|all)$/i.test(value))
    return { not: false, key: 'status', in: [...(new Set(Object.values(statusWords).flat()) as Set<TicketStatus>)] };
  const found = list<TicketStatus>(statusWords, op, value, 'status');
  return typeof found === 'string' ? found : { not: false, key: 'status', in: found };
};

const isNobody = (value: string): boolean => /^(nobody|none|no-one|unassigned)$/i.test(value);

function readPerson(value: string): NamedOne {
  if (/^(me|mine)$/i.test(value)) return { kind: 'me' };
  return isNobody(value) ? { kind: 'nobody' } : { kind: 'name', name: value.replace(/^@/, '') };
}

const personKey = (key: 'assignee' | 'watcher', example: string): FilterKey => ({
  example,
  read: (_op, value) => ({ not: false, key, who: readPerson(value) }),
});

/** Every key of the filter language. A later area adds a line here and its SQL in `ticket-filter-sql.rules.ts`. */
export const filterKeys: Record<string, FilterKey> = {
  status: { example: 'status:open, status:waiting,resolved, status:any', read: readStatus },
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
  assignee: personKey('assignee', 'assignee:me, assignee:nobody, assignee:sam'),
  watcher: personKey('watcher', 'watcher:me, watcher:sam'),
  team: {
    example: 'team:network, team:none',
    read: (_op, value) => ({ not: false, key: 'team', who: isNobody(value) ? { kind: 'nobody' } : { kind: 'name', name: value } }),
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
  mailbox: { example: 'mailbox:support@', read: (_op, value) => ({ not: false, key: 'mailbox', text: value }) },
  number: {
    example: 'number:TKT-202611-00001, number:1',
    read: (_op, value) => {
      const ref = readTicketRef(value);
      return ref === null ? `“${value}” is no ticket number; write TKT-202611-00001, 202611-1 or 1` : { not: false, key: 'number', ref };
    },
  },
  tag: {
    example: 'tag:vpn, tag:vpn,wifi (one of them), tag:none',
    read: (op, value) => {
      if (op !== '=') return `tags cannot be compared with ${op}`;
      if (/^none$/i.test(value)) return { not: true, key: 'has', what: 'tag' };
      const tags = value
        .toLowerCase()
        .split(',')
        .map((tag) => tag.trim().replace(/^#+/, '').replace(/\s+/g, '-'))
        .filter((tag) => tag !== '');
      return tags.length === 0 ? 'write a tag, for example tag:vpn' : { not: false, key: 'tag', in: tags };
    },
  },
  field: {
    example: 'field.asset:4711, field.seats:>5, field.asset:none',
    read: (op, value, _clock, name) => readField(op, value, name.toLowerCase()),
  },
  channel: {
    example: 'channel:email',
    read: (op, value) => {
      const found = list(channelWords, op, value, 'channel');
      return typeof found === 'string' ? found : { not: false, key: 'channel', in: found };
    },
  },
  has: {
    example: 'has:attachment, has:customer, has:due, has:tag',
    read: (_op, value) => {
      const what = lookUpWord(hasWords, value);
      return what === undefined
        ? `“${value}” is nothing a ticket can have; there are: attachment, customer, due, tag`
        : { not: false, key: 'has', what };
    },
  },
  is: {
    example: 'is:breached, is:overdue, is:snoozed, is:merged, is:open',
    read: (op, value) => {
      const flag = lookUpWord(flagWords, value);
      if (flag !== undefined) return { not: false, key: 'flag', flag };
      if (/^spam$/i.test(value)) return { not: false, key: 'spam', value: true };
      if (/^(mine|unassigned)$/i.test(value)) return { not: false, key: 'assignee', who: readPerson(value) };
      const status = readStatus(op, value);
      return typeof status === 'string' ? `“${value}” is neither a status nor breached, overdue, snoozed, merged or spam` : status;
    },
  },
  reopened: {
    example: 'reopened:>0',
    read: (op, value) =>
      /^\d{1,4}$/.test(value)
        ? { not: false, key: 'reopened', op, count: Number(value) }
        : `“${value}” is no count; write for example reopened:>0`,
  },
  due: {
    example: 'due:<4h, due:today, due:tomorrow, due:none',
    read: (op, value, clock) => {
      if (/^none$/i.test(value)) return { not: true, key: 'has', what: 'due' };
      const span = readDueSpan(op, value.toLowerCase(), clock.now, clock.timeZone);
      return span === null ? `“${value}” is no time; write 4h, 2d, today, tomorrow or 2026-11-21` : { not: false, key: 'due', ...span };
    },
  },
  created: spanKey('created'),
  updated: spanKey('updated'),
  resolved: spanKey('resolved'),
  closed: spanKey('closed'),
  spam: {
    example: 'spam:yes',
    read: (_op, value) =>
      /^(yes|no)$/i.test(value) ? { not: false, key: 'spam', value: value.toLowerCase() === 'yes' } : 'write spam:yes or spam:no',
  },
};

/** Other words for a key. */
export const keySynonyms: Record<string, string> = {
  assigned: 'assignee',
  owner: 'assignee',
  prio: 'priority',
  from: 'requester',
  contact: 'requester',
  state: 'status',
  watching: 'watcher',
  tags: 'tag',
  label: 'tag',
  cf: 'field',
  order: 'sort',
  deadline: 'due',
  solved: 'resolved',
};

function readField(op: FilterOperator, value: string, name: string): FilterRead {
  if (!/^[a-z][a-z0-9_]{0,39}$/.test(name)) return 'write the field’s key after a dot, for example field.asset:4711';
  const test = (): Extract<TicketCondition, { key: 'field' }>['test'] | null => {
    if (op === '=') return /^none$/i.test(value) ? { kind: 'none' } : { kind: 'text', value };
    return /^-?\d{1,15}(?:\.\d{1,6})?$/.test(value) ? { kind: 'number', op, value: Number(value) } : null;
  };
  const wanted = test();
  return wanted === null
    ? `“${value}” is no number, so it cannot be compared with ${op}`
    : { not: false, key: 'field', name, test: wanted };
}
