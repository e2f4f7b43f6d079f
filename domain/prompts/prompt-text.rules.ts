import { AppError } from '../errors.ts';
import type { PromptKind, PromptParameters, VariableDeclaration } from './prompts.types.ts';
import { namesIn, renderPrompt } from './render-prompt.rules.ts';

/** What a version is made of, before it is one. */
export type PromptTexts = { systemText: string; dataText: string; parameters: PromptParameters };

const mostText = 20_000;
const outputTokens = { least: 16, most: 32_000 };

/** The texts with line ends and blanks at their end made equal, so that the same words are the same version. */
export function tidyPromptTexts({ systemText, dataText, parameters }: PromptTexts): PromptTexts {
  const tidy = (text: string): string => text.replace(/\r\n?/g, '\n').trimEnd();
  return { systemText: tidy(systemText), dataText: tidy(dataText), parameters };
}

/**
 * Refuses (`invalid_input`, naming everything that is wrong) what could not be rendered or would let a stranger's text among the instructions: names that are not
 * declared, required ones that are not used, untrusted ones in the system text, braces that open no variable, sizes out of bounds.
 */
export function checkPromptTexts(kind: PromptKind, declarations: VariableDeclaration[], texts: PromptTexts): void {
  const problems = [...sizeProblems(texts), ...nameProblems(declarations, texts)];
  if (problems.length === 0) renderPrompt(texts, declarations, sampleValues(declarations));
  else
    throw new AppError('invalid_input', {
      message: `prompt text refused: ${kind}: ${problems.join('; ')}`,
      userMessage: `Nothing was saved: ${problems.join('; ')}.`,
      details: { problems },
    });
}

/** For each declared variable its meaning in brackets: what a rendering looks like where no case is at hand. */
export function sampleValues(declarations: VariableDeclaration[]): Record<string, string> {
  return Object.fromEntries(declarations.map(({ name, meaning }) => [name, `(${meaning})`]));
}

function sizeProblems({ systemText, dataText, parameters }: PromptTexts): string[] {
  const { maxOutputTokens, temperature } = parameters;
  const { least, most } = outputTokens;
  return [
    ...[systemText, dataText].flatMap((text, index) => textProblem(index === 0 ? 'system text' : 'data text', text)),
    ...(Number.isInteger(maxOutputTokens) && maxOutputTokens >= least && maxOutputTokens <= most
      ? []
      : [`the most tokens of an answer must be a whole number from ${least} to ${most}`]),
    ...(temperature === undefined || (temperature >= 0 && temperature <= 2) ? [] : ['the temperature must be from 0 to 2']),
  ];
}

function textProblem(name: string, text: string): string[] {
  if (text.trim() === '') return [`the ${name} is empty`];
  if (text.includes('\0') || !text.isWellFormed()) return [`the ${name} holds a character that cannot be stored`];
  return text.length > mostText ? [`the ${name} has ${text.length} characters, ${mostText} are allowed`] : [];
}

function nameProblems(declarations: VariableDeclaration[], { systemText, dataText }: PromptTexts): string[] {
  const inSystem = new Set(namesIn(systemText));
  const used = new Set([...inSystem, ...namesIn(dataText)]);
  const known = declarations.map(({ name }) => name);
  const unknown = [...used].filter((name) => !known.includes(name));
  const bare = [systemText, dataText].some((text) => /\{\{|\}\}/.test(text.replace(/\{\{[^{}]*\}\}/g, '')));
  return [
    ...unknown.map((name) => `{{${name.slice(0, 60)}}} is no variable of this kind (there are: ${known.join(', ')})`),
    ...declarations.filter(({ name, required }) => required && !used.has(name)).map(({ name }) => `{{${name}}} is needed and not used`),
    ...declarations
      .filter(({ name, trust }) => trust === 'untrusted' && inSystem.has(name))
      .map(({ name }) => `{{${name}}} comes from outside and may stand in the data text only`),
    ...(bare ? ['doubled braces stand where no variable is'] : []),
  ];
}
