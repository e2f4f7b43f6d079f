import { variablesOf } from '../../domain/prompts/prompt-kinds.rules.ts';
import type { PromptVersionView } from '../../domain/prompts/prompts.types.ts';
import type { Card } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { kindWords, variableWords } from './prompt-words.rules.ts';
import { action, bold, plain, section } from './spans.rules.ts';

/** Both texts of a version to change; what is saved is a new version, in use only when it is published. */
export function promptEditCard({ kind, number, systemText, dataText, parameters }: PromptVersionView): Card {
  return makeCard('prompt', [bold(`Edit ${kindWords(kind)}, from version ${number}`)], {
    text: [plain('Saving makes a new version. It is in use only when it is published.')],
    sections: [
      section(
        'Variables',
        'plain',
        variablesOf(kind).map((one) => plain(variableWords(one))),
      ),
    ],
    form: {
      action: action('Save as a new version', 'prompts.save', { kind, basedOn: number }, 'primary'),
      fields: [
        { name: 'systemText', label: 'System text (instructions)', kind: 'text', value: systemText, options: [] },
        { name: 'dataText', label: 'Data text', kind: 'text', value: dataText, options: [] },
        {
          name: 'maxOutputTokens',
          label: 'Most tokens of an answer',
          kind: 'line',
          value: String(parameters.maxOutputTokens),
          options: [],
        },
        {
          name: 'temperature',
          label: 'Temperature (may be empty)',
          kind: 'line',
          value: String(parameters.temperature ?? ''),
          options: [],
        },
        { name: 'note', label: 'What was changed', kind: 'line', value: '', options: [] },
      ],
    },
  });
}
