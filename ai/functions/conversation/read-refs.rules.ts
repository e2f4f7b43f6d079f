import type { Statement } from '../../../domain/ai-runs/ai-runs.types.ts';
import type { Evidence, SuggestedAction, TicketBasis } from '../../../domain/ai-runs/results.types.ts';
import { plainText } from '../../neutralise/plain-text.rules.ts';
import type { MaterialMessage, TicketMaterial } from './ticket-material.types.ts';
import { unsaidValue } from './unsaid-value.rules.ts';

const mostRefs = 3;
/** A model may name as many as it likes; further ones are not looked at. */
const mostLookedAt = 50;

/** The sentences that the marks stand for, cut out by code. What is no mark of this material is dropped, and so is the same one again. */
export function readRefs(material: TicketMaterial, refs: readonly string[]): Evidence[] {
  const wanted = new Set(
    refs.slice(0, mostLookedAt).map((ref) =>
      ref
        .trim()
        .toLowerCase()
        .replace(/^\[|\]$/g, ''),
    ),
  );
  const found = [...wanted].map((ref) => evidenceAt(material.messages, ref)).filter((one) => one !== null);
  return found.slice(0, mostRefs);
}

function evidenceAt(messages: readonly MaterialMessage[], ref: string): Evidence | null {
  const [, label, number] = /^(m\d{1,4})\.s(\d{1,4})$/.exec(ref) ?? [];
  const message = messages.find((one) => one.label === label);
  const sentence = message?.sentences[Number(number) - 1];
  if (message === undefined || sentence === undefined) return null;
  return evidenceOf(message, sentence);
}

/** A sentence as evidence. */
export function evidenceOf(message: Pick<MaterialMessage, 'id' | 'text'>, { from, to }: { from: number; to: number }): Evidence {
  return { kind: 'message', messageId: message.id, from, to, quote: message.text.slice(from, to) };
}

/** A model's sentences with what they rest on: one without a source is dropped, one with a number that its messages do not hold, an empty one and the same one again. */
export function readStatements(
  material: TicketMaterial,
  said: readonly { text: string; refs: readonly string[] }[],
  limits: { most: number; chars: number },
): Statement[] {
  const found = new Map<string, Statement>();
  for (const { text, refs } of said.slice(0, mostLookedAt)) {
    const sources = readRefs(material, refs);
    const plain = oneLine(text, limits.chars);
    if (
      plain === '' ||
      sources.length === 0 ||
      found.has(plain) ||
      unsaidValue(material, text.slice(0, limits.chars * 4), sources) !== null
    )
      continue;
    found.set(plain, { text: plain, states: true, sources });
  }
  return [...found.values()].slice(0, limits.most);
}

/** A model's suggestions of what to do. To close is never suggested where a message looks as if it gave orders: that would lower attention. */
export function readActions(
  material: TicketMaterial,
  said: readonly { kind: SuggestedAction['kind']; text: string; refs: readonly string[] }[],
  most = 3,
): SuggestedAction[] {
  const found = said
    .slice(0, mostLookedAt)
    .map(({ kind, text, refs }) => ({ kind, text: oneLine(text, 300), evidence: readRefs(material, refs) }))
    .filter(({ kind, text }) => text !== '' && !(kind === 'close' && material.badged));
  return [...new Map(found.map((one) => [`${one.kind} ${one.text}`, one])).values()].slice(0, most);
}

/** A model's text on one line, without markup. */
export function oneLine(text: string, maxChars: number): string {
  return plainText(text.slice(0, maxChars * 4), maxChars * 2)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, maxChars)
    .toWellFormed();
}

/** What the result rests on, with how people call the messages it names. */
export function basisOf(material: TicketMaterial, evidence: readonly Evidence[]): TicketBasis {
  const { ticket, messages, leftOut, badged } = material;
  const named = new Set(evidence.map((one) => one.messageId));
  const newest = messages.at(-1) ?? messages[0];
  return {
    ticketId: ticket.id,
    number: ticket.number,
    version: ticket.version,
    subject: ticket.subject,
    status: ticket.status,
    priority: ticket.priority,
    language: ticket.language,
    newestMessageId: newest.id,
    messages: messages.length,
    leftOut,
    badged,
    cited: messages.filter((message) => named.has(message.id)).map(({ id, ordinal, by }) => ({ id, ordinal, by })),
  };
}

/** The messages that statements rest on. */
export function evidenceIn(statements: readonly Statement[]): Evidence[] {
  return statements.flatMap(({ sources }) => sources.filter((source) => source.kind === 'message'));
}
