import type { Evidence } from '../../../domain/ai-runs/results.types.ts';
import { wallTime } from '../../../domain/calendars/wall-time.rules.ts';
import type { TicketMaterial } from './ticket-material.types.ts';

const numbers = /\d[\d.,:/'’\u00a0-]*\d/g;
const addresses = /[^\s<>()"']+@[^\s<>()"']+\.\p{L}+|(?:https?:\/\/|www\.)[^\s<>()"']+/giu;

/**
 * The first number of two digits or more, mail or web address of a sentence that neither the messages it rests on nor the ticket's own head hold; null when there is
 * none. A model's own wording passes, a value it made up does not (`domain.md` 4.6).
 */
export function unsaidValue(material: TicketMaterial, sentence: string, sources: readonly Evidence[]): string | null {
  const ids = new Set(sources.map((source) => source.messageId));
  const known = material.messages
    .filter((message) => ids.has(message.id))
    .map((message) => `${message.text}\n${message.at.toISOString().slice(0, 16)}\n${wallTime(message.at, material.timeZone)}`);
  const said = `${known.join('\n')}\n${material.ticket.subject}\n${material.ticket.number}`;
  const saidNumbers = new Set((said.match(numbers) ?? []).flatMap((one) => [digits(one), ...one.split(/\D+/)]));
  const unsaid = (sentence.match(numbers) ?? []).find((one) => !saidNumbers.has(digits(one)));
  if (unsaid !== undefined) return unsaid;
  const lower = said.toLowerCase();
  return (sentence.match(addresses) ?? []).find((one) => !lower.includes(one.toLowerCase().replace(/[.,;:!?]+$/, ''))) ?? null;
}

function digits(text: string): string {
  return text.replace(/\D/g, '');
}
