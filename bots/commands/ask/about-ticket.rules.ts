import type { Plan } from './plan.types.ts';
import { namesOf, type Sentence, says, unknown } from './sentence.rules.ts';
import type { Concept } from './words/concepts.types.ts';

/** What is asked about one ticket, the first that fits: the words that must be there, and the operation that shows it. */
const matters: readonly (readonly [op: string, fits: (sentence: Sentence) => boolean])[] = [
  ['rules.test', (one) => says(one, 'rule')],
  ['ticket.duplicates', (one) => says(one, 'duplicate')],
  ['time.ticket', (one) => says(one, 'worktime') && (says(one, 'how_long', 'how_many') || /\btime\b/i.test(one.text))],
  ['ticket.suggest', (one) => says(one, 'article', 'suggest') && !says(one, 'why', 'due')],
  ['next.history', (one) => says(one, 'next_action') && says(one, 'before', 'history')],
  ['next.show', (one) => says(one, 'next_action', 'todo')],
  ['ticket.people', (one) => says(one, 'people', 'involved', 'watching')],
  ['ticket.why', (one) => says(one, 'why', 'clock', 'due', 'late', 'breached', 'soon', 'sla')],
  [
    'ticket.why',
    (one) => says(one, 'when', 'how_long') && /\b(?:left|remaining|remains|bleibt|reste|queda|zostalo|over hebben)\b/i.test(one.text),
  ],
  [
    'ticket.why',
    (one) => says(one, 'when', 'how_long') && says(one, 'answered', 'unanswered', 'soon', 'older') && !says(one, 'closed', 'resolved'),
  ],
];

const glance: readonly Concept[] = [
  'history',
  'status',
  'show',
  'who',
  'what',
  'which',
  'how',
  'how_is',
  'when',
  'assigned',
  'working_on',
  'open',
  'resolved',
  'closed',
  'waiting',
  'priority',
  'customer',
  'in_progress',
  'answered',
  'unanswered',
  'untouched',
  'unassigned',
  'contact',
  'did',
  'attachment',
  'merged',
  'snoozed',
  'urgent',
  'before',
];

/** Words nobody explained to us do no harm in a question about one ticket: all of it is shown. */
const mostUnknown = 2;

function isQuestion({ items, text }: Sentence): boolean {
  const asks = (['who', 'what', 'which', 'when', 'why', 'how', 'how_long', 'how_many', 'did', 'exists'] as const).some(
    (one) => items[0]?.concepts.has(one) === true,
  );
  return asks || /\?\s*$/.test(text);
}

/** A question about one ticket, or null. What it asks of the ticket must be known; a name in it may be anybody's. */
export function aboutTicket(sentence: Sentence): Plan | null {
  const { ticket } = sentence;
  if (ticket === null || asksForAct(sentence)) return null;
  const strange = unknown(sentence).length;
  if (strange > mostUnknown || (strange > 0 && !isQuestion(sentence))) return null;
  const args = { ticket };
  const found = matters.find(([, fits]) => fits(sentence));
  if (found !== undefined) return { op: found[0], args };
  if (strange > 0) return { op: 'ticket.show', args };
  return glance.some((concept) => says(sentence, concept)) || namesOf(sentence, 'staff').length > 0 ? { op: 'ticket.show', args } : null;
}

const changes: readonly Concept[] = ['close_it', 'resolve_it', 'reopen_it', 'assign_to', 'assign_self'];

/** `kannst du Ticket 17 bitte der Katrin geben`: in many languages the verb stands last. */
function startsPolite({ items }: Sentence): boolean {
  return (
    items[0]?.concepts.has('polite') === true ||
    /^(?:can|could|shall|kannst|konnen|konnt|konntest|peux|pouvez|puedes|kun|kunt|kan|mozesz)\b/.test(items[0]?.word ?? '')
  );
}

/** `can we close ticket 5` is no question of ours; `when did we close ticket 5` is one. */
function asksForAct(sentence: Sentence): boolean {
  const acts = sentence.items.filter(
    (item) => item.concepts.has('write') && !item.concepts.has('history') && !item.concepts.has('resolved') && !item.concepts.has('closed'),
  );
  if (acts.length > 0 && !says(sentence, 'when', 'who', 'why', 'what', 'how_long', 'article', 'suggest', 'duplicate')) return true;
  if (startsPolite(sentence) && says(sentence, ...changes) && !says(sentence, 'when', 'who', 'why')) return true;
  const change = sentence.items.some((item) => /^(?:close|resolve|solve|fix|finish)$/.test(item.word));
  return change && !says(sentence, 'when', 'who', 'why', 'did');
}
