import { z } from 'zod';
import { type AnalysisData, issueClasses, nextActionKinds, riskKinds } from '../../../domain/ai-runs/results.types.ts';
import type { AiFunction } from '../ai-function.types.ts';
import { analysisChoices } from '../conversation/choices.rules.ts';
import { conversationText } from '../conversation/conversation-text.rules.ts';
import { extractSummary } from '../conversation/extract-summary.rules.ts';
import { judgeNext } from '../conversation/judge-next.rules.ts';
import { judgeIssue, judgeRisks, lookAt } from '../conversation/judge-ticket.rules.ts';
import { loadTicketMaterial } from '../conversation/load-ticket-material.ts';
import { basisOf, evidenceIn, oneLine, readActions, readRefs, readStatements } from '../conversation/read-refs.rules.ts';
import type { TicketMaterial } from '../conversation/ticket-material.types.ts';
import { ticketVariables } from '../conversation/ticket-variables.rules.ts';

const refs = z.array(z.string());
const schema = z.strictObject({
  issue_class: z.enum(issueClasses),
  risks: z.array(z.strictObject({ kind: z.enum(riskKinds), refs })),
  next_actions: z.array(z.strictObject({ kind: z.enum(nextActionKinds), text: z.string(), refs })),
  summary: z.array(z.strictObject({ text: z.string(), refs })),
  questions: z.array(z.string()),
});
type Output = z.infer<typeof schema>;

const mostStatements = 5;
const mostQuestions = 4;

/**
 * Where one ticket stands: its public conversation and the history of its status, priority and next actions, for staff (`ai.md` B.3; no internal notes). What comes out is
 * enums, sentences with the places of the conversation they rest on, and nothing that changes the ticket.
 */
export const analysis: AiFunction<TicketMaterial, Output, AnalysisData> = {
  feature: 'analysis',
  promptKind: 'ticket_analysis',
  schema,
  load: loadTicketMaterial,
  variables: (material) => ({ ...ticketVariables(material), choices: analysisChoices, conversation: conversationText(material) }),
  interpret(material, output) {
    const summary = readStatements(material, output.summary, { most: mostStatements, chars: 400 });
    if (summary.length === 0 && output.summary.length > 0)
      return { kind: 'invalid', reason: 'no sentence of the summary names a place it rests on' };
    const risks = output.risks
      .slice(0, riskKinds.length * 2)
      .map((risk) => ({ kind: risk.kind, because: '', evidence: readRefs(material, risk.refs) }))
      .filter((risk, i, all) => risk.evidence.length > 0 && all.findIndex((one) => one.kind === risk.kind) === i);
    // The clocks are ours to read: what they show stands whatever a model says, and no model can make it go away.
    const known = judgeRisks(material, lookAt(material)).filter((risk) => risk.because !== '');
    const nextActions = readActions(material, output.next_actions);
    const questions = output.questions
      .slice(0, mostQuestions)
      .map((question) => oneLine(question, 300))
      .filter((question) => question !== '');
    return {
      kind: 'ok',
      data: withBasis(material, {
        issueClass: output.issue_class,
        risks: [...known, ...risks.filter((risk) => !known.some((one) => one.kind === risk.kind))],
        nextActions,
        summary,
        questions: [...new Set(questions)],
      }),
    };
  },
  async keyless(_uow, material) {
    const seen = lookAt(material);
    const data = withBasis(material, {
      issueClass: judgeIssue(material, seen),
      risks: judgeRisks(material, seen),
      nextActions: judgeNext(material, seen),
      summary: extractSummary(material, mostStatements),
      questions: [],
    });
    return { source: 'rules', confidence: null, reasons: ['The summary is sentences of the conversation itself.'], data };
  },
};

function withBasis(material: TicketMaterial, data: Omit<AnalysisData, 'basis'>): AnalysisData {
  const evidence = [
    ...data.risks.flatMap((risk) => risk.evidence),
    ...data.nextActions.flatMap((one) => one.evidence),
    ...evidenceIn(data.summary),
  ];
  return { ...data, basis: basisOf(material, evidence) };
}
