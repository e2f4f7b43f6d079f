import type { Deliveries } from './deliveries.ts';
import type { FakeMessage, FakePerson, FakeView } from './fake-slack.types.ts';
import { interactionBase } from './interaction-base.ts';
import { type Json, listOf, parsed, textOf, wordsOf } from './json.ts';
import { isView, placeOf } from './places.ts';
import { suggestions } from './slack-limits.ts';
import type { SlackState } from './slack-state.ts';
import { everyElement } from './walk-blocks.ts';

/** Slack asks only once that many characters are typed, when the element does not say. */
const fewestCharacters = 3;

/** What the app offers for the text in a type-ahead; nothing while the text is too short to ask. */
export async function offered(
  state: SlackState,
  deliveries: Deliveries,
  person: FakePerson,
  where: FakeMessage | FakeView,
  element: Json,
  value: string,
): Promise<Json[]> {
  const place = placeOf(state, where);
  const found = everyElement(place.blocks).find((each) => each.element.action_id === element.action_id);
  if (found === undefined || !String(element.type).includes('external')) throw new Error(`${String(element.action_id)} is no type-ahead`);
  const fewest = typeof element.min_query_length === 'number' ? element.min_query_length : fewestCharacters;
  if (value.length < fewest) return [];
  const { state: _state, ...body } = place.body();
  const answer = await deliveries.interaction({
    type: 'block_suggestion',
    ...interactionBase(state, person, place.workspace),
    ...body,
    action_id: element.action_id,
    block_id: found.block.block_id,
    value,
  });
  if (answer.status !== 200) return [];
  const read = suggestions.safeParse(parsed(answer.body));
  if (!read.success) {
    const problems = read.error.issues.map((issue) => `/${issue.path.join('/')}: ${issue.message}`);
    state.refusals.push({ method: 'block_suggestion', problems });
    return [];
  }
  const given = read.data as Json;
  return [...listOf(given.options), ...listOf(given.option_groups).flatMap((group) => listOf(group.options))];
}

/** The same for a test: labels and values. */
export async function suggestedTo(
  state: SlackState,
  deliveries: Deliveries,
  person: FakePerson,
  where: FakeMessage | FakeView,
  actionId: string,
  value: string,
): Promise<{ label: string; value: string }[]> {
  const blocks = isView(where) ? where.blocks : (where.blocks ?? []);
  const found = everyElement(blocks).find((each) => each.element.action_id === actionId);
  if (found === undefined) throw new Error(`there is no element ${actionId}`);
  const options = await offered(state, deliveries, person, where, found.element, value);
  return options.map((option) => ({ label: wordsOf(option.text) ?? '', value: textOf(option.value) ?? '' }));
}
