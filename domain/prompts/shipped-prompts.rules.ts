import type { PromptKind } from './prompts.types.ts';
import { conversationSummary } from './shipped/conversation-summary.rules.ts';
import { extraction } from './shipped/extraction.rules.ts';
import { knowledgeAnswer } from './shipped/knowledge-answer.rules.ts';
import { nextActionSuggestions } from './shipped/next-action-suggestions.rules.ts';
import { replyDraft } from './shipped/reply-draft.rules.ts';
import { staffPlan } from './shipped/staff-plan.rules.ts';
import { ticketAnalysis } from './shipped/ticket-analysis.rules.ts';
import { ticketTriage } from './shipped/ticket-triage.rules.ts';
import { translation } from './shipped/translation.rules.ts';
import type { ShippedPrompt } from './shipped-prompt.types.ts';

/** The prompt of each kind that this release of the software brings along. */
export const shippedPrompts: Record<PromptKind, ShippedPrompt> = {
  ticket_triage: ticketTriage,
  ticket_analysis: ticketAnalysis,
  conversation_summary: conversationSummary,
  next_action_suggestions: nextActionSuggestions,
  reply_draft: replyDraft,
  knowledge_answer: knowledgeAnswer,
  translation,
  extraction,
  staff_plan: staffPlan,
};
