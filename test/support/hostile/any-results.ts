import type { AiFeature, AiResult, JobView, SourceRef, Statement } from '../../../domain/ai-runs/ai-runs.types.ts';
import type {
  AnalysisData,
  DraftData,
  Evidence,
  ExtractData,
  KnowledgeAnswerData,
  NextActionsData,
  SummaryData,
  TicketBasis,
  TranslationData,
  TriageData,
} from '../../../domain/ai-runs/results.types.ts';
import type { AiJobId, ArticleId, TicketId, TicketMessageId } from '../../../domain/ids.types.ts';

const id = '0190a0c4-0000-7000-8000-000000000001';
const messageId = id as TicketMessageId;
const at = new Date('2026-11-21T10:00:00Z');

type Say = () => string;

/** One result a feature, each free text of which is what `say` gives; what code writes (ids, enums, numbers) is always the same. */
export function anyResults(say: Say, badged: boolean): JobView[] {
  return [...aboutTickets(say, badged), ...inWords(say, badged)].map(([feature, data]) => {
    const result: AiResult = { feature, source: 'model', confidence: null, notice: say(), reasons: [say(), say()], data };
    return viewOf(feature, result, say);
  });
}

const cited = [{ id: messageId, ordinal: 1, by: 'customer' as const }];
const evidence = (say: Say): Evidence => ({ kind: 'message', messageId, from: 0, to: 4, quote: say() });
const article = (say: Say): SourceRef => ({ kind: 'article', articleId: id as ArticleId, number: 'KB-1', title: say(), quote: say() });
const statement = (say: Say): Statement => ({ text: say(), states: true, sources: [evidence(say), article(say)] });

function basisOf(say: Say, badged: boolean): TicketBasis {
  return {
    ...{ ticketId: id as TicketId, number: 'TKT-1', version: 3, subject: say(), status: 'open', priority: 'medium', language: 'en' },
    ...{ newestMessageId: messageId, messages: 2, leftOut: 1, badged, cited },
  };
}

function aboutTickets(say: Say, badged: boolean): [AiFeature, unknown][] {
  const present = { ticketId: id as TicketId, number: 'TKT-1', version: 3, type: 'support' as const, priority: 'low' as const, badged };
  const basis = basisOf(say, badged);
  const triage: TriageData = {
    ...{ intent: 'support', type: 'bug', otherTypes: ['billing'], priority: 'high', language: 'en', evidence: [evidence(say)], present },
  };
  const analysis: AnalysisData = {
    ...{ issueClass: 'fault', risks: [{ kind: 'sla', because: say(), evidence: [evidence(say)] }], questions: [say(), say()] },
    ...{ nextActions: [{ kind: 'close', text: say(), evidence: [evidence(say)] }], summary: [statement(say)], basis },
  };
  const summary: SummaryData = { statements: [statement(say), statement(say)], basis };
  const nextActions: NextActionsData = { suggestions: [{ kind: 'escalate', text: say(), evidence: [evidence(say)] }], basis };
  return [
    ['triage', triage],
    ['analysis', analysis],
    ['summary', summary],
    ['next_actions', nextActions],
  ];
}

function inWords(say: Say, badged: boolean): [AiFeature, unknown][] {
  const text = say();
  const draft: DraftData = {
    ...{ number: 'TKT-1', statements: [statement(say)], text, language: 'en', badged, cited },
    flags: text === '' ? [] : [{ kind: 'link', from: 0, to: Math.min(3, text.length), text: say() }],
  };
  const answer: KnowledgeAnswerData = {
    ...{ question: say(), ticket: 'TKT-1', statements: [statement(say)] },
    articles: [{ articleId: id as ArticleId, number: 'KB-1', title: say(), visibility: 'internal' }],
  };
  const translation = (of: TicketMessageId | null): TranslationData => ({
    ...{ from: 'en', to: 'de', text: say(), translated: true, original: say(), messageId: of, number: 'TKT-1', ordinal: 1 },
  });
  const extract: ExtractData = {
    ...{ number: 'TKT-1', unreadFiles: [say(), say()], cited, dates: [{ evidence: evidence(say), date: '2026-12-01' }] },
    items: [{ evidence: evidence(say), description: say(), quantity: 2, unit: null }],
    addresses: [{ evidence: evidence(say), text: say() }],
  };
  return [
    ['draft', draft],
    ['knowledge_answer', answer],
    ['translation', translation(messageId)],
    ['translation', translation(null)],
    ['extract', extract],
  ];
}

function viewOf(feature: AiFeature, result: AiResult, say: () => string): JobView {
  return {
    ...{
      id: id as AiJobId,
      ref: 'j-0190a0c4',
      feature,
      ticketId: id as TicketId,
      ticket: 'TKT-1',
      messageId: null,
      input: {},
      state: 'done',
    },
    ...{
      dueAt: at,
      attempts: 1,
      progress: '',
      askedBy: null,
      askedByName: say(),
      result,
      source: result.source,
      failure: null,
      model: say(),
    },
    ...{ createdAt: at, startedAt: at, settledAt: at },
  };
}
