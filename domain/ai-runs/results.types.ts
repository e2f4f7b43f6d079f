import type { ArticleId, TicketId, TicketMessageId } from '../ids.types.ts';
import type { ArticleVisibility } from '../knowledge/knowledge.types.ts';
import type { Intent, TicketPriority, TicketStatus, TicketType } from '../tickets/tickets.types.ts';
import type { Flag, SourceRef, Statement } from './ai-runs.types.ts';

/** A checked piece of a message: code cut it out at the offsets. */
export type Evidence = Extract<SourceRef, { kind: 'message' }>;

/** What the ticket was when the message was read: a suggestion is compared with it. `badged`: the text looks as if it gave orders to a machine. */
export type TriagePresent = {
  ticketId: TicketId;
  number: string;
  version: number;
  type: TicketType;
  priority: TicketPriority;
  badged: boolean;
};
/** `otherTypes`: what it may be as well, the likeliest first, where the type is not sure. */
export type TriageData = {
  intent: Intent;
  type: TicketType;
  otherTypes: TicketType[];
  priority: TicketPriority;
  language: string | null;
  evidence: Evidence[];
  present: TriagePresent;
};

/**
 * What a result about a ticket's conversation rests on, found by code. `newestMessageId`: a newer public message makes the result out of date. `leftOut`: public
 * messages that were too many to read. `cited`: how people call the messages that the result names. `badged`: a message looks as if it gave orders to a machine.
 */
export type TicketBasis = {
  ticketId: TicketId;
  number: string;
  version: number;
  subject: string;
  status: TicketStatus;
  priority: TicketPriority;
  language: string | null;
  newestMessageId: TicketMessageId;
  messages: number;
  leftOut: number;
  badged: boolean;
  cited: { id: TicketMessageId; ordinal: number; by: 'customer' | 'staff' | 'system' }[];
};

/** What a ticket is about, as an analysis says it. */
export const issueClasses = ['fault', 'outage', 'request', 'question', 'complaint', 'billing', 'security', 'project', 'other'] as const;
export type IssueClass = (typeof issueClasses)[number];
/** What may go wrong with a ticket (`domain.md` 3.14). */
export const riskKinds = ['sla', 'escalation', 'churn', 'data_loss', 'security', 'payment', 'safety', 'repeat_issue'] as const;
export type RiskKind = (typeof riskKinds)[number];
/** `domain.md` 3.14: each is one button that code knows how to do. */
export const nextActionKinds = ['request_information', 'escalate', 'schedule_call', 'update_customer', 'internal_task', 'close'] as const;
export type NextActionKind = (typeof nextActionKinds)[number];

/** `because`: the ticket's own facts that show it, in words of ours; empty where the evidence says it. */
export type FoundRisk = { kind: RiskKind; because: string; evidence: Evidence[] };
export type SuggestedAction = { kind: NextActionKind; text: string; evidence: Evidence[] };
/** What an analysis found: enums and statements, each with what it rests on. */
export type AnalysisData = {
  issueClass: IssueClass;
  risks: FoundRisk[];
  nextActions: SuggestedAction[];
  summary: Statement[];
  /** what must be asked of the customer before it can go on */
  questions: string[];
  basis: TicketBasis;
};
export type SummaryData = { statements: Statement[]; basis: TicketBasis };
export type NextActionsData = { suggestions: SuggestedAction[]; basis: TicketBasis };
/**
 * `text` is what a person may send after reading; `flags` is what they must look at in it, in its order. A statement that states something and has no source is not
 * proved by what the model named, and is flagged as `statement`. `cited`: how people call the messages that are named.
 */
export type DraftData = {
  number: string;
  statements: Statement[];
  text: string;
  flags: Flag[];
  language: string;
  badged: boolean;
  cited: TicketBasis['cited'];
};
/** No statement: no article answers, and nothing is guessed. `ticket`: the number of the ticket that asked. */
export type KnowledgeAnswerData = {
  question: string;
  ticket: string | null;
  statements: Statement[];
  articles: { articleId: ArticleId; number: string; title: string; visibility: ArticleVisibility }[];
};
/** `translated` false: the text is the original, because no model put it into the other language. `ordinal`: the message as people call it. */
export type TranslationData = {
  from: string | null;
  to: string;
  text: string;
  translated: boolean;
  original: string;
  messageId: TicketMessageId | null;
  number: string | null;
  ordinal: number | null;
};
/** One wanted thing, re-read by code at its offsets: `unconfirmed` until a person says so. Prices never come from here. */
export type ExtractedItem = { evidence: Evidence; description: string; quantity: number | null; unit: string | null };
/** `date` as a calendar day (ISO 8601). `unreadFiles`: names of files of the message, whose content was not looked at. */
export type ExtractData = {
  number: string;
  items: ExtractedItem[];
  dates: { evidence: Evidence; date: string }[];
  addresses: { evidence: Evidence; text: string }[];
  unreadFiles: string[];
  cited: TicketBasis['cited'];
};
export type PlanData = { op: string; args: Record<string, unknown> } | null;
