import { type ClockStatus, clockStatuses } from '../../../domain/sla/policy.types.ts';
import { readTargetMinutes } from '../../../domain/sla/policy-edit.rules.ts';
import { contractTypes } from '../../../domain/sla/policy-in-force.types.ts';
import type { Metric } from '../../../domain/sla/sla.types.ts';
import { lookUpWord, priorityWords, typeWords } from '../../../domain/tickets/ticket-filter-values.rules.ts';
import type { Json } from '../../cards/card.types.ts';
import type { Cursor } from '../cursor.ts';
import { splitWords } from '../words.rules.ts';
import { type CommandForm, call, half, type Reading } from './form.ts';
import { namedRest, unquoted } from './named-rest.rules.ts';
import { namedTicket } from './ticket-argument.ts';

const keywords = ['target', 'warn', 'critical', 'calendar', 'pause', 'escalate', 'for', 'default', 'off', 'on'];
const how =
  'For example: policy Gold target resolution high 8h; policy Gold warn 70 critical 85; policy Gold pause resolution waiting customer; policy Gold default.';

/** Commands about policies. */
export const policyForms: readonly CommandForm[] = [
  { words: ['policies', 'list policies', 'sla policies'], op: 'policies.list', usage: 'policies', read: () => call('policies.list', {}) },
  {
    words: ['policy', 'sla policy', 'policy show'],
    op: 'policy.show',
    usage:
      'policy NAME [target METRIC [PRIORITY] TIME | warn N critical N | calendar NAME | pause METRIC STATUS… | for … | escalate on|off | default | on | off]',
    hint: 'A change is tried out first; nothing is saved until you press Save. With a ticket’s number: sets its policy.',
    read: readPolicy,
  },
  {
    words: ['policy new', 'new policy', 'add policy', 'policy add'],
    op: 'policy.new',
    usage: 'policy new "NAME" from TEMPLATE [calendar NAME]',
    read: readNew,
  },
];

function readPolicy(cursor: Cursor): Reading {
  const ticket = namedTicket(cursor);
  const text = cursor.rest().trim();
  if (ticket !== null) return readTicketPolicy(ticket.ref, text);
  const found = namedRest(text, keywords);
  if (found === null) return call('policies.list', {});
  const { name, keyword, rest } = found;
  if (keyword === null && rest === '') return call('policy.show', { policy: unquoted(name) });
  const edit = keyword === null ? null : readEdit(keyword, rest);
  if (edit !== null) return call('policy.change', { policy: name, ...edit });
  return half(`I do not know what “${`${keyword ?? ''} ${rest}`.trim().slice(0, 80)}” means for the policy “${name}”. ${how}`, {
    label: `Show ${name}`,
    op: 'policy.show',
    args: { policy: name },
  });
}

function readTicketPolicy(ticket: string, text: string): Reading {
  const policy = unquoted(text.replace(/^(?:to|is|=)\s+/i, ''));
  if (policy === '') return call('ticket.why', { ticket });
  return call('ticket.policy', { ticket, policy: /^(none|auto|automatic|rules)$/i.test(policy) ? null : policy });
}

function readEdit(keyword: string, rest: string): Record<string, Json> | null {
  const ends = rest === '';
  switch (keyword) {
    case 'target':
      return readTarget(rest);
    case 'warn':
    case 'critical':
      return readPercents(`${keyword} ${rest}`);
    case 'calendar':
      return ends ? null : { calendar: unquoted(rest) };
    case 'pause':
      return readPause(rest);
    case 'for':
      return readConditions(rest);
    case 'escalate':
      return /^(on|off)$/i.test(rest) ? { escalate: rest.toLowerCase() === 'on' } : null;
    case 'default':
      return ends ? { isDefault: true } : null;
    default:
      return ends ? { active: keyword === 'on' } : null;
  }
}

/** `resolution high 8h`, `first response 30m`, `next reply none`. */
function readTarget(text: string): Record<string, Json> | null {
  const found = takeMetric(text);
  if (found === null) return null;
  const [first = '', ...more] = found.rest.split(/\s+/);
  const priority = lookUpWord(priorityWords, first) ?? (/^(all|default|general|every)$/i.test(first) ? 'default' : undefined);
  const time = priority === undefined ? found.rest : more.join(' ');
  const minutes = /^(none|off|no|-)$/i.test(time) ? null : readTargetMinutes(time);
  if (minutes === null && !/^(none|off|no|-)$/i.test(time)) return null;
  return { target: { metric: found.metric, priority: priority ?? 'default', minutes } };
}

