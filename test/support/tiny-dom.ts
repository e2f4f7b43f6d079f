/** An element that only remembers what was done to it: enough to draw a card of the console. Markup as text is refused. */
export type TinyElement = { tag: string; attrs: Record<string, string>; text: string; children: TinyElement[]; value: string };

/** Puts a document of such elements where the console's code looks for one; the returned function takes it away. */
export function installTinyDom(): () => void {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'document');
  Object.defineProperty(globalThis, 'document', { value: { createElement: tinyElement }, configurable: true, writable: true });
  return () => {
    if (before === undefined) Reflect.deleteProperty(globalThis, 'document');
    else Object.defineProperty(globalThis, 'document', before);
  };
}

/** The element and all below it. */
export function withAllBelow(element: TinyElement): TinyElement[] {
  return [element, ...element.children.flatMap(withAllBelow)];
}

const refused = new Set(['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'srcdoc', 'src', 'style']);

function tinyElement(tag: string): TinyElement {
  const element = { tag, attrs: {} as Record<string, string>, text: '', children: [] as TinyElement[], value: '' };
  const append = (...children: (TinyElement | string)[]): void => {
    for (const child of children) element.children.push(typeof child === 'string' ? { ...tinyElement('#text'), text: child } : child);
  };
  const known: Record<string, unknown> = {
    append,
    replaceChildren: (...children: (TinyElement | string)[]) => {
      element.children = [];
      append(...children);
    },
    setAttribute: (name: string, value: string) => {
      element.attrs[name] = value;
    },
    getAttribute: (name: string) => element.attrs[name] ?? null,
    removeAttribute: (name: string) => Reflect.deleteProperty(element.attrs, name),
    addEventListener: () => undefined,
    querySelector: () => null,
    classList: { add: () => undefined, toggle: () => true },
    dataset: {},
  };
  return new Proxy(element, {
    get: (target, name) => (name in target ? Reflect.get(target, name) : known[String(name)]),
    set: (target, name, value) => {
      if (refused.has(String(name))) throw new Error(`the console wrote ${String(name)}`);
      if (name === 'textContent') target.text = String(value);
      else if (name in target) Reflect.set(target, name, value);
      else target.attrs[String(name)] = String(value);
      return true;
    },
  });
}
