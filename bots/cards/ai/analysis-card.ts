import type { AnalysisData, FoundRisk, IssueClass, RiskKind, TicketBasis } from '../../../domain/ai-runs/results.types.ts';
import type { Paragraph } from '../card.types.ts';
import { action, bold, code, field, oneLine, plain, section } from '../spans.rules.ts';
import { actionRows } from './action-rows.ts';
import type { ResultCard } from './result-card.types.ts';
import { basisNotices, dataOf, summarySection } from './result-parts.ts';
import { quotes } from './source-words.rules.ts';

export const issueNames: Record<IssueClass, string> = {
  fault: 'fault',
  outage: 'outage',
  request: 'request',
  question: 'question',
  complaint: 'complaint',
  billing: 'billing',
  security: 'security',
  project: 'project',
  other: 'other',
};
export const riskNames: Record<RiskKind, string> = {
  sla: 'a promised time',
  escalation: 'escalation',
  churn: 'the customer may leave',
  data_loss: 'loss of data',
  security: 'security',
  payment: 'payment',
  safety: 'safety of people',
  repeat_issue: 'it came back',
};

/** Where a ticket stands: issue, risks, what happened, what could be done as buttons, what to ask. Collapsed where a message is badged. */
export const analysisCard: ResultCard = (view) => {
  const data = dataOf<AnalysisData>(view);
  const { basis, risks, questions } = data;
  return {
    title: [{ text: 'Analysis of ' }, code(basis.number), { text: ` ${oneLine(basis.subject, 100)}` }],
    notices: basisNotices(basis),
    fields: [
      field('Issue', issueNames[data.issueClass]),
      field('Risks', risks.length === 0 ? 'none seen' : risks.map((risk) => riskNames[risk.kind]).join(', ')),
    ],
    sections: [
      summarySection('Summary', data.summary, basis, view.id),
      ...(risks.length === 0
        ? []
        : [
            section(
              'Risks',
              'plain',
              risks.flatMap((risk) => riskLines(risk, basis)),
            ),
          ]),
      ...(questions.length === 0 || basis.badged ? [] : [section('To ask the customer', 'plain', questions.map(plain))]),
    ],
    rows: basis.badged ? [] : actionRows(data.nextActions, basis),
    actions: [action('Analyse again', 'ai.analyse', { ticket: basis.number, again: true })],
    ticket: basis.number,
  };
};

function riskLines({ kind, because, evidence }: FoundRisk, basis: TicketBasis): Paragraph[] {
  return [[bold(riskNames[kind]), { text: because === '' ? '' : `: ${because}` }], ...quotes(basis, evidence)];
}
