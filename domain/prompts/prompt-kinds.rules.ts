import type { PromptKind, VariableDeclaration } from './prompts.types.ts';
import { shippedPrompts } from './shipped-prompts.rules.ts';

/** What the texts of a kind may contain: declared with the shipped text, the same for every version of the kind. */
export function variablesOf(kind: PromptKind): VariableDeclaration[] {
  return shippedPrompts[kind].variables;
}
