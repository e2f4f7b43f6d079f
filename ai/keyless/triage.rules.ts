import type { Intent, TicketPriority, TicketType, TriageSuggestion } from '../../domain/tickets/tickets.types.ts';
import { ticketPriorities } from '../../domain/tickets/tickets.types.ts';
import { findPhrases, type Hit } from './find-phrases.rules.ts';

export type TriageInput = {
  subject: string;
  /** The newly written text, without history. Its first 20,000 characters are looked at. */
  text: string;
  /** `Importance: high` or the like. */
  important: boolean;
  /** ISO 639-1; null when unknown: then the words of every language count. */
  language: string | null;
};

// In this order a tie is decided: what names a thing precisely comes before what is said of anything.
const typeOrder = ['billing', 'feature_request', 'bug', 'technical', 'support'] as const satisfies readonly TicketType[];
const ticketNumber = /\b[A-Z]{1,4}-\d{6}-\d{1,8}\b/;
// A subject may be as long as its sender likes, too.
const mostSubject = 1_000;
const mostText = 20_000;
const mostPhrase = 40;

/**
 * Suggests what a message wants, its type and its priority by whole words and phrases, with the reasons in words. Pure, no model: the same text
 * always gives the same suggestion (`domain.md` 3.4 rule 8). It never closes, sends or assigns anything.
 */
export function triage(input: TriageInput): TriageSuggestion {
  const subject = input.subject.slice(0, mostSubject);
  const text = input.text.slice(0, mostText);
  const hits = [
    ...findPhrases(subject, input.language).map((hit) => ({ ...hit, weight: 2 })),
    ...findPhrases(text, input.language).map((hit) => ({ ...hit, weight: 1 })),
  ];
  const priority = judgePriority(hits, input.important);
  const type = judgeType(hits);
  const intent = judgeIntent(hits, priority.value, `${subject}\n${text}`);
  return {
    intent: intent.value,
    type: type.value,
    priority: priority.value,
    language: input.language,
    reasons: [...intent.reasons, ...type.reasons, ...priority.reasons],
    confidence: confidence(hits, type.isContested),
  };
}

type Weighted = Hit & { weight: number };
type Judged<T> = { value: T; reasons: string[] };

function judgePriority(hits: Weighted[], important: boolean): Judged<TicketPriority> {
  const found = (['urgent', 'high', 'low'] as const)
    .map((level) => ({ level, phrases: phrasesOf(hits, level) }))
    .find(({ phrases }) => phrases.length > 0);
  const calm = phrasesOf(hits, 'calm');
  const reasons: string[] = [];
  let value: TicketPriority = found?.level ?? 'medium';
  if (found === undefined) reasons.push('no word speaks of urgency: priority medium');
  else reasons.push(`${quoted(found.phrases)}: priority ${found.level}`);
  if (calm.length > 0 && value !== 'urgent' && value !== 'low') {
    value = step(value, -1);
    reasons.push(`${quoted(calm)}: one step lower, ${value}`);
  }
  if (important) {
    value = step(value, 1);
    reasons.push(`marked as important by the sender: one step higher, ${value}`);
  }
  return { value, reasons };
}

function judgeType(hits: Weighted[]): Judged<TicketType> & { isContested: boolean } {
  const scores = typeOrder
    .map((type) => ({ type, score: score(hits, type), phrases: phrasesOf(hits, type) }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = scores;
  if (best === undefined || best.score === 0)
    return { value: 'general', reasons: ['no word points to a type: general'], isContested: false };
  return {
    value: best.type,
    reasons: [`${quoted(best.phrases)}: type ${best.type}`],
    isContested: second !== undefined && second.score === best.score,
  };
}

/** A mail that reports trouble is a ticket, whatever else it asks for, unless its subject asks for a quote. */
function judgeIntent(hits: Weighted[], priority: TicketPriority, text: string): Judged<Intent> {
  const quote = score(hits, 'quote');
  const lookup = score(hits, 'lookup') + (ticketNumber.test(text) && text.includes('?') ? 1 : 0);
  const isTrouble = priority === 'urgent' || (priority === 'high' && score(hits, 'technical') > 0);
  if (quote > 0 && quote >= lookup && (!isTrouble || quote > 1))
    return { value: 'quote_request', reasons: [`${quoted(phrasesOf(hits, 'quote'))}: asks for a quote`] };
  if (lookup > 0 && !isTrouble) {
    const phrases = phrasesOf(hits, 'lookup');
    return { value: 'lookup', reasons: [phrases.length > 0 ? `${quoted(phrases)}: asks how things stand` : 'asks about a ticket number'] };
  }
  return { value: 'support', reasons: [] };
}

function confidence(hits: Weighted[], isContested: boolean): number {
  const phrases = new Set(hits.map((hit) => hit.phrase)).size;
  const base = [0.3, 0.55, 0.7, 0.8][phrases] ?? 0.85;
  return Math.round((base - (isContested ? 0.15 : 0)) * 100) / 100;
}

function step(priority: TicketPriority, by: 1 | -1): TicketPriority {
  return ticketPriorities[ticketPriorities.indexOf(priority) + by] ?? priority;
}

function score(hits: Weighted[], topic: Hit['topic']): number {
  return hits.filter((hit) => hit.topic === topic).reduce((sum, hit) => sum + hit.weight, 0);
}

function phrasesOf(hits: Weighted[], topic: Hit['topic']): string[] {
  return [...new Set(hits.filter((hit) => hit.topic === topic).map((hit) => hit.phrase))];
}

function quoted(phrases: string[]): string {
  return phrases
    .slice(0, 3)
    .map((phrase) => `“${phrase.length > mostPhrase ? `${phrase.slice(0, mostPhrase)}…` : phrase}”`)
    .join(', ');
}
