import { make } from './dom.ts';
import type { Suggestions } from './suggestions.ts';
import { recall, remember, type Typed } from './typed-before.ts';

/** The line a person types commands into. */
export type CommandLine = { element: HTMLElement; focus(): void };

/**
 * Enter sends, Shift+Enter makes a new line (a reply has several), the arrow keys bring back what was typed before, Tab takes the first suggestion,
 * Escape hides them.
 */
export function commandLine(send: (text: string) => void, suggest: (text: string) => Suggestions): CommandLine {
  const area = make('textarea', { attrs: fieldAttributes });
  const usage = make('p', { class: 'usage' });
  const offers = make('div', { class: 'offers', attrs: { 'aria-label': 'Suggestions', role: 'group' } });
  const assist = make('div', { class: 'assist', attrs: { 'aria-live': 'polite' } }, usage, offers);
  const button = make('button', { text: 'Send', class: 'primary send', attrs: { type: 'submit' } });
  const hint = make('p', { class: 'hint muted', text: hintText, attrs: { id: 'command-hint' } });
  const form = make('form', { class: 'command' }, assist, make('div', { class: 'command-row' }, area, button), hint);
  const typed: Typed = { lines: [], at: 0, draft: '' };

  const changed = (): void => {
    area.rows = Math.min(8, Math.max(1, area.value.split('\n').length));
    const shown = suggest(area.value);
    usage.textContent = shown.usage;
    offers.replaceChildren(...shown.offers.map((offer) => offerButton(offer, () => fill(offer))));
    assist.hidden = shown.usage === '' && shown.offers.length === 0;
  };
  const fill = (text: string): void => {
    area.value = text;
    area.focus();
    area.setSelectionRange(text.length, text.length);
    changed();
  };
  const submit = (): void => {
    const text = area.value.trim();
    if (text === '') return;
    remember(typed, text);
    fill('');
    send(text);
  };
  area.addEventListener('input', changed);
  area.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') assist.hidden = true;
    else onKey(event, { area, typed, fill, submit, offers: () => (assist.hidden ? [] : suggest(area.value).offers) });
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  changed();
  return { element: form, focus: () => area.focus() };
}

const hintText = 'Enter sends, Shift+Enter makes a new line, Tab takes a suggestion, ↑ brings back what you typed.';
const fieldAttributes = {
  id: 'command',
  rows: '1',
  placeholder: 'Type a command',
  'aria-label': 'Command',
  'aria-describedby': 'command-hint',
  autocomplete: 'off',
  autocapitalize: 'off',
  spellcheck: 'false',
  enterkeyhint: 'send',
};

type KeyTools = { area: HTMLTextAreaElement; typed: Typed; fill(text: string): void; submit(): void; offers(): string[] };

function onKey(event: KeyboardEvent, { area, typed, fill, submit, offers }: KeyTools): void {
  // An input method that composes a character uses Enter for itself.
  if (event.isComposing) return;
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    submit();
  } else if (event.key === 'Tab' && !event.shiftKey) {
    const [first] = offers();
    if (first === undefined) return;
    event.preventDefault();
    fill(first);
  } else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && !area.value.includes('\n')) {
    const text = recall(typed, area.value, event.key === 'ArrowUp' ? -1 : 1);
    if (text === null) return;
    event.preventDefault();
    fill(text);
  }
}

function offerButton(offer: string, take: () => void): HTMLButtonElement {
  return make('button', { class: 'offer', text: offer.trim(), attrs: { type: 'button' }, click: take });
}
