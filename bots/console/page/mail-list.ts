import { make } from './dom.ts';
import { failureText } from './server-calls.ts';

/** A list of mails that keeps its elements while it is refreshed, so that nothing jumps and what is open stays open. */
export type MailList<Line> = { element: HTMLElement; show(lines: Line[]): void };

export type MailListParts<Line> = {
  idOf: (line: Line) => string;
  /** The always visible part; called again when `stampOf` changes. */
  head: (line: Line) => Node[];
  stampOf: (line: Line) => string;
  /** What is shown when the line is opened. */
  open: (line: Line) => Promise<Node[]>;
  empty: string;
};

type Item = { element: HTMLElement; button: HTMLButtonElement; stamp: string; line: { current: unknown } };

/** Newest first, one line a mail; a press opens its text below it. */
export function mailList<Line>(parts: MailListParts<Line>): MailList<Line> {
  const list = make('ul', { class: 'mails' });
  const empty = make('p', { class: 'empty', text: parts.empty });
  const element = make('div', { class: 'mails-frame' }, empty, list);
  const items = new Map<string, Item>();

  const show = (lines: Line[]): void => {
    empty.hidden = lines.length > 0;
    const wanted = new Set(lines.map(parts.idOf));
    for (const [id, item] of items) {
      if (wanted.has(id)) continue;
      item.element.remove();
      items.delete(id);
    }
    lines.forEach((line, index) => {
      const item = items.get(parts.idOf(line)) ?? newItem(line);
      refresh(item, line);
      // Moving an element takes the focus from it, so it is only moved when it is not there.
      if (list.children[index] !== item.element) list.insertBefore(item.element, list.children[index] ?? null);
    });
  };

  const newItem = (line: Line): Item => {
    const button = make('button', { class: 'mail', attrs: { type: 'button', 'aria-expanded': 'false' } });
    const current = { current: line as unknown };
    const item: Item = { element: make('li', { attrs: { 'data-id': parts.idOf(line) } }, button), button, stamp: '', line: current };
    button.addEventListener('click', () => void toggle(item, () => parts.open(current.current as Line)));
    items.set(parts.idOf(line), item);
    return item;
  };

  const refresh = (item: Item, line: Line): void => {
    item.line.current = line;
    const stamp = parts.stampOf(line);
    if (stamp === item.stamp) return;
    item.stamp = stamp;
    item.button.replaceChildren(...parts.head(line));
  };

  show([]);
  return { element, show };
}

async function toggle(item: Item, open: () => Promise<Node[]>): Promise<void> {
  const isOpen = item.button.getAttribute('aria-expanded') === 'true';
  item.button.setAttribute('aria-expanded', String(!isOpen));
  item.element.querySelector('.mail-body')?.remove();
  if (isOpen) return;
  const body = make('div', { class: 'mail-body' }, make('p', { class: 'muted', text: 'Loading …' }));
  item.element.append(body);
  try {
    body.replaceChildren(...(await open()));
  } catch (failure) {
    body.replaceChildren(make('p', { class: 'failure', text: failureText(failure), attrs: { role: 'alert' } }));
  }
}
