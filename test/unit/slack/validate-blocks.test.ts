import { describe, expect, test } from '@jest/globals';
import { blockProblems, messageProblems, type Surface, unfurlProblems, viewProblems } from '../../support/slack/validate-blocks.ts';

type Json = Record<string, unknown>;

const x = (count: number): string => 'x'.repeat(count);
const plain = (text: string): Json => ({ type: 'plain_text', text });
const section = (text: string): Json => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (more: Json = {}): Json => ({ type: 'button', text: plain('Take'), action_id: 'take', ...more });
const actions = (...elements: Json[]): Json => ({ type: 'actions', elements });
const options = (count: number): Json[] =>
  Array.from({ length: count }, (_none, index) => ({ text: plain(`o${index}`), value: `v${index}` }));
const select = (more: Json = {}): Json => ({ type: 'static_select', action_id: 's', options: options(2), ...more });
const input = (element: Json, more: Json = {}): Json => ({ type: 'input', label: plain('Name'), element, ...more });
const textInput = (more: Json = {}): Json => ({ type: 'plain_text_input', action_id: 'i', ...more });
const many = (count: number, make: (index: number) => Json): Json[] => Array.from({ length: count }, (_none, index) => make(index));
const confirm = (title: number, text: number, button: number): Json => ({
  title: plain(x(title)),
  text: plain(x(text)),
  confirm: plain(x(button)),
  deny: plain(x(button)),
});
const modal = (more: Json = {}): Json => ({ type: 'modal', title: plain('New'), submit: plain('Open'), blocks: [section('hi')], ...more });

type Row = [limit: string, surface: Surface, good: Json[], bad: Json[]];

