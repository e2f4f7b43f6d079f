import { isObject, type Json, objectOf, textOf, wordsOf } from './json.ts';
import { everyElement, optionsOf, type PlacedElement } from './walk-blocks.ts';

/** What a person chose: the element, and in a menu the option. */
export type Found = PlacedElement & { option: Json | null; opinion: Json | null };

const bare = (text: string): string =>
  text
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .trim()
    .toLowerCase();

function opinionsOf(element: Json): Json[] {
  return [element.positive_button, element.negative_button].filter(isObject);
}

/** Finds what carries that action id, value or label; an option of a menu counts too. Emoji and case of a label may be left out. */
export function findElement(blocks: readonly Json[], label: string): Found {
  const all = everyElement(blocks).flatMap((place): Found[] => [
    { ...place, option: null, opinion: null },
    ...optionsOf(place.element).map((option) => ({ ...place, option, opinion: null })),
    ...opinionsOf(place.element).map((opinion) => ({ ...place, option: null, opinion })),
  ]);
  const tests: ((found: Found) => boolean)[] = [
    ({ element, option, opinion }) => option === null && opinion === null && element.action_id === label,
    ({ element, option, opinion }) => (option ?? opinion ?? element).value === label,
    (found) => labelsOf(found).includes(label),
    (found) => labelsOf(found).some((each) => bare(each) !== '' && bare(each) === bare(label)),
  ];
  for (const test of tests) {
    const found = all.find(test);
    if (found !== undefined) return found;
  }
  throw new Error(`there is no “${label}” to press; there is ${all.flatMap(labelsOf).join(' | ') || 'nothing'}`);
}

function labelsOf({ element, block, option, opinion }: Found): string[] {
  const chosen = option ?? opinion;
  const words = chosen !== null ? [wordsOf(chosen.text)] : [wordsOf(element.text), wordsOf(element.placeholder), wordsOf(block.label)];
  return words.filter((each): each is string => each !== null);
}

/** The option with that text or value. */
export function findOption(options: readonly Json[], wanted: string): Json {
  const found =
    options.find((each) => each.value === wanted || wordsOf(each.text) === wanted) ??
    options.find((each) => bare(wordsOf(each.text) ?? '') !== '' && bare(wordsOf(each.text) ?? '') === bare(wanted));
  if (found !== undefined) return found;
  throw new Error(`there is no option “${wanted}”; there is ${options.map((each) => wordsOf(each.text)).join(' | ') || 'nothing'}`);
}

/** The option as it comes back when it was chosen. */
export function chosenOption(option: Json): Json {
  const { text, value } = option;
  return { text: { emoji: true, ...objectOf(text) }, value: textOf(value) ?? '' };
}
