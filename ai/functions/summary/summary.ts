import { z } from 'zod';
import type { SummaryData } from '../../../domain/ai-runs/results.types.ts';
import type { AiFunction } from '../ai-function.types.ts';
import { conversationText } from '../conversation/conversation-text.rules.ts';
import { extractSummary } from '../conversation/extract-summary.rules.ts';
import { loadTicketMaterial } from '../conversation/load-ticket-material.ts';
import { basisOf, evidenceIn, readStatements } from '../conversation/read-refs.rules.ts';
import type { TicketMaterial } from '../conversation/ticket-material.types.ts';
import { subjectText } from '../conversation/ticket-variables.rules.ts';

const schema = z.strictObject({ statements: z.array(z.strictObject({ text: z.string(), refs: z.array(z.string()) })) });

const mostStatements = 6;

/** One conversation in a few sentences, each with the place it comes from; for staff, and never given to another function. */
export const summary: AiFunction<TicketMaterial, z.infer<typeof schema>, SummaryData> = {
  feature: 'summary',
  promptKind: 'conversation_summary',
  schema,
  load: loadTicketMaterial,
  variables: (material) => ({
    language: material.readerLanguage,
    subject: subjectText(material),
    conversation: conversationText(material),
  }),
  interpret(material, output) {
    const statements = readStatements(material, output.statements, { most: mostStatements, chars: 400 });
    if (statements.length === 0 && output.statements.length > 0)
      return { kind: 'invalid', reason: 'no sentence names a place it rests on' };
    return { kind: 'ok', data: { statements, basis: basisOf(material, evidenceIn(statements)) } };
  },
  async keyless(_uow, material) {
    const statements = extractSummary(material, mostStatements);
    const data = { statements, basis: basisOf(material, evidenceIn(statements)) };
    return { source: 'extract', confidence: null, reasons: ['The sentences are the conversation’s own.'], data };
  },
};
