import { dayAfter, mondayOf } from '../../../domain/calendars/local-day.rules.ts';
import type { TimeSense } from './calendar-days.rules.ts';
import type { FoundPeriod } from './periods.rules.ts';
import { bareLength, has, namesOf, type Sentence, says, take } from './sentence.rules.ts';
import { filterValue, nameText } from './topic.rules.ts';
import type { Concept } from './words/concepts.types.ts';

/** A period as conditions of the filter on one time of a ticket. */
export function spanParts(key: 'created' | 'resolved' | 'closed' | 'updated', { period, since, comparison }: FoundPeriod): string[] {
  if (period.kind === 'ahead') return [];
  if (period.kind === 'age') return [`${key}:${comparison === 'older' ? '>' : '<'}${period.count}${period.unit}`];
  if (comparison === 'older') return [`${key}:<${period.from}`];
  if (since || period.until === null) return [`${key}:>=${period.from}`];
  if (period.name === 'today' || period.name === 'yesterday') return [`${key}:${period.name}`];
  if (period.until === dayAfter(period.from, 1)) return [`${key}:${period.from}`];
  return [`${key}:>=${period.from}`, `${key}:<${period.until}`];
}

/** What is due, or will be late: a time ahead, a day, or soon. Null when nothing of the kind was asked. */
export function dueParts(sentence: Sentence): string[] | null {
  const { period: found, sense } = sentence;
  if (says(sentence, 'untouched')) return null;
  const ahead = found?.period.kind === 'ahead' ? found.period : null;
  if (ahead !== null && (has(sentence, 'due', 'soon', 'breached', 'late', 'clock') || namesNothingElse(sentence))) {
    take(sentence, 'due', 'soon', 'breached', 'late', 'clock');
    return done(sentence, [`due:<${ahead.count}${ahead.unit}`, 'sort:due']);
  }
  const day = found === null ? null : dueDay(found, sense);
  const breaches = sentence.items.some((item) => /^breach(?:es)?$/.test(item.word)) && !says(sentence, 'how_many');
  const isAhead = found?.period.kind === 'days' && found.period.from > sense.today && !says(sentence, 'snoozed');
  if (day !== null && (breaches || isAhead || has(sentence, 'due', 'soon', 'clock'))) {
    take(sentence, 'due', 'soon', 'clock', 'unanswered', ...(breaches ? (['breached'] as const) : []));
    return done(sentence, [day, ...(day.includes('<') ? ['sort:due'] : [])]);
  }
  if (take(sentence, 'soon')) {
    take(sentence, 'due', 'clock');
    return ['due:<4h', 'sort:due'];
  }
  if (has(sentence, 'due') && !has(sentence, 'late') && found === null) {
    take(sentence, 'due');
    return ['due:<1d', 'sort:due'];
  }
  return null;
}

function namesNothingElse(sentence: Sentence): boolean {
  return says(sentence, 'within') && !says(sentence, 'arrived');
}

function done(sentence: Sentence, parts: string[]): string[] {
  sentence.period = null;
  return parts;
}

function dueDay({ period, since, comparison }: FoundPeriod, { today }: TimeSense): string | null {
  if (period.kind !== 'days' || since) return null;
  if (comparison === 'older' && period.name === null) return period.from < today ? null : `due:<${dayAfter(period.from, 1)}`;
  if (period.name === 'today' || period.name === 'tomorrow') return `due:${period.name}`;
  if (period.name === 'weekday') return `due:<${dayAfter(period.from, 8)}`;
  if (period.from < today && period.until !== null && period.until <= today) return null;
  if (period.from === mondayOf(today) && period.until === null) return `due:<${dayAfter(mondayOf(today), 7)}`;
  return period.until === dayAfter(period.from, 1) ? `due:${period.from}` : period.until === null ? null : `due:<${period.until}`;
}

const states: readonly (readonly [Concept, string])[] = [
  ['snoozed', 'is:snoozed'],
  ['spam', 'spam:yes'],
  ['stranger', 'customer:none'],
  ['merged', 'is:merged'],
  ['reopened', 'reopened:>0'],
  ['unassigned', 'assignee:nobody'],
  ['unanswered', 'status:open,in_progress'],
  ['waiting', 'status:waiting'],
  ['in_progress', 'status:in_progress'],
  ['breached', 'is:breached'],
  ['late', 'is:overdue'],
  ['billing', 'type:billing'],
  ['bug', 'type:bug'],
  ['feature', 'type:feature_request'],
  ['technical', 'type:technical'],
  ['support_type', 'type:support'],
  ['channel_mail', 'channel:email'],
];

/** The states and types that were said, as conditions. */
export function stateParts(sentence: Sentence): string[] {
  const parts: string[] = [];
  for (const [concept, part] of states) {
    if (concept === 'late' && parts.includes('is:breached')) take(sentence, 'late');
    else if (take(sentence, concept)) parts.push(part);
  }
  return parts;
}

/** `priority:urgent`, `priority:>=high`, and the others; several are alternatives. */
export function priorityParts(sentence: Sentence): string[] {
  const not = sentence.items.find(
    (item, at) =>
      item.concepts.has('not') && ['urgent', 'high', 'low', 'medium'].some((one) => sentence.items[at + 1]?.concepts.has(one as Concept)),
  );
  const found = (['urgent', 'high', 'medium', 'low'] as const).filter((one) => take(sentence, one));
  if (found.length === 0) return [];
  take(sentence, 'priority');
  if (not !== undefined) not.used = true;
  const sign = not === undefined ? '' : '-';
  if (
    found.join() === 'urgent,high' ||
    (found.join() === 'high' && /most important|or (?:higher|above|more)|und hoher|hoher/i.test(sentence.text))
  )
    return [`${sign}priority:>=high`];
  return [`${sign}priority:${found.join(',')}`];
}

