import type { PromptVersionId } from '../ids.types.ts';
import type { PromptKind, PromptParameters, PromptVersionView } from './prompts.types.ts';

/** A version as the database gives it. */
export type PromptVersionRow = {
  id: PromptVersionId;
  kind: PromptKind;
  number: number;
  origin: 'shipped' | 'tenant';
  system_text: string;
  data_text: string;
  parameters: PromptParameters;
  content_hash: string;
};

/** The columns of `PromptVersionRow`, from `prompt_versions v`. */
export const promptVersionColumns = 'v.id, v.kind, v.number, v.origin, v.system_text, v.data_text, v.parameters, v.content_hash';

/** The row as the rest of the program knows it. */
export function readPromptVersion(row: PromptVersionRow): PromptVersionView {
  const { id, kind, number, origin, parameters } = row;
  return { id, kind, number, origin, systemText: row.system_text, dataText: row.data_text, parameters, contentHash: row.content_hash };
}
