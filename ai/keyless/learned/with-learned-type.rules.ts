import { type TicketType, type TriageSuggestion, ticketTypes } from '../../../domain/tickets/tickets.types.ts';
import type { Learned } from '../classifier/classifier.types.ts';

/**
 * The suggestion of the rules with what the company's classifier says of the type: where it is sure its type stands, with where that comes from; else the rules' type
 * stands and its three likeliest are offered. Intent, priority and all else stay as the rules said.
 */
export function withLearnedType(suggestion: TriageSuggestion, learned: Learned): TriageSuggestion {
  const types = learned.top.filter((guess): guess is { label: TicketType; probability: number } => isType(guess.label));
  const [first] = types;
  if (first === undefined) return suggestion;
  if (!learned.sure || first.label !== learned.top[0]?.label) return { ...suggestion, offered: types.map(({ label }) => label) };
  const others = suggestion.reasons.filter(
    (reason) => !reason.endsWith(`: type ${suggestion.type}`) && !reason.startsWith('no word points to a type'),
  );
  return {
    ...suggestion,
    type: first.label,
    reasons: [learnedReason(learned), ...others],
    confidence: Math.round(learned.sureness * 100) / 100,
  };
}

/** Where the type comes from, in words. */
function learnedReason({ labels, classifierNumber, sureness }: Learned): string {
  // Never 100: no classifier is.
  const percent = Math.min(99, Math.floor(sureness * 100));
  return `learned from ${labels} confirmed tickets, classifier ${classifierNumber}, ${percent} % sure`;
}

function isType(label: string): label is TicketType {
  return ticketTypes.some((type) => type === label);
}