// Each row: what Slack takes at most, and the first thing beyond it.
const rows: Row[] = [
  ['50 blocks in a message', 'message', many(50, () => ({ type: 'divider' })), many(51, () => ({ type: 'divider' }))],
  ['100 blocks in a modal', 'modal', many(100, () => ({ type: 'divider' })), many(101, () => ({ type: 'divider' }))],
  ['100 blocks in a home tab', 'home', many(100, () => ({ type: 'divider' })), many(101, () => ({ type: 'divider' }))],
  ['3,000 characters in a section', 'message', [section(x(3_000))], [section(x(3_001))]],
  ['a character in every text', 'message', [section('x')], [section('')]],
  [
    '10 fields of a section',
    'message',
    [{ type: 'section', fields: many(10, () => plain('f')) }],
    [{ type: 'section', fields: many(11, () => plain('f')) }],
  ],
  [
    '2,000 characters in a field',
    'message',
    [{ type: 'section', fields: [plain(x(2_000))] }],
    [{ type: 'section', fields: [plain(x(2_001))] }],
  ],
  ['text or fields in a section', 'message', [section('x')], [{ type: 'section' }]],
  ['150 characters in a header', 'message', [{ type: 'header', text: plain(x(150)) }], [{ type: 'header', text: plain(x(151)) }]],
  ['plain text in a header', 'message', [{ type: 'header', text: plain('x') }], [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }]],
  ['75 characters on a button', 'message', [actions(button({ text: plain(x(75)) }))], [actions(button({ text: plain(x(76)) }))]],
  ['2,000 characters behind a button', 'message', [actions(button({ value: x(2_000) }))], [actions(button({ value: x(2_001) }))]],
  [
    '3,000 characters in an address',
    'message',
    [actions(button({ url: `https://${x(2_992)}` }))],
    [actions(button({ url: `https://${x(2_993)}` }))],
  ],
  ['255 characters of an action id', 'message', [actions(button({ action_id: x(255) }))], [actions(button({ action_id: x(256) }))]],
  ['255 characters of a block id', 'message', [{ type: 'divider', block_id: x(255) }], [{ type: 'divider', block_id: x(256) }]],
  [
    'every block id once',
    'message',
    [
      { type: 'divider', block_id: 'a' },
      { type: 'divider', block_id: 'b' },
    ],
    many(2, () => ({ type: 'divider', block_id: 'a' })),
  ],
  ['every action id once in a block', 'message', [actions(button()), actions(button())], [actions(button(), button())]],
  [
    '25 elements of actions',
    'message',
    [actions(...many(25, (index) => button({ action_id: `a${index}` })))],
    [actions(...many(26, (index) => button({ action_id: `a${index}` })))],
  ],
  [
    '10 elements of context',
    'message',
    [{ type: 'context', elements: many(10, () => plain('c')) }],
    [{ type: 'context', elements: many(11, () => plain('c')) }],
  ],
  ['100 options', 'message', [actions(select({ options: options(100) }))], [actions(select({ options: options(101) }))]],
  [
    '75 characters of an option',
    'message',
    [actions(select({ options: [{ text: plain(x(75)), value: 'v' }] }))],
    [actions(select({ options: [{ text: plain(x(76)), value: 'v' }] }))],
  ],
  [
    '150 characters of an option value',
    'message',
    [actions(select({ options: [{ text: plain('o'), value: x(150) }] }))],
    [actions(select({ options: [{ text: plain('o'), value: x(151) }] }))],
  ],
  [
    'an initial option among the options',
    'message',
    [actions(select({ initial_option: options(1)[0] }))],
    [actions(select({ initial_option: { text: plain('other'), value: 'other' } }))],
  ],
  ['options or groups', 'message', [actions(select())], [actions(select({ options: undefined }))]],
  [
    '150 characters of a placeholder',
    'message',
    [actions(select({ placeholder: plain(x(150)) }))],
    [actions(select({ placeholder: plain(x(151)) }))],
  ],
  [
    '5 options of an overflow menu',
    'message',
    [actions({ type: 'overflow', action_id: 'o', options: options(5) })],
    [actions({ type: 'overflow', action_id: 'o', options: options(6) })],
  ],
  [
    '10 checkboxes',
    'modal',
    [actions({ type: 'checkboxes', action_id: 'c', options: options(10) })],
    [actions({ type: 'checkboxes', action_id: 'c', options: options(11) })],
  ],
  ['12,000 characters of Markdown', 'message', [{ type: 'markdown', text: x(12_000) }], [{ type: 'markdown', text: x(12_001) }]],
  [
    '100 characters of a confirm title',
    'message',
    [actions(button({ confirm: confirm(100, 9, 9) }))],
    [actions(button({ confirm: confirm(101, 9, 9) }))],
  ],
  [
    '300 characters of a confirm text',
    'message',
    [actions(button({ confirm: confirm(9, 300, 9) }))],
    [actions(button({ confirm: confirm(9, 301, 9) }))],
  ],
  [
    '30 characters of a confirm button',
    'message',
    [actions(button({ confirm: confirm(9, 9, 30) }))],
    [actions(button({ confirm: confirm(9, 9, 31) }))],
  ],
  [
    '2,000 characters of an input label',
    'modal',
    [input(textInput(), { label: plain(x(2_000)) })],
    [input(textInput(), { label: plain(x(2_001)) })],
  ],
  [
    '2,000 characters of an input hint',
    'modal',
    [input(textInput(), { hint: plain(x(2_000)) })],
    [input(textInput(), { hint: plain(x(2_001)) })],
  ],
  ['3,000 characters of an input', 'modal', [input(textInput({ max_length: 3_000 }))], [input(textInput({ max_length: 3_001 }))]],
  [
    'an initial value within max_length',
    'modal',
    [input(textInput({ max_length: 3, initial_value: 'abc' }))],
    [input(textInput({ max_length: 3, initial_value: 'abcd' }))],
  ],
  [
    '2,000 characters about a picture',
    'message',
    [{ type: 'image', image_url: 'https://x.test/a.png', alt_text: x(2_000) }],
    [{ type: 'image', image_url: 'https://x.test/a.png', alt_text: x(2_001) }],
  ],
  ['inputs in modals only', 'modal', [input(textInput())], [{ type: 'input', label: plain('x') }]],
  ['blocks that Slack knows', 'message', [section('x')], [{ type: 'accordion' }]],
  ['keys that Slack knows', 'message', [section('x')], [{ ...section('x'), colour: 'red' }]],
  ['elements that fit the block', 'message', [actions(button())], [actions(textInput())]],
];

const opinions = {
  type: 'feedback_buttons',
  action_id: 'f',
  positive_button: { text: plain('Good'), value: 'up' },
  negative_button: { text: plain('Bad'), value: 'down' },
};

