import type { NextActionState } from '../tickets/next-action.types.ts';
import type { TicketChange } from '../tickets/ticket-change.types.ts';

/** One step of a macro. Each is done by the verb a person would use. A reply becomes a draft: a person reads it and sends it. */
export type MacroAction =
  | TicketChange
  | { kind: 'note'; text: string }
  | { kind: 'reply'; text: string }
  | { kind: 'next_action'; text: string | null; state: NextActionState | null };
export type MacroActionKind = MacroAction['kind'];
