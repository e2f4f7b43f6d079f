import { z } from 'zod';
import { block } from './block-shapes.ts';
import { pingProblems } from './hidden-pings.ts';
import { flagOf, isObject, type Json, listOf, objectOf, textOf, wordsOf } from './json.ts';
import { ids, plain } from './slack-limits.ts';
import { everyBlock, everyElement, everyObject, optionsOf } from './walk-blocks.ts';

export type Surface = 'message' | 'modal' | 'home';

/** Blocks of one payload: https://docs.slack.dev/reference/block-kit/blocks */
export const mostBlocks: Record<Surface, number> = { message: 50, modal: 100, home: 100 };
/** Text of all blocks of a message together; not in the reference: 11,341 were refused and 9,597 passed (bolt-js issue 2867). */
export const mostTextOfBlocks = 10_000;
/** https://docs.slack.dev/reference/methods/chat.postMessage#truncating */
export const mostText = 40_000;
export const mostMarkdown = 12_000;

const onlyIn: Record<string, Surface[]> = {
  input: ['modal', 'home'],
  context_actions: ['message'],
  markdown: ['message'],
  table: ['message'],
  data_table: ['message'],
  task_card: ['message'],
  plan: ['message'],
  card: ['message'],
  carousel: ['message'],
};

/** What is wrong with the blocks on that surface, each as a JSON pointer and a reason; empty when Slack would take them. */
export function blockProblems(blocks: unknown, surface: Surface): string[] {
  if (!Array.isArray(blocks)) return ['/: blocks must be a list'];
  const most = mostBlocks[surface];
  const problems = blocks.length > most ? [`/: ${blocks.length} blocks, a ${surface} takes ${most}`] : [];
  for (const [index, each] of blocks.entries()) problems.push(...shapeProblems(block, each, `/${index}`));
  const known = listOf(blocks);
  return [...problems, ...placeProblems(known, surface), ...idProblems(known), ...elementProblems(known), ...focusProblems(known)];
}

/** What is wrong with the contents of a message (`text`, `blocks`, `attachments`, `markdown_text`), hidden pings included. */
export function messageProblems(args: Json): string[] {
  const problems: string[] = [];
  const { text, blocks, markdown_text: markdown } = args;
  if (typeof text === 'string' && text.length > mostText) problems.push(`/text: ${text.length} characters, Slack cuts at ${mostText}`);
  if (typeof markdown === 'string' && markdown.length > mostMarkdown) problems.push(`/markdown_text: over ${mostMarkdown} characters`);
  if (markdown !== undefined && (text !== undefined || blocks !== undefined)) problems.push('/markdown_text: not beside text or blocks');
  if (blocks !== undefined) problems.push(...under('/blocks', blockProblems(blocks, 'message')));
  if (textLength(listOf(blocks)) > mostTextOfBlocks) problems.push(`/blocks: ${tooLong(listOf(blocks))}`);
  for (const [index, each] of listOf(args.attachments).entries()) {
    if (each.blocks !== undefined) problems.push(...under(`/attachments/${index}/blocks`, blockProblems(each.blocks, 'message')));
  }
  return [...problems, ...pingProblems(args)];
}

const base = {
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(3_000).optional(),
  callback_id: z.string().max(255).optional(),
};
const shared = { ...base, external_id: ids.optional() };
const viewShape = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('home'), ...shared }),
  z.strictObject({
    type: z.literal('modal'),
    ...shared,
    title: plain(24),
    submit: plain(24).optional(),
    close: plain(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
  }),
]);

/** What is wrong with a view, hidden pings included. */
export function viewProblems(view: unknown): string[] {
  const problems = shapeProblems(viewShape, view, '');
  if (!isObject(view)) return problems;
  const surface = view.type === 'home' ? 'home' : 'modal';
  problems.push(...under('/blocks', blockProblems(view.blocks, surface)));
  const hasInput = listOf(view.blocks).some((each) => each.type === 'input');
  if (surface === 'modal' && hasInput && view.submit === undefined) problems.push('/submit: a modal with an input needs it');
  return [...problems, ...pingProblems({ view })];
}

/** What is wrong with the previews of links. */
export function unfurlProblems(unfurls: unknown): string[] {
  if (!isObject(unfurls)) return ['/unfurls: must be an object'];
  const problems = Object.entries(unfurls).flatMap(([url, each]) => {
    const at = `/unfurls/${url.replaceAll('/', '~1')}/blocks`;
    const { blocks } = objectOf(each);
    return blocks === undefined ? [] : under(at, blockProblems(blocks, 'message'));
  });
  return [...problems, ...pingProblems({ unfurls })];
}

