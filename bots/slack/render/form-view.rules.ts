import { AppError } from '../../../domain/errors.ts';
import type { CardForm, FormField } from '../../cards/card.types.ts';
import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from './blocks.types.ts';
import { noticeMarks } from './card-pieces.rules.ts';
import type { Choice, FormInput, FormSpec, ViewFrame } from './form.types.ts';
import { limits } from './limits.rules.ts';
import { contextLine } from './pack-pieces.rules.ts';
import { cleanText, hasInk, plainText, safeEnd } from './plain-text.rules.ts';
import { paragraphsToRichText, richTextBlocks } from './rich-text.rules.ts';

/**
 * A form as a modal, ready for `views.open`, `push` and `update`. A field's block id is its name where it can be one, so that errors find it. Values that are
 * longer than Slack lets a form hold are cut and say so. Throws `invalid_input` when the metadata is longer than Slack carries.
 */
export function formView(form: CardForm | FormSpec, frame: ViewFrame): ModalView {
  const spec = 'action' in form ? specOf(form) : form;
  const submit = frame.submit ?? ('action' in form ? form.action.label : 'Save');
  return modal(frame, [...introBlocks(spec, frame.webUrl ?? ''), ...inputsOf(spec), ...whoSeesBlocks(spec)], submit);
}

/** A view of the frame with these blocks; the first 100 of them. */
export function modal(frame: ViewFrame, blocks: KnownBlock[], submit: string | null): ModalView {
  const metadata = frame.metadata ?? '';
  if (metadata.length > limits.privateMetadata) {
    throw new AppError('invalid_input', {
      message: `view metadata of ${metadata.length} characters`,
      userMessage: 'This form carries more than Slack can hold. Use the command instead.',
    });
  }
  return {
    type: 'modal',
    callback_id: frame.callbackId.slice(0, limits.id),
    title: plainText(frame.title, limits.viewTitle, 'Deskhand'),
    close: plainText(submit === null ? 'Close' : 'Cancel', limits.viewButton),
    blocks: blocks.slice(0, limits.viewBlocks),
    ...(submit === null ? {} : { submit: plainText(submit, limits.viewButton, 'Save') }),
    ...(metadata === '' ? {} : { private_metadata: metadata }),
  };
}

function specOf({ fields }: CardForm): FormSpec {
  return { fields: fields.map((field) => ({ ...inputOf(field), optional: fields.length > 1 })) };
}

function inputOf({ name, label, kind, value, options }: FormField): FormInput {
  return kind === 'choice' ? { name, label, kind, value, options } : { name, label, kind, value };
}

function introBlocks({ notices = [], intro = [] }: FormSpec, webUrl: string): KnownBlock[] {
  const lines = notices.map(({ level, text }) => [{ text: `${noticeMarks[level]} ${text}` }]);
  return richTextBlocks([
    { quote: false, elements: paragraphsToRichText(lines, webUrl) },
    { quote: false, elements: paragraphsToRichText(intro, webUrl) },
  ]);
}

function whoSeesBlocks({ whoSees }: FormSpec): KnownBlock[] {
  return whoSees == null || !hasInk(whoSees) ? [] : [contextLine(whoSees)];
}

function inputsOf({ fields }: FormSpec): KnownBlock[] {
  return fields.map((field, index) => inputBlock(field, blockIdOf(fields, index)));
}

/** The field's name where it can be a block id and is not taken, else its place. */
export function blockIdOf(fields: readonly { name: string }[], index: number): string {
  const name = fields[index]?.name ?? '';
  const usable = /^[\w.:-]{1,200}$/.test(name) && fields.findIndex((field) => field.name === name) === index;
  return usable ? name : `field ${index}`;
}

function inputBlock(field: FormInput, blockId: string): InputBlock {
  const { element, note } = elementOf(field);
  const hint = [field.hint ?? '', note].filter(hasInk).join(' ');
  return {
    type: 'input',
    block_id: blockId,
    label: plainText(field.label, limits.inputLabel, 'Value'),
    element,
    optional: field.optional ?? false,
    ...(hint === '' ? {} : { hint: plainText(hint, limits.inputHint) }),
  };
}

type Made = { element: InputBlock['element']; note: string };

