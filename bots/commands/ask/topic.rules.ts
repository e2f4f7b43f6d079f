import { readTicketFilter } from '../../../domain/tickets/ticket-filter.rules.ts';
import { meaningOf, spelledTopic } from './lexicon.rules.ts';
import { rawBetween, type Sentence, unknown } from './sentence.rules.ts';
import type { Item } from './tag.rules.ts';

/** Words of a filter for what tickets are about: after `about`, or the unknown words right before `tickets`, `problems` or the end of `VPN at Acme`. Empty when there are none. */
export function topicOf(sentence: Sentence): string[] {
  const quoted = sentence.items.filter((item) => !item.used && item.mark === 'quoted');
  if (quoted.length > 0) {
    for (const item of [...quoted, ...sentence.items.filter((one) => one.concepts.has('about') || one.concepts.has('mentions'))])
      item.used = true;
    return quoted.map((item) => `"${item.raw.replaceAll('"', '')}"`);
  }
  const after = afterMarker(sentence);
  if (after.length > 0) return topicWords(after);
  return topicWords(beforeNoun(sentence));
}

const plainly =
  /^(?:about|regarding|concerning|mention(?:s|ing)?|that mention|(?:with|containing) the (?:words?|text|phrase)|that say|which say|containing|zum thema|wegen|bezuglich|betreffend|concernant|a propos de|au sujet de|sobre|acerca de|over|betreffende|dotyczace)$/;

/** A topic after a word that can mean nothing else, read before all else: `mentioning smoke detector` is about no danger. */
export function namedTopic(sentence: Sentence): string[] {
  const at = sentence.items.findIndex((item) => !item.used && plainly.test(item.word));
  const first = sentence.items[at + 1];
  if (at < 0 || first === undefined || first.used || first.mark !== 'word' || first.concepts.has('my')) return [];
  const topic = topicFrom(sentence, at);
  return topic.some((item) => item.concepts.size === 0 || meaningOf(item.word.split(' ')) === null)
    ? topicWords(useUp(topic, sentence.items[at]))
    : [];
}

/** `did we have fibre cuts last month`: the words nothing else was made of, when they stand together in such a question. */
export function matterOf(sentence: Sentence): string[] {
  const { items } = sentence;
  const asks = /^(?:did|have|has|had|any|anything|was there|were there|is there|are there|gab|gabs|hatten|y a t il|hubo|waren)/.test(
    items[0]?.word ?? '',
  );
  const run = unknown(sentence);
  const from = items.indexOf(run[0] as Item);
  const together = run.every((item, at) => items.indexOf(item) === from + at && item.mark === 'word');
  return asks && together && run.length > 0 && run.length < 4 ? topicWords(useUp(run)) : [];
}

function topicFrom({ items }: Sentence, at: number): Item[] {
  return runFrom(items, at + 1);
}

function useUp(run: Item[], marker?: Item): Item[] {
  for (const item of run) item.used = true;
  if (marker !== undefined) marker.used = true;
  return run;
}

/** From `about` to whatever means something else to a list: a period, a name, a state. */
function afterMarker(sentence: Sentence): Item[] {
  const { items } = sentence;
  for (const [at, marker] of items.entries()) {
    if (!isMarker(items, at)) continue;
    const run = runFrom(items, at + 1);
    if (run.every((item) => item.concepts.has('stop'))) continue;
    marker.used = true;
    for (const item of run) item.used = true;
    return run;
  }
  return [];
}

/** `anything on VPN dropouts`. */
const onSomething = /^(?:on|around|over|zu|zum|zur|auf)$/;

