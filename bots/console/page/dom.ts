type Child = Node | string | null;
type Options = {
  class?: string;
  text?: string;
  attrs?: Record<string, string>;
  click?: (event: MouseEvent) => void;
};

/** A new element. Text goes in as text, never as markup. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, options: Options = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (options.class !== undefined) element.className = options.class;
  if (options.text !== undefined) element.textContent = options.text;
  for (const [name, value] of Object.entries(options.attrs ?? {})) element.setAttribute(name, value);
  if (options.click !== undefined) element.addEventListener('click', options.click as (event: Event) => void);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A button that does not submit the form it may stand in. */
export function makeButton(text: string, click: (event: MouseEvent) => void, look = ''): HTMLButtonElement {
  return make('button', { text, click, class: look, attrs: { type: 'button' } });
}

/** The element of the page with that id. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
}
