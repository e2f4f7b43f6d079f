import type { CardAction, CardForm, FormField, Json } from '../../cards/card.types.ts';
import { type Press, pressOnce } from './card-buttons.ts';
import { newCommandId } from './command-id.ts';
import { make } from './dom.ts';

/** The card's form. Field values join the action's arguments as text. Changed values are a new command, the same values are the same one. */
export function formElement(form: CardForm, press: Press): HTMLElement {
  const inputs = form.fields.map((field) => ({ field, input: inputElement(field) }));
  const submit = make('button', {
    text: form.action.label,
    class: form.action.style === 'default' ? '' : form.action.style,
    attrs: { type: 'submit' },
  });
  const labels = inputs.map(({ field, input }) => make('label', {}, make('span', { text: field.label }), input));
  const element = make('form', { class: 'card-form' }, ...labels, make('div', { class: 'buttons' }, submit));
  let last = { values: '', commandId: newCommandId() };
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    const values = Object.fromEntries(inputs.map(({ field, input }) => [field.name, input.value]));
    const written = JSON.stringify(values);
    if (last.values !== '' && last.values !== written) last = { values: written, commandId: newCommandId() };
    last.values = written;
    const action: CardAction = { ...form.action, args: { ...form.action.args, ...(values as Record<string, Json>) } };
    void pressOnce(submit, action, () => press(action, last.commandId));
  });
  return element;
}

function inputElement(field: FormField): HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
  if (field.kind === 'choice') {
    const options = field.options.map((option) => make('option', { text: option.label, attrs: { value: option.value } }));
    const select = make('select', { attrs: { name: field.name } }, ...options);
    select.value = field.value;
    return select;
  }
  if (field.kind === 'text') {
    const area = make('textarea', {
      attrs: { name: field.name, rows: String(Math.min(12, Math.max(4, field.value.split('\n').length + 1))) },
    });
    area.value = field.value;
    return area;
  }
  const input = make('input', { attrs: { type: 'text', name: field.name, autocomplete: 'off' } });
  input.value = field.value;
  return input;
}
