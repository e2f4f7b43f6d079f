import type { CommandForm } from './form.ts';
import { listForms } from './list-forms.ts';
import { mailForms } from './mail-forms.ts';
import { ticketForms } from './ticket-forms.ts';

/** Every way to say something, in the order help shows them. */
export const commandForms: readonly CommandForm[] = [...listForms.slice(0, 1), ...ticketForms, ...mailForms, ...listForms.slice(1)];

/** Every word or phrase a command may begin with. */
export const commandWords: readonly string[] = commandForms.flatMap((form) => form.words);

/** The form that answers to a word or phrase. */
export function formOf(word: string): CommandForm | null {
  return formsByWord.get(word.toLowerCase()) ?? null;
}

const formsByWord = new Map(commandForms.flatMap((form) => form.words.map((word): [string, CommandForm] => [word, form])));