/** How old, how long untouched; without a length of time a week untouched is stale. */
export function ageParts(sentence: Sentence): string[] {
  const length = bareLength(sentence);
  const found = sentence.period;
  if (take(sentence, 'untouched')) {
    take(sentence, 'not', 'older');
    sentence.period = null;
    if (found !== null && found.period.kind !== 'days') return [`updated:>${found.period.count}${found.period.unit}`];
    if (found !== null && found.period.kind === 'days') return [`updated:<${found.period.from}`];
    for (const item of length?.items ?? []) item.used = true;
    return [`updated:>${length?.text ?? '7d'}`];
  }
  if (found?.comparison != null) {
    take(sentence, 'older');
    sentence.period = null;
    return spanParts(/wait|wart|attend|esper|wacht|czeka/i.test(sentence.text) ? 'updated' : 'created', found);
  }
  if (length !== null && has(sentence, 'open', 'waiting', 'unanswered', 'unassigned')) {
    for (const item of length.items) item.used = true;
    return [`created:>${length.text}`];
  }
  return [];
}

/** Whose they are: mine, a colleague's, a team's, a customer's, a sender's. */
export function ownerParts(sentence: Sentence): string[] {
  const parts: string[] = [];
  const staff = namesOf(sentence, 'staff').filter((item) => item.names.length === 1 || !item.names.includes('customer'));
  const watching = take(sentence, 'watching');
  for (const item of staff) {
    item.used = true;
    parts.push(`${watching ? 'watcher' : 'assignee'}:${filterValue(nameText(sentence, item))}`);
  }
  if (staff.length > 0) take(sentence, 'working_on', 'busy', 'assigned', 'on_plate', 'how_is', 'todo');
  else if (watching) {
    parts.push('watcher:me');
    take(sentence, 'my', 'i_have');
  } else if (take(sentence, 'my', 'i_have')) {
    take(sentence, 'on_plate', 'assigned', 'working_on', 'me');
    parts.push('assignee:me');
  }
  const team = teamOf(sentence) ?? teamByName(sentence);
  if (team !== null) parts.push(team);
  for (const item of namesOf(sentence, 'customer')) {
    item.used = true;
    parts.push(`customer:${filterValue(nameText(sentence, item))}`);
  }
  if (parts.some((part) => part.startsWith('customer:'))) take(sentence, 'customer', 'how_is', 'contact');
  for (const item of sentence.items.filter((one) => !one.used && one.mark === 'address')) {
    item.used = true;
    parts.push(`requester:${item.raw}`);
    take(sentence, 'complained', 'arrived');
  }
  return parts;
}

function teamOf(sentence: Sentence): string | null {
  const at = sentence.items.findIndex((item) => !item.used && item.concepts.has('team'));
  if (at < 0) return null;
  const beside = [sentence.items[at - 1], sentence.items[at + 1]].find(
    (item) => item !== undefined && !item.used && (item.names.includes('team') || (item.concepts.size === 0 && item.mark === 'word')),
  );
  if (beside === undefined) return null;
  beside.used = true;
  (sentence.items[at] as { used: boolean }).used = true;
  take(sentence, 'working_on', 'assigned');
  return `team:${filterValue(beside.raw)}`;
}

/** A team without the word for one: `what is due for Network`. */
function teamByName({ items }: Sentence): string | null {
  const found = items.find((item, at) => {
    const isTeam = !item.used && item.mark === 'name' && item.names.join() === 'team';
    return isTeam && (item.owns || /^(?:for|in|of|by|at|with|fur|im|vom|bei|pour|para|voor)$/.test(items[at - 1]?.word ?? ''));
  });
  if (found === undefined) return null;
  found.used = true;
  return `team:${filterValue(found.raw)}`;
}

/** Files, tags, and customers that are not there. */
export function havingParts(sentence: Sentence): string[] {
  const parts: string[] = [];
  if (
    says(sentence, 'not', 'missing') &&
    !says(sentence, 'unassigned') &&
    has(sentence, 'customer') &&
    namesOf(sentence, 'customer').length === 0
  ) {
    take(sentence, 'customer', 'not', 'missing');
    parts.push('customer:none');
  }
  if (take(sentence, 'attachment')) {
    take(sentence, 'with');
    parts.push(take(sentence, 'not', 'missing') ? '-has:attachment' : 'has:attachment');
  }
  const at = sentence.items.findIndex((item) => !item.used && item.concepts.has('tag') && !item.concepts.has('day'));
  const german = at >= 0 ? at : sentence.items.findIndex((item) => !item.used && item.concepts.has('tag'));
  const value = sentence.items.slice(german + 1).find((item) => !item.used && !(item.concepts.has('stop') && item.concepts.size === 1));
  if (german >= 0 && value !== undefined && (value.concepts.size === 0 || value.mark === 'quoted')) {
    value.used = true;
    (sentence.items[german] as { used: boolean }).used = true;
    take(sentence, 'with', 'tag');
    parts.push(`tag:${filterValue(value.raw)}`);
  }
  return parts;
}
