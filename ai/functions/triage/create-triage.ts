import { z } from 'zod';
import type { Evidence, TriageData, TriagePresent } from '../../../domain/ai-runs/results.types.ts';
import { AppError } from '../../../domain/errors.ts';
import { visibleText } from '../../../domain/suspicions/hidden-characters.rules.ts';
import { findSuspicions } from '../../../domain/suspicions/suspicion.rules.ts';
import { loadSingleMessage } from '../../../domain/tickets/load-single-message.ts';
import { type TicketType, ticketPriorities, ticketTypes } from '../../../domain/tickets/tickets.types.ts';
import { findPhrases } from '../../keyless/find-phrases.rules.ts';
import { sentencesOf } from '../../keyless/sentences.rules.ts';
import { triage } from '../../keyless/triage.rules.ts';
import type { AiFunction, Found } from '../ai-function.types.ts';
import { subjectText } from '../conversation/ticket-variables.rules.ts';
import { cutEvidence } from './cut-evidence.rules.ts';
import { intents, triageLabels } from './triage-labels.rules.ts';
import type { ClassifyLabel, TriageMaterial } from './triage-material.types.ts';

const schema = z.strictObject({
  intent: z.enum(intents),
  type: z.enum(ticketTypes),
  priority: z.enum(ticketPriorities),
  language: z.string().nullable(),
  evidence: z.array(z.strictObject({ first: z.int(), last: z.int() })),
});
type Output = z.infer<typeof schema>;

/** Below the cap of the variable, with room for the numbers of the sentences. */
const mostChars = 15_000;

/**
 * What one message wants (`ai.md` B.3): it sees this message, its subject and the public labels, nothing else. A suggestion beside what filing set; the ticket keeps
 * what it has. Without a model: the company's learned classifier where it is sure, else the rules.
 */
export function createTriage(deps: { classify?: ClassifyLabel } = {}): AiFunction<TriageMaterial, Output, TriageData> {
  return {
    feature: 'triage',
    promptKind: 'ticket_triage',
    schema,
    async load(uow, job) {
      if (job.ticketId === null) throw noTicket();
      const { ticket, message } = await loadSingleMessage(uow, job.ticketId, job.messageId);
      const text = message.text.slice(0, mostChars).toWellFormed();
      const badged = findSuspicions(`${ticket.subject}\n${text}`).length > 0;
      return { ticket, message: { ...message, text }, sentences: sentencesOf(text), cut: message.text.length - text.length, badged };
    },
    variables: (material) => ({ labels: triageLabels, subject: subjectText(material), message: numbered(material) }),
    interpret: (material, output) => ({
      kind: 'ok',
      data: {
        intent: output.intent,
        type: output.type,
        otherTypes: [],
        priority: output.priority,
        language: languageCode(output.language),
        evidence: cutEvidence(material.message, material.sentences, output.evidence),
        present: presentOf(material),
      },
    }),
    keyless: async (uow, material) =>
      withLearned(byRules(material), (text) => deps.classify?.(uow, 'type', text) ?? Promise.resolve(null), material),
  };
}

function numbered({ message, sentences, cut }: TriageMaterial): string {
  const lines = sentences.map(({ from, to }, i) => `[${i + 1}] ${visibleText(message.text.slice(from, to)).replace(/\s+/g, ' ').trim()}`);
  if (lines.length === 0) return '(no text)';
  return [...lines, ...(cut > 0 ? [`(${cut} more characters are left out)`] : [])].join('\n');
}

function byRules(material: TriageMaterial): Found<TriageData> {
  const { ticket, message } = material;
  const found = triage({ subject: ticket.subject, text: message.text, important: false, language: ticket.language });
  const { intent, type, priority, language, reasons } = found;
  const data = { intent, type, otherTypes: [], priority, language, evidence: tellingSentences(material), present: presentOf(material) };
  return { source: 'rules', confidence: null, reasons, data };
}

/** The sentences whose words decided. */
function tellingSentences({ ticket, message, sentences }: TriageMaterial): Evidence[] {
  const telling = sentences.flatMap(({ from, to }, i) => {
    const topics = findPhrases(message.text.slice(from, to), ticket.language).map((hit) => hit.topic);
    return topics.some((topic) => topic !== 'low' && topic !== 'support') ? [{ first: i + 1, last: i + 1 }] : [];
  });
  return cutEvidence(message, sentences, telling);
}

async function withLearned(
  rules: Found<TriageData>,
  classify: (text: string) => ReturnType<ClassifyLabel>,
  { ticket, message }: TriageMaterial,
): Promise<Found<TriageData>> {
  const learned = await classify(`${ticket.subject}\n${message.text}`);
  if (learned === null) return rules;
  const likeliest = learned.likeliest.filter((value) => isType(value)).slice(0, 3);
  if (learned.value === null || !isType(learned.value)) {
    const others = likeliest.filter((type) => type !== rules.data.type);
    const reasons = others.length === 0 ? rules.reasons : [...rules.reasons, 'what staff confirmed before is not clear about the type'];
    return { ...rules, reasons, data: { ...rules.data, otherTypes: others } };
  }
  const reasons = [...rules.reasons.filter((reason) => !reason.includes('type')), `like tickets that staff confirmed as ${learned.value}`];
  return { source: 'classifier', confidence: learned.confidence, reasons, data: { ...rules.data, type: learned.value } };
}

function isType(value: string): value is TicketType {
  return ticketTypes.some((type) => type === value);
}

function presentOf({ ticket, badged }: TriageMaterial): TriagePresent {
  return { ticketId: ticket.id, number: ticket.number, version: ticket.version, type: ticket.type, priority: ticket.priority, badged };
}

function languageCode(said: string | null): string | null {
  const code = said?.trim().toLowerCase() ?? '';
  return /^[a-z]{2}$/.test(code) ? code : null;
}

function noTicket(): AppError {
  return new AppError('conflict', {
    message: 'the job names no ticket',
    userMessage: 'Triage reads a message of a ticket. Name one: triage 1.',
  });
}
