import { AppError } from '../errors.ts';
import { fenceId } from './fence-id.rules.ts';
import type { RenderedPrompt, VariableDeclaration } from './prompts.types.ts';
import { dataRule } from './shipped/data-rule.rules.ts';

const variable = /\{\{([^{}]*)\}\}/g;
const mostNameInMessage = 60;

/** The names that stand as `{{name}}` in a template, in their order, each once. */
export function namesIn(template: string): string[] {
  return [...new Set([...template.matchAll(variable)].map((match) => (match[1] as string).trim()))];
}

/**
 * Puts values into the two texts of a prompt in one pass: what a value holds is never read as a template (`ai.md` C.19). What is not trusted stands in the data text
 * only, between marks that carry an id which none of the values contains, so no value can close its own; longer values are cut and say so. The same texts and values
 * give the same bytes. Throws `not_configured` for a text that names an undeclared variable or an untrusted one among the instructions, `invalid_input` for a value
 * that is missing or was never declared.
 */
export function renderPrompt(
  prompt: { systemText: string; dataText: string },
  declarations: VariableDeclaration[],
  values: Record<string, string>,
): RenderedPrompt {
  const byName = new Map(declarations.map((declaration) => [declaration.name, declaration]));
  const undeclared = Object.keys(values).find((name) => !byName.has(name));
  if (undeclared !== undefined) throw refusedValue(undeclared, 'is no variable of this kind of prompt');
  const missing = declarations.find(({ name, required }) => required && typeof own(values, name) !== 'string');
  if (missing !== undefined) throw refusedValue(missing.name, `is needed (${missing.meaning}) and was not given`);
  const id = fenceId(values);
  const system = fill(prompt.systemText, byName, (declaration) => {
    if (declaration.trust === 'untrusted') throw brokenText(declaration.name, 'comes from outside and may stand in the data text only');
    return cut(own(values, declaration.name) ?? '', declaration.maxChars) || '(none)';
  });
  const user = fill(prompt.dataText, byName, (declaration) => dataValue(declaration, own(values, declaration.name), id));
  const fenced = namesIn(prompt.dataText).some((name) => byName.get(name)?.trust !== 'trusted');
  return { system: fenced ? `${system}\n\n${dataRule}` : system, user };
}

function fill(template: string, byName: Map<string, VariableDeclaration>, valueFor: (declaration: VariableDeclaration) => string): string {
  return template.replace(variable, (_whole, inner: string) => {
    const declaration = byName.get(inner.trim());
    if (declaration === undefined) throw brokenText(inner.trim(), 'is no variable of this kind of prompt');
    return valueFor(declaration);
  });
}

function dataValue(declaration: VariableDeclaration, value: string | undefined, id: string): string {
  const text = cut(value ?? '', declaration.maxChars);
  if (declaration.trust === 'trusted' || text.trim() === '') return text.trim() === '' ? '(none)' : text;
  const writer = declaration.trust === 'staff' ? 'staff' : 'others';
  return `<data name="${declaration.name}" written-by="${writer}" id="${id}">\n${text}\n</data id="${id}">`;
}

function cut(value: string, maxChars: number): string {
  if (value.length <= maxChars) return value;
  const splitsPair = /[\uD800-\uDBFF]/.test(value.charAt(maxChars - 1));
  const kept = value.slice(0, splitsPair ? maxChars - 1 : maxChars);
  return `${kept}\n[cut here: ${value.length - kept.length} more characters]`;
}

function own(values: Record<string, string>, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function brokenText(name: string, why: string): AppError {
  const shown = name.slice(0, mostNameInMessage);
  return new AppError('not_configured', {
    message: `prompt text is broken: {{${shown}}} ${why}`,
    userMessage: `This prompt cannot be used: {{${shown}}} ${why}. Edit the prompt, or go back to the shipped one.`,
  });
}

function refusedValue(name: string, why: string): AppError {
  const shown = name.slice(0, mostNameInMessage);
  return new AppError('invalid_input', {
    message: `prompt value refused: ${shown} ${why}`,
    userMessage: `The value “${shown}” ${why}. Nothing was sent.`,
  });
}
