import { caseValuesText } from '../../domain/prompts/case-text.rules.ts';
import type { SavedCase } from '../../domain/prompts/list-prompt-cases.ts';
import { variablesOf } from '../../domain/prompts/prompt-kinds.rules.ts';
import { sampleValues } from '../../domain/prompts/prompt-text.rules.ts';
import type { PromptKind } from '../../domain/prompts/prompts.types.ts';
import { shippedPrompts } from '../../domain/prompts/shipped-prompts.rules.ts';
import type { Card } from './card.types.ts';
import { listCard } from './list-card.ts';
import { makeCard } from './make-card.rules.ts';
import { kindWords } from './prompt-words.rules.ts';
import { action, askFirst, bold, oneLine, plain, row } from './spans.rules.ts';

/** The saved cases of a kind. */
export function promptCasesCard(kind: PromptKind, cases: SavedCase[]): Card {
  const rows = cases.map(({ name, variables, expect }) =>
    row(
      [bold(name)],
      [
        ...Object.entries(variables).map(([variable, value]) => plain(`${variable}: ${oneLine(value, 160)}`)),
        plain(expect === null ? 'Expected: only that it keeps to the schema' : `Expected: ${oneLine(JSON.stringify(expect), 300)}`),
      ],
      [
        action('Edit', 'prompts.case_form', { kind, name }),
        askFirst(
          'Remove',
          'prompts.case_delete',
          { kind, name },
          `Remove the case “${name}”? Runs over it no longer count for publishing.`,
        ),
      ],
    ),
  );
  return listCard(`Saved cases of ${kindWords(kind)}`, rows, {
    empty: 'There are none yet. A version is published only after a run over saved cases.',
    actions: [action('Add a case', 'prompts.case_form', { kind })],
  });
}

/** The form that writes a case; `saved` null: a new one, filled with what its values mean. */
export function promptCaseForm(kind: PromptKind, saved: SavedCase | null): Card {
  const values = saved?.variables ?? shippedPrompts[kind].caseValues ?? sampleValues(variablesOf(kind).filter(({ required }) => required));
  const expect = saved?.expect ? JSON.stringify(saved.expect, null, 2) : '';
  return makeCard('prompt', [bold(saved === null ? `New case of ${kindWords(kind)}` : saved.name)], {
    text: [
      plain('Values: the name of a variable, a colon and its value, each on a line of its own.'),
      ...(saved === null ? [plain('To take those of an answer that was really given: prompt case from j-1a2b3c4d "NAME".')] : []),
      plain(
        'Expected: a JSON object with what a right answer must hold, such as {"type": "bug", "text": "*invoice*"}; empty: it must only keep to the schema.',
      ),
    ],
    form: {
      action: action('Save', 'prompts.case_save', { kind }, 'primary'),
      fields: [
        { name: 'name', label: 'Name', kind: 'line', value: saved?.name ?? '', options: [] },
        { name: 'values', label: 'Values', kind: 'text', value: caseValuesText(values), options: [] },
        { name: 'expect', label: 'Expected', kind: 'text', value: expect, options: [] },
      ],
    },
  });
}
