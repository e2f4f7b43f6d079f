import type { PromptKind, PromptParameters, VariableDeclaration } from './prompts.types.ts';

/**
 * A prompt as this release of the software ships it: seed data, and what a company's own versions of the kind are based on. The declarations are the contract between
 * the function that gives the values and every version's texts; the output schema is the function's and in no text.
 */
export type ShippedPrompt = {
  kind: PromptKind;
  /** What the function gives, whether a version uses it or not. A required one must be used by every version. */
  variables: VariableDeclaration[];
  /** Instructions: `{{name}}` of trusted variables and of those that staff typed, never of untrusted ones. */
  systemText: string;
  /** The block of data: `{{name}}` of any declared variable; the renderer fences what is not trusted. */
  dataText: string;
  parameters: PromptParameters;
  /** Values to show a rendering with, of no company. */
  caseValues?: Record<string, string>;
};
