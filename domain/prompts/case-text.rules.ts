import { AppError } from '../errors.ts';
import type { VariableDeclaration } from './prompts.types.ts';

/**
 * Reads the values of a case as people write them: a JSON object, or lines where `name:` of a declared variable begins a value that goes on to the next such line.
 * Throws `invalid_input` for what is neither.
 */
export function readCaseValues(text: string, declarations: VariableDeclaration[]): Record<string, string> {
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) return textValues(readJsonObject(trimmed, 'The values'));
  const names = new Set(declarations.map(({ name }) => name));
  const values = new Map<string, string[]>();
  let current: string[] | null = null;
  for (const line of trimmed.split(/\r\n?|\n/)) {
    const start = /^([a-z][a-z0-9_]*):[ \t]?(.*)$/.exec(line);
    if (start?.[1] !== undefined && names.has(start[1])) {
      current = [start[2] ?? ''];
      values.set(start[1], current);
    } else if (current !== null) current.push(line);
    else if (line.trim() !== '')
      throw refused(`Values begin with a variable’s name and a colon, such as ${declarations[0]?.name ?? 'message'}: …`);
  }
  return Object.fromEntries([...values].map(([name, lines]) => [name, lines.join('\n').trim()]));
}

/** The values as `readCaseValues` reads them. */
export function caseValuesText(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

/** Reads what is expected of an answer: a JSON object, or nothing. Throws `invalid_input`. */
export function readExpectation(text: string): Record<string, unknown> | null {
  return text.trim() === '' ? null : readJsonObject(text, 'What is expected');
}

function readJsonObject(text: string, what: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // said below
  }
  throw refused(`${what} must be a JSON object.`);
}

function textValues(values: Record<string, unknown>): Record<string, string> {
  const wrong = Object.entries(values).find(([, value]) => typeof value !== 'string');
  if (wrong !== undefined) throw refused(`The value “${wrong[0].slice(0, 60)}” must be a text.`);
  return values as Record<string, string>;
}

function refused(why: string): AppError {
  return new AppError('invalid_input', { message: 'case text refused', userMessage: `Nothing was saved: ${why}` });
}
