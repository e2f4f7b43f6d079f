import { AppError } from '../errors.ts';

/** Names that a text may use in double braces (`domain.md` 3.15). */
export const templateVariables = ['customer.name', 'ticket.number', 'ticket.subject', 'requester.name', 'agent.name'] as const;
export type TemplateVariable = (typeof templateVariables)[number];
/** What each stands for; null where there is nothing, and a text that uses it is refused. */
export type TemplateValues = Record<TemplateVariable, string | null>;

const pattern = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The names a text uses. Throws `invalid_input` that names one that does not exist. */
export function readVariables(text: string): TemplateVariable[] {
  return [...text.matchAll(pattern)].map(([, name = '']) => {
    if ((templateVariables as readonly string[]).includes(name)) return name as TemplateVariable;
    throw refused(`“{{${name.slice(0, 60)}}}” is no variable. There are: ${templateVariables.map((one) => `{{${one}}}`).join(', ')}.`);
  });
}

/** The text with every variable replaced once: what a value holds is never read again. Throws `invalid_input` for an unknown one and for one that has no value. */
export function fillTemplate(text: string, values: TemplateValues): string {
  const missing = readVariables(text).find((name) => (values[name] ?? '').trim() === '');
  if (missing !== undefined)
    throw refused(`The text says {{${missing}}}, and this ticket has none. Write it without, or fill that in first.`);
  return text.replace(pattern, (_whole, name: string) => values[name as TemplateVariable] ?? '');
}

function refused(userMessage: string): AppError {
  return new AppError('invalid_input', { message: 'template text refused', userMessage });
}