describe('the validator of payloads for Slack', () => {
  test.each(rows)('takes %s and refuses what goes beyond', (_limit, surface, good, bad) => {
    expect(blockProblems(good, surface)).toEqual([]);
    expect(blockProblems(bad, surface)).not.toEqual([]);
  });

  test('keeps inputs out of messages, and feedback buttons and Markdown in them', () => {
    expect(blockProblems([input(textInput())], 'message')).toEqual(['/0: a input block in a message']);
    const feedback = { type: 'context_actions', elements: [opinions] };
    expect(blockProblems([feedback, { type: 'markdown', text: 'x' }], 'message')).toEqual([]);
    expect(blockProblems([feedback], 'modal')).not.toEqual([]);
    expect(blockProblems([{ type: 'markdown', text: 'x' }], 'home')).not.toEqual([]);
  });

  test('counts the text of all blocks of a message together', () => {
    const blocks = (text: number): Json[] => [section(x(3_000)), section(x(3_000)), section(x(3_000)), section(x(text))];
    expect(messageProblems({ text: 'x', blocks: blocks(1_000) })).toEqual([]);
    expect(messageProblems({ text: 'x', blocks: blocks(1_001) })).toEqual([expect.stringContaining('msg_blocks_too_long')]);
    expect(messageProblems({ text: x(40_000) })).toEqual([]);
    expect(messageProblems({ text: x(40_001) })).toHaveLength(1);
  });

  test.each([
    ['title', { title: plain(x(24)) }, { title: plain(x(25)) }],
    ['submit', { submit: plain(x(24)) }, { submit: plain(x(25)) }],
    ['close', { close: plain(x(24)) }, { close: plain(x(25)) }],
    ['private_metadata', { private_metadata: x(3_000) }, { private_metadata: x(3_001) }],
    ['callback_id', { callback_id: x(255) }, { callback_id: x(256) }],
    ['submit of a form', { blocks: [input(textInput())] }, { blocks: [input(textInput())], submit: undefined }],
  ])('holds a modal to the limit of its %s', (_name, good, bad) => {
    expect(viewProblems(modal(good))).toEqual([]);
    expect(viewProblems(modal(bad))).toHaveLength(1);
  });

  test.each([
    ['<!channel>', 'would ping somebody'],
    ['<!here|here>', 'would ping somebody'],
    ['<!everyone>', 'would ping somebody'],
    ['<!subteam^S0123|@ops>', 'would ping somebody'],
    ['hello <@U0123ABCD>', 'would ping somebody'],
    ['1 < 2', 'a “<” that is neither escaped nor a token'],
    ['<script>', 'a “<” that is neither escaped nor a token'],
  ])('refuses “%s” wherever mrkdwn is read, as what %s', (text, why) => {
    const problem = [expect.stringContaining(why)];
    expect(messageProblems({ text })).toEqual(problem);
    expect(messageProblems({ text: 'x', blocks: [section(text)] })).toEqual(problem);
    expect(viewProblems(modal({ blocks: [section(text)] }))).toEqual(problem);
    expect(unfurlProblems({ 'https://x.test/1': { blocks: [section(text)] } })).toEqual(problem);
    expect(messageProblems({ text: 'x', blocks: [{ type: 'header', text: plain(text) }] })).toEqual([]);
  });

  test('takes escaped text, links and dates', () => {
    const texts = [
      'a &lt;!channel&gt; b',
      '<https://x.test/1|TKT-1>',
      '<!date^1795257732^{date_short_pretty} {time}|21 Nov>',
      '&gt; quoted',
      'R&amp;D',
    ];
    for (const text of texts) expect(messageProblems({ text, blocks: [section(text)] })).toEqual([]);
  });

  test('refuses rich text and Markdown that ping, and names that would be linked', () => {
    const rich = (element: Json): Json => ({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [element] }] });
    expect(messageProblems({ text: 'x', blocks: [rich({ type: 'text', text: '<!channel>' })] })).toEqual([]);
    expect(messageProblems({ text: 'x', blocks: [rich({ type: 'broadcast', range: 'here' })] })).toHaveLength(1);
    expect(messageProblems({ text: 'x', blocks: [rich({ type: 'user', user_id: 'U1' })] })).toHaveLength(1);
    expect(messageProblems({ text: 'x', blocks: [{ type: 'markdown', text: 'hi <!here>' }] })).toHaveLength(1);
    expect(messageProblems({ text: 'wake @channel', link_names: true })).toHaveLength(1);
  });
});
