import type { PromptDifference } from '../../domain/prompts/diff-prompt-versions.ts';
import type { LineChange } from '../../domain/prompts/line-diff.rules.ts';
import type { Card, Paragraph, Section } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { kindWords } from './prompt-words.rules.ts';
import { action, bold, plain, section } from './spans.rules.ts';

const around = 2;
const mostLines = 120;

/** What differs between two versions, with a little of what stands around it. */
export function promptDiffCard(difference: PromptDifference): Card {
  const { before, after } = difference;
  const sections = diffSections(difference);
  return makeCard('prompt', [bold(`${kindWords(after.kind)}: version ${before.number} → ${after.number}`)], {
    text: sections.length === 0 ? [plain('The two versions are the same.')] : [],
    sections,
    actions: [
      action(`Show version ${after.number}`, 'prompts.show', { kind: after.kind, number: after.number }),
      action('Run over saved cases', 'prompts.run', { kind: after.kind, number: after.number }),
      action('Publish…', 'prompts.publish', { kind: after.kind, number: after.number }),
    ],
  });
}

/** A section for each part that differs. */
export function diffSections({ system, data, parameters }: PromptDifference): Section[] {
  return [
    ...textSection('System text', system),
    ...textSection('Data text', data),
    ...(parameters.length === 0 ? [] : [section('Parameters', 'plain', parameters.map(plain))]),
  ];
}

function textSection(heading: string, changes: LineChange[]): Section[] {
  if (changes.every(({ kind }) => kind === 'same')) return [];
  const isNear = (index: number): boolean =>
    changes.slice(Math.max(0, index - around), index + around + 1).some(({ kind }) => kind !== 'same');
  const shown = changes.flatMap((change, index) =>
    isNear(index) ? [lineOf(change)] : !isNear(index - 1) || index === 0 ? [] : [plain('…')],
  );
  const cut = shown.length > mostLines ? [...shown.slice(0, mostLines), plain(`… ${shown.length - mostLines} more lines`)] : shown;
  return [section(heading, 'internal', cut)];
}

function lineOf({ kind, text }: LineChange): Paragraph {
  if (kind === 'same') return [{ text: `  ${text}`, style: 'muted' }];
  return [{ text: `${kind === 'added' ? '+' : '−'} ${text}`, ...(kind === 'added' ? { style: 'bold' as const } : {}) }];
}