/** Characters of every text in the blocks together. */
export function textLength(blocks: readonly Json[]): number {
  const texts = everyObject([...blocks]).flatMap(({ node }) => (typeof node.text === 'string' ? [node.text] : []));
  return texts.reduce((sum, text) => sum + text.length, 0);
}

/** The same problems, one level further in. */
export function under(pointer: string, problems: string[]): string[] {
  return problems.map((problem) => (problem.startsWith('/:') ? `${pointer}${problem.slice(1)}` : `${pointer}${problem}`));
}

function tooLong(blocks: Json[]): string {
  return `msg_blocks_too_long: ${textLength(blocks)} characters of text together, over ${mostTextOfBlocks}`;
}

function shapeProblems(shape: z.ZodType, value: unknown, pointer: string): string[] {
  const { error } = shape.safeParse(value);
  return (error?.issues ?? []).map((issue) => `${[pointer, ...issue.path.map(String)].join('/') || '/'}: ${issue.message}`);
}

function placeProblems(blocks: Json[], surface: Surface): string[] {
  return everyBlock(blocks).flatMap(({ block: each, pointer }) => {
    const allowed = onlyIn[String(each.type)];
    const problems = allowed === undefined || allowed.includes(surface) ? [] : [`${pointer}: a ${String(each.type)} block in a ${surface}`];
    const filled = each.text !== undefined || each.fields !== undefined;
    if (each.type === 'section' && !filled) problems.push(`${pointer}: a section needs text or fields`);
    if (each.type === 'image' && (each.image_url === undefined) === (each.slack_file === undefined))
      problems.push(`${pointer}: one source`);
    const titled = ['hero_image', 'title', 'actions', 'body'].some((key) => each[key] !== undefined);
    if (each.type === 'card' && !titled) problems.push(`${pointer}: a card needs a picture, title, actions or body`);
    const named = each.title !== undefined || each.rich_text_title !== undefined;
    if (each.type === 'container' && !named) problems.push(`${pointer}: a container needs a title`);
    return problems;
  });
}

function idProblems(blocks: Json[]): string[] {
  const all = everyBlock(blocks);
  const blockIds = twice(all.map(({ block: each }) => textOf(each.block_id)));
  const problems = blockIds.map((id) => `/: block_id ${id} twice`);
  for (const { block: each, pointer } of all) {
    const elements = [...listOf(each.elements), ...listOf(each.actions)];
    for (const id of twice(elements.map((element) => textOf(element.action_id)))) problems.push(`${pointer}: action_id ${id} twice`);
  }
  return problems;
}

function twice(names: (string | null)[]): string[] {
  const seen = new Set<string>();
  return names.filter((name): name is string => name !== null && (seen.has(name) || seen.add(name) === undefined));
}

function elementProblems(blocks: Json[]): string[] {
  return everyElement(blocks).flatMap(({ element, pointer }) => [...listProblems(element, pointer), ...inputProblems(element, pointer)]);
}

function listProblems(element: Json, pointer: string): string[] {
  const type = String(element.type);
  if (type.endsWith('static_select') && (element.options === undefined) === (element.option_groups === undefined)) {
    return [`${pointer}: either options or option_groups`];
  }
  if (!['options', 'option_groups'].some((key) => element[key] !== undefined)) return [];
  const offered = optionsOf(element).map((each) => JSON.stringify([wordsOf(each.text), each.value]));
  const initial = [...(isObject(element.initial_option) ? [element.initial_option] : []), ...listOf(element.initial_options)];
  const strange = initial.filter((each) => !offered.includes(JSON.stringify([wordsOf(each.text), each.value])));
  const doubled = type === 'overflow' ? [] : twice(optionsOf(element).map((each) => textOf(each.value)));
  return [
    ...strange.map((each) => `${pointer}: the initial option ${String(each.value)} is not among the options`),
    ...doubled.map((value) => `${pointer}: the option value ${value} twice`),
  ];
}

function inputProblems(element: Json, pointer: string): string[] {
  const { initial_value: initial, max_length: max, min_length: min } = element;
  const problems: string[] = [];
  if (typeof max === 'number' && typeof initial === 'string' && initial.length > max)
    problems.push(`${pointer}: initial_value over max_length`);
  if (typeof max === 'number' && typeof min === 'number' && min > max) problems.push(`${pointer}: min_length over max_length`);
  return problems;
}

function focusProblems(blocks: Json[]): string[] {
  const focused = everyElement(blocks).filter(({ element }) => flagOf(element.focus_on_load));
  return focused.length > 1 ? ['/: focus_on_load on more than one element'] : [];
}
