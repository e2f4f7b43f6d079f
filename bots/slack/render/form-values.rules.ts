import type { CardForm } from '../../cards/card.types.ts';
import type { FormSpec } from './form.types.ts';
import { blockIdOf, carried } from './form-view.rules.ts';

type InputState = {
  value?: string | null;
  selected_option?: { value?: string } | null;
  selected_options?: { value?: string }[];
  selected_user?: string | null;
};

/** What the view's inputs hold, as Slack sends it with a submission. */
export type SubmittedView = { state?: { values?: Record<string, Record<string, InputState>> } };

/** The values of a submitted form by field name, as text; several choices are joined with commas. With the form it was drawn from, every value is the field's own. */
export function formValues(view: SubmittedView, form?: CardForm | FormSpec): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [blockId, inputs] of Object.entries(view.state?.values ?? {})) {
    const place = /^field (\d+)$/.exec(blockId)?.[1];
    const field = place === undefined ? form?.fields.find(({ name }) => name === blockId) : form?.fields[Number(place)];
    const options = field !== undefined && 'options' in field ? field.options : [];
    const own = (value: string): string => options.find((option, index) => carried(option, index) === value)?.value ?? value;
    found[field?.name ?? blockId] = Object.values(inputs).flatMap(valuesOf).map(own).join(',');
  }
  return found;
}

function valuesOf(input: InputState): string[] {
  if (input.selected_options !== undefined) return input.selected_options.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const value = input.value ?? input.selected_option?.value ?? input.selected_user;
  return value == null ? [] : [value];
}

/** Problems by field name as Slack wants them with `response_action: errors`: by block id, short, never empty. What belongs to no field stands at the first. */
export function fieldErrors(problems: Record<string, string>, form: CardForm | FormSpec): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const [name, problem] of Object.entries(problems)) {
    const index = form.fields.findIndex((field) => field.name === name);
    const id = blockIdOf(form.fields, Math.max(0, index));
    errors[id] = [errors[id], problem.slice(0, 300) || 'This cannot be used.'].filter(Boolean).join(' ');
  }
  return errors;
}
