import { z } from 'zod';
import { AppError } from '../errors.ts';
import { promptHash } from './prompt-hash.rules.ts';
import type { PromptTexts } from './prompt-text.rules.ts';
import { type PromptKind, type PromptVersionView, promptKinds } from './prompts.types.ts';

const format = 'deskhand-prompt/1';
const fileSchema = z.strictObject({
  format: z.literal(format),
  kind: z.enum(promptKinds),
  number: z.int().positive().optional(),
  systemText: z.string(),
  dataText: z.string(),
  parameters: z.strictObject({ maxOutputTokens: z.int(), temperature: z.number().optional() }),
  contentHash: z.string().optional(),
});

/** A version in a file. `number` is its number where it was exported; `isUntouched`: its words are those that were exported. */
export type PromptFile = PromptTexts & { kind: PromptKind; number: number | null; isUntouched: boolean };

/** A version as a file to keep, to edit or to bring to another installation. */
export function writePromptFile(version: PromptVersionView): string {
  const { kind, number, systemText, dataText, parameters, contentHash } = version;
  return JSON.stringify({ format, kind, number, systemText, dataText, parameters, contentHash }, null, 2);
}

/** Reads such a file. Throws `invalid_input` naming what is wrong with it; its texts are checked when they are saved. */
export function readPromptFile(text: string): PromptFile {
  const parsed = fileSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    const problems = parsed.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`);
    throw refused(problems.join('; '));
  }
  const { kind, number = null, systemText, dataText, parameters: given, contentHash } = parsed.data;
  const { maxOutputTokens, temperature } = given;
  const texts = { systemText, dataText, parameters: temperature === undefined ? { maxOutputTokens } : { maxOutputTokens, temperature } };
  return { kind, number, ...texts, isUntouched: contentHash === promptHash(texts) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused('it is not JSON');
  }
}

function refused(why: string): AppError {
  return new AppError('invalid_input', {
    message: 'prompt file refused',
    userMessage: `The file holds no prompt that can be read: ${why}. Nothing was saved.`,
  });
}
