import { can, type Role } from '../../domain/people/permissions.rules.ts';
import type { HelpEntry } from '../cards/help-card.ts';
import { commandForms } from './grammar/command-forms.ts';
import type { CommandForm } from './grammar/form.ts';
import { operationOf } from './operation-table.ts';

/** The commands a role may use, in the order of help. */
export function helpEntries(role: Role): HelpEntry[] {
  return commandForms.filter((form) => isAllowed(form, role)).map(helpEntry);
}

/** One command as help shows it. */
export function helpEntry(form: CommandForm): HelpEntry {
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

function isAllowed(form: CommandForm, role: Role): boolean {
  const operation = operationOf(form.op);
  return operation !== null && can(role, operation.permission);
}
