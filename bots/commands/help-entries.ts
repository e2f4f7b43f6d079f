import { can, type Role } from '../../domain/people/permissions.rules.ts';
import type { HelpEntry } from '../cards/help-card.ts';
import { commandForms } from './grammar/command-forms.ts';
import type { CommandForm } from './grammar/form.ts';
import type { Operation } from './operation.ts';

/** Where an operation is found by its name. */
export type FindOperation = (name: string) => Operation | null;

/** The commands a role may use, in the order of help. */
export function helpEntries(role: Role, operationOf: FindOperation): HelpEntry[] {
  return commandForms.filter((form) => isAllowed(form, role, operationOf)).map((form) => helpEntry(form, operationOf));
}

/** One command as help shows it. */
export function helpEntry(form: CommandForm, operationOf: FindOperation): HelpEntry {
  const operation = operationOf(form.op);
  const [name = '', ...synonyms] = form.words;
  const own = (operation?.examples ?? []).filter((example) => form.words.some((word) => example.toLowerCase().startsWith(word)));
  return {
    name,
    usage: form.usage,
    hint: form.hint ?? null,
    summary: operation?.summary ?? '',
    examples: own.length > 0 ? own : (operation?.examples ?? []),
    synonyms,
  };
}

function isAllowed(form: CommandForm, role: Role, operationOf: FindOperation): boolean {
  const operation = operationOf(form.op);
  return operation !== null && can(role, operation.permission);
}
