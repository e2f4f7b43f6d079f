import type { PromptVersionId } from '../ids.types.ts';

/** Every kind of prompt (`domain.md` 4.2); what each may contain is declared in `prompt-kinds.rules.ts`. */
export const promptKinds = [
  'ticket_triage',
  'ticket_analysis',
  'conversation_summary',
  'next_action_suggestions',
  'reply_draft',
  'knowledge_answer',
  'translation',
  'extraction',
  'staff_plan',
] as const;
export type PromptKind = (typeof promptKinds)[number];

/** `trusted`: our own rows and fixed lists. `staff`: typed by a member of staff. `untrusted`: anything a stranger may have written. */
export type TrustClass = 'trusted' | 'staff' | 'untrusted';

/** `maxChars`: longer values are cut and say so. Untrusted variables may stand in the data text only. */
export type VariableDeclaration = { name: string; trust: TrustClass; required: boolean; maxChars: number; meaning: string };

export type PromptParameters = { maxOutputTokens: number; temperature?: number };

/** An immutable version. `systemText` is instructions, `dataText` the block of data; both are templates over the kind's declared variables. */
export type PromptVersionView = {
  id: PromptVersionId;
  kind: PromptKind;
  number: number;
  origin: 'shipped' | 'tenant';
  systemText: string;
  dataText: string;
  parameters: PromptParameters;
  contentHash: string;
};

/** Which version a call uses: the tenant's release before the system's, and the arm for the share that its seed draws. */
export type ReleaseScope = 'system' | 'tenant' | 'arm';

/** What a call is made with. `arm` null: there is no experiment. */
export type ResolvedPrompt = PromptVersionView & { scope: ReleaseScope; arm: 'A' | 'B' | null };

/** A prompt with its values in it, ready to be sent. */
export type RenderedPrompt = { system: string; user: string };

/** One case of a stored run: what the model answered to it under a version and whether it kept to the schema and to what was expected. */
export type CaseResult = {
  caseId: string;
  name: string;
  outcome: string;
  passed: boolean;
  problems: string[];
  output: unknown;
  /** The answer of the version that is released now, to compare. */
  before: unknown;
};
