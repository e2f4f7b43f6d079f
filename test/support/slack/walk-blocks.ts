import { isObject, type Json, listOf } from './json.ts';

/** An object of a payload and where it stands, as a JSON pointer. */
export type Placed = { node: Json; pointer: string };

/** An interactive element with the block it is in. */
export type PlacedElement = { element: Json; block: Json; pointer: string };

/** Every object of the payload, outermost first. */
export function everyObject(value: unknown, pointer = ''): Placed[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => everyObject(each, `${pointer}/${index}`));
  if (!isObject(value)) return [];
  const inside = Object.entries(value).flatMap(([key, each]) => everyObject(each, `${pointer}/${key}`));
  return [{ node: value, pointer }, ...inside];
}

/** The blocks with those inside containers and carousels. */
export function everyBlock(blocks: readonly Json[], pointer = ''): { block: Json; pointer: string }[] {
  return blocks.flatMap((block, index) => {
    const here = `${pointer}/${index}`;
    const children = block.type === 'container' ? everyBlock(listOf(block.child_blocks), `${here}/child_blocks`) : [];
    const cards = block.type === 'carousel' ? everyBlock(listOf(block.elements), `${here}/elements`) : [];
    return [{ block, pointer: here }, ...children, ...cards];
  });
}

/** Everything that can be pressed, chosen or filled in. */
export function everyElement(blocks: readonly Json[]): PlacedElement[] {
  return everyBlock(blocks).flatMap(({ block, pointer }) => {
    if (block.type === 'section' && isObject(block.accessory) && block.accessory.type !== 'image') {
      return [{ element: block.accessory, block, pointer: `${pointer}/accessory` }];
    }
    if (block.type === 'input' && isObject(block.element)) return [{ element: block.element, block, pointer: `${pointer}/element` }];
    if (block.type === 'card') return placed(block, listOf(block.actions), `${pointer}/actions`);
    if (block.type === 'actions' || block.type === 'context_actions') return placed(block, listOf(block.elements), `${pointer}/elements`);
    return [];
  });
}

function placed(block: Json, elements: Json[], pointer: string): PlacedElement[] {
  return elements.map((element, index) => ({ element, block, pointer: `${pointer}/${index}` }));
}

/** The choices of an element, with those in groups. */
export function optionsOf(element: Json): Json[] {
  return [...listOf(element.options), ...listOf(element.option_groups).flatMap((group) => listOf(group.options))];
}