function isMarker(items: readonly Item[], at: number): boolean {
  const item = items[at];
  if (item === undefined || item.used) return false;
  if (item.concepts.has('about') || item.concepts.has('mentions')) return true;
  if (onSomething.test(item.word) && items[at - 1]?.concepts.has('tickets') === true && items[at + 1]?.concepts.size === 0) return true;
  if (
    item.concepts.has('complained') &&
    /^(?:report|mention|complain|moan)/.test(item.word) &&
    items.slice(at + 1, at + 3).some((one) => one.concepts.size === 0 && one.mark === 'word')
  )
    return true;
  const before = items.slice(0, at).findLast((one) => !one.concepts.has('stop') || one.concepts.has('problems'));
  return (
    (item.concepts.has('with') || item.concepts.has('at') || item.word === 'with') &&
    (before?.concepts.has('problems') === true || before?.concepts.has('complained') === true) &&
    items[at + 1]?.mark !== 'name' &&
    items[at + 2]?.mark !== 'name'
  );
}

function runFrom(items: readonly Item[], from: number): Item[] {
  const run: Item[] = [];
  for (const item of items.slice(from)) {
    if (item.used || endsTopic(item, run.length > 0)) break;
    run.push(item);
  }
  while (run.length > 0 && run.at(-1)?.concepts.has('stop') === true) run.pop();
  return run;
}

function endsTopic(item: Item, begun: boolean): boolean {
  if (item.mark === 'address' || item.mark === 'ref') return true;
  if (item.mark === 'name') return !item.names.every((kind) => kind === 'team');
  if (item.concepts.size === 0) return false;
  if (!begun) return false;
  const closes = [
    'open',
    'late',
    'breached',
    'soon',
    'unassigned',
    'waiting',
    'resolved',
    'urgent',
    'high',
    'arrived',
    'my',
    'assigned',
    'last',
    'this',
    'since',
    'reopened',
    'snoozed',
    'oldest',
    'newest',
    'at',
    'complained',
    'in_progress',
    'exists',
    'per',
    'untouched',
  ] as const;
  return closes.some((concept) => item.concepts.has(concept)) || item.word === 'that' || item.word === 'which';
}

function beforeNoun(sentence: Sentence): Item[] {
  const { items } = sentence;
  const noun = items.findIndex(
    (item) => !item.used && (item.concepts.has('tickets') || item.concepts.has('problems')) && !item.concepts.has('stop'),
  );
  if (noun <= 0) return [];
  const run: Item[] = [];
  for (let at = noun - 1; at >= 0; at -= 1) {
    const item = items[at];
    if (
      item === undefined ||
      item.used ||
      item.concepts.size > 0 ||
      (item.mark === 'name' && item.names.some((kind) => kind !== 'team')) ||
      run.length === 2
    )
      break;
    if (item.mark !== 'word' && item.mark !== 'name') break;
    run.unshift(item);
  }
  for (const item of run) item.used = true;
  return run;
}

/** Each word a part of the filter of its own; one that the filter would take for something else is quoted. */
export function topicWords(items: readonly Item[]): string[] {
  return items
    .filter((item) => !item.concepts.has('stop'))
    .slice(0, 6)
    .flatMap((item) => rawWords(item));
}

function rawWords(item: Item): string[] {
  const raw = (item.mark === 'word' && item.concepts.size === 0 ? spelledTopic(item.word) : null) ?? item.raw.replace(/^[-\s]+|["“”]/g, '');
  if (raw === '') return [];
  return !raw.includes(' ') && isPlainText(raw) ? [raw] : [`"${raw}"`];
}

/** True when the filter would search for the word, and not take it for a state or a key. */
function isPlainText(word: string): boolean {
  const { filter, problems } = readTicketFilter([{ text: word, quoted: false }], { now: new Date(0), timeZone: 'UTC' });
  return problems.length === 0 && !filter.everything && filter.sort === null && filter.conditions.every((one) => one.key === 'text');
}

/** A value as the filter reads it: quoted where it has a blank. */
export function filterValue(text: string): string {
  const bare = text.replace(/["“”]/g, '');
  return /[\s,:]/.test(bare) ? `"${bare}"` : bare;
}

/** What somebody is called, as it was typed. */
export function nameText(sentence: Sentence, item: Item): string {
  const typed = rawBetween(sentence, [item]);
  return item.owns && !/['’]s$/.test(sentence.text.slice(item.start, item.end))
    ? typed.replace(/s$/, '')
    : item.raw.includes(' ')
      ? typed
      : item.raw.replace(/['’]s$/, '');
}
