import type { FormInput } from '../render/form.types.ts';
import type { Modal, ModalMeta } from './modal.types.ts';

/** The arguments that a filled-in form completes, or what is wrong by field, in sentences. What was left empty is not there. */
export function checkModal(
  { schema, fields }: Pick<Modal, 'schema' | 'fields'>,
  values: Record<string, string>,
): { args: Record<string, unknown> } | { problems: Record<string, string> } {
  const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));
  const parsed = schema.safeParse(filled);
  if (parsed.success) return { args: parsed.data };
  const problems: Record<string, string> = {};
  for (const issue of parsed.error.issues) {
    const name = String(issue.path[0] ?? '');
    problems[name] ??= sentence(fields, name, filled[name], issue.message);
  }
  return { problems };
}

function sentence(fields: readonly FormInput[], name: string, value: string | undefined, message: string): string {
  if (value === undefined) return 'Fill this in.';
  const label = fields.find((field) => field.name === name)?.label ?? 'This';
  const text = /^[a-z]/.test(message) ? `${label} ${message}` : message;
  return text.endsWith('.') ? text : `${text}.`;
}

/** The metadata of a modal of ours, or null when it is none. */
export function readMeta(text: string): ModalMeta | null {
  try {
    const meta = JSON.parse(text) as Partial<ModalMeta> | null;
    return typeof meta?.modal === 'string' && typeof meta.op === 'string' && meta.to !== undefined ? (meta as ModalMeta) : null;
  } catch {
    return null;
  }
}
