import { stateKey } from './element-state.ts';
import { chosenOption, findOption } from './find-element.ts';
import type { Json } from './json.ts';
import { optionsOf } from './walk-blocks.ts';

/** Looks an option up in a type-ahead: what the app offers for that text. */
export type LookUp = (text: string) => Promise<Json[]>;

/** The state of an element once the person has put that into it. Several choices stand apart by commas; an empty text takes everything away. */
export async function chosenState(element: Json, wanted: string, lookUp: LookUp): Promise<Json> {
  const type = String(element.type);
  const place = stateKey(type);
  if (place === null) throw new Error(`nothing can be filled into a ${type}`);
  const { key, many } = place;
  if (!many) return { type, [key]: wanted === '' ? null : await valueFor(element, key, wanted, lookUp) };
  const parts = wanted.split(',').map((part) => part.trim());
  const chosen = [];
  for (const part of parts) if (part !== '') chosen.push(await valueFor(element, key, part, lookUp));
  return { type, [key]: chosen };
}

async function valueFor(element: Json, key: string, wanted: string, lookUp: LookUp): Promise<unknown> {
  if (key === 'selected_date_time') return Number(wanted);
  if (key === 'rich_text_value') {
    const section = { type: 'rich_text_section', elements: [{ type: 'text', text: wanted }] };
    return { type: 'rich_text', elements: [section] };
  }
  if (!key.startsWith('selected_option')) return wanted;
  const offered = String(element.type).includes('external') ? await lookUp(wanted) : optionsOf(element);
  return chosenOption(findOption(offered, wanted));
}