function elementOf(field: FormInput): Made {
  if (field.kind === 'external') return pickElement(field);
  if (field.kind === 'choice') return choiceElement(field);
  if (field.kind === 'checks') return checksElement(field);
  if (field.kind === 'users') {
    const chosen = typeof field.value === 'string' && /^[UW][A-Z0-9]+$/.test(field.value) ? { initial_user: field.value } : {};
    return { element: { type: 'users_select', action_id: 'value', ...chosen }, note: '' };
  }
  return textElement(field);
}

function pickElement({ source, value }: FormInput & { kind: 'external' }): Made {
  const chosen = value == null ? {} : { initial_option: optionOf(value, 0) };
  const placeholder = plainText('Type to find', limits.placeholder);
  return {
    element: { type: 'external_select', action_id: `pick:${source}`.slice(0, limits.id), min_query_length: 0, placeholder, ...chosen },
    note: '',
  };
}

function textElement(field: FormInput & { kind: 'line' | 'text' }): Made {
  const most = Math.min(field.maxLength ?? limits.inputText, limits.inputText);
  const value = field.kind === 'line' ? cleanText(field.value ?? '').replace(/\n/g, ' ') : cleanText(field.value ?? '');
  const kept = value.length <= most ? value : value.slice(0, safeEnd(value, most));
  return {
    element: {
      type: 'plain_text_input',
      action_id: 'value',
      multiline: field.kind === 'text',
      max_length: most,
      ...(kept === '' ? {} : { initial_value: kept }),
      ...(hasInk(field.placeholder ?? '') ? { placeholder: plainText(field.placeholder ?? '', limits.placeholder) } : {}),
    },
    note: kept === value ? '' : `The last ${value.length - kept.length} characters are not in here: a form holds ${most}.`,
  };
}

function choiceElement(field: FormInput & { kind: 'choice' }): Made {
  const options = optionsOf(field.options);
  if (options.length === 0) return { element: { type: 'plain_text_input', action_id: 'value', max_length: limits.inputText }, note: '' };
  const index = field.options.findIndex((option) => option.value === field.value);
  const chosen = options.find((option) => option.value === carried(field.options[index], index));
  const initial = index < 0 || chosen === undefined ? {} : { initial_option: chosen };
  const groups = options.length <= limits.options ? { options } : { option_groups: grouped(options) };
  return { element: { type: 'static_select', action_id: 'value', ...groups, ...initial }, note: '' };
}

function checksElement(field: FormInput & { kind: 'checks' }): Made {
  const options = optionsOf(field.options).slice(0, limits.checkboxes);
  const chosen = field.options.flatMap((option, index) => (field.values?.includes(option.value) ? [carried(option, index)] : []));
  const initial = options.filter((option) => chosen.includes(option.value ?? ''));
  return {
    element: { type: 'checkboxes', action_id: 'value', options, ...(initial.length === 0 ? {} : { initial_options: initial }) },
    note: '',
  };
}

/** Slack refuses one value twice. */
function optionsOf(choices: readonly Choice[]): PlainTextOption[] {
  const options = choices.map((choice, index) => optionOf(choice, index));
  return options.filter((option, index) => options.findIndex(({ value }) => value === option.value) === index);
}

/** Over 100 options stand in groups of 100, of which there may be 100. */
function grouped(options: PlainTextOption[]): { label: { type: 'plain_text'; text: string }; options: PlainTextOption[] }[] {
  const starts = options.flatMap((_option, index) => (index % limits.options === 0 ? [index] : [])).slice(0, limits.options);
  return starts.map((start) => {
    const part = options.slice(start, start + limits.options);
    return { label: { type: 'plain_text', text: `${start + 1}–${start + part.length}` }, options: part };
  });
}

function optionOf(choice: Choice, index: number): PlainTextOption {
  return { text: plainText(choice.label, limits.optionText), value: carried(choice, index) };
}

/** What stands for the choice in the payload: its value, or its place when the value cannot be carried. */
export function carried(choice: Choice | undefined, index: number): string {
  const value = choice?.value ?? '';
  return value === '' || value.length > limits.optionValue || value.startsWith('#') || !value.isWellFormed() ? `#${index}` : value;
}