function readPercents(text: string): Record<string, Json> | null {
  const found = /^(?:warn(?:ing)?\s+(\d{1,2}|off)\s*%?)?\s*,?\s*(?:critical\s+(\d{1,2}|off)\s*%?)?$/i.exec(text.trim());
  if (found === null || (found[1] === undefined && found[2] === undefined)) return null;
  const value = (said: string | undefined): Record<string, Json>[string] | undefined =>
    said === undefined ? undefined : /off/i.test(said) ? null : Number(said);
  const [warning, critical] = [value(found[1]), value(found[2])];
  return { percents: { ...(warning === undefined ? {} : { warning }), ...(critical === undefined ? {} : { critical }) } };
}

/** `resolution waiting customer, waiting vendor`; `resolution nothing` never stands still. */
function readPause(text: string): Record<string, Json> | null {
  const found = takeMetric(text);
  if (found === null || found.rest === '') return null;
  if (/^(nothing|never|none)$/i.test(found.rest)) return { pause: { metric: found.metric, statuses: [] } };
  const statuses = found.rest.split(/,|\band\b/i).map((one) =>
    one
      .trim()
      .toLowerCase()
      .replace(/\s+(?:for\s+)?/g, '_')
      .replace(/^waiting_for_(?:the_)?/, 'waiting_'),
  );
  const known = statuses.filter((one): one is ClockStatus => clockStatuses.some((status) => status === one));
  return known.length === statuses.length ? { pause: { metric: found.metric, statuses: known } } : null;
}

/** `customer:"Acme" type:technical priority:urgent contract:maintenance`; `everybody` takes all conditions away. */
function readConditions(text: string): Record<string, Json> | null {
  if (/^(everybody|everyone|everything|all|anybody|nobody|none)$/i.test(text)) return { conditions: {} };
  const customers: string[] = [];
  const conditions: Record<string, Json> = {};
  for (const word of splitWords(text)) {
    const [, key = '', value = ''] = /^([a-z]+)[:=](.+)$/is.exec(word.text) ?? [];
    const known = conditionOf(key.toLowerCase(), value);
    if (known === null) return null;
    if (known.key === 'customer') customers.push(known.value);
    else conditions[known.key] = known.value;
  }
  return { conditions: { ...conditions, ...(customers.length === 0 ? {} : { customers }) } };
}

function conditionOf(key: string, value: string): { key: string; value: string } | null {
  if (key === 'customer' && value !== '') return { key, value };
  const tables: Record<string, string | undefined> = {
    type: lookUpWord(typeWords, value),
    priority: lookUpWord(priorityWords, value),
    contract: contractTypes.find((one) => one === value.toLowerCase().replaceAll(' ', '_')),
  };
  const known = tables[key];
  return known === undefined ? null : { key: key === 'contract' ? 'contractType' : key, value: known };
}

function takeMetric(text: string): { metric: Metric; rest: string } | null {
  const found = /^(first[\s-]?response|response|first|next[\s-]?reply|reply|next|resolution|resolve|solution)\b\s*(.*)$/is.exec(
    text.trim(),
  );
  if (found === null) return null;
  const word = (found[1] ?? '').toLowerCase();
  const metric = /^res(?:ol)|^sol/.test(word) ? 'resolution' : /^(next|reply)/.test(word) ? 'nextReply' : 'firstResponse';
  return { metric, rest: (found[2] ?? '').trim() };
}

function readNew(cursor: Cursor): Reading {
  const found = namedRest(cursor.rest(), ['from', 'like']);
  if (found === null || found.keyword === null || found.rest === '')
    return half('From which template? For example policy new "Acme Gold" from Gold.');
  const [, template = '', calendar] = /^(.+?)(?:\s+calendar\s+(.+))?$/is.exec(found.rest) ?? [];
  return call('policy.new', {
    name: found.name,
    template: unquoted(template),
    ...(calendar === undefined ? {} : { calendar: unquoted(calendar) }),
  });
}
