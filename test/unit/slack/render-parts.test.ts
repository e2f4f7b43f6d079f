import { describe, expect, it } from '@jest/globals';
import type { CardForm } from '../../../bots/cards/card.types.ts';
import { makeCard } from '../../../bots/cards/make-card.rules.ts';
import { action, askFirst, bold, code, field, plain, section } from '../../../bots/cards/spans.rules.ts';
import { actionSelect, createActionWriter, decodeAction, pressedValue, pressId } from '../../../bots/slack/render/action-value.rules.ts';
import { fieldErrors, formValues } from '../../../bots/slack/render/form-values.rules.ts';
import { formView } from '../../../bots/slack/render/form-view.rules.ts';
import { homeView } from '../../../bots/slack/render/home-view.rules.ts';
import { callsPerMinute, methodTiers } from '../../../bots/slack/render/limits.rules.ts';
import { escapeEntities, escapeMrkdwn, safeUrl, slackText, spansToMrkdwn } from '../../../bots/slack/render/mrkdwn.rules.ts';
import { renderCard } from '../../../bots/slack/render/render-card.ts';
import { fromSlackText, idsIn } from '../../../bots/slack/render/slack-text.rules.ts';
import { viewProblems } from '../../support/slack/validate-blocks.ts';
import { hostileTexts } from './render-samples.ts';

const webUrl = 'https://desk.example';
const options = { nonce: 'n1', webUrl };

describe('text of people on its way to Slack', () => {
  it('is escaped, so that nothing in it links, mentions or calls', () => {
    expect(escapeEntities('<!channel> & <@U1>')).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt;');
    expect(escapeMrkdwn('*a*')).toBe('\u200B*a\u200B*');
    for (const text of hostileTexts) expect(escapeMrkdwn(text)).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
  });

  it('comes back as it was after it was escaped', () => {
    for (const text of hostileTexts.filter((one) => one.isWellFormed() && !/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(one))) {
      expect(fromSlackText(escapeEntities(text))).toBe(text);
    }
  });

  it('becomes bold, code and muted only where we say so, and never across lines', () => {
    expect(spansToMrkdwn([bold('a\n b '), { text: ' ' }, code('c'), { text: '*d*' }], webUrl)).toBe('*a*\n *b*  `c`\u200B*d\u200B*');
  });

  it('links only to http(s) and to paths of ours', () => {
    expect(safeUrl('/t/TKT-1', webUrl)).toBe('https://desk.example/t/TKT-1');
    expect(safeUrl('https://a.example/?q=1', webUrl)).toBe('https://a.example/?q=1');
    for (const bad of ['javascript:alert(1)', '//evil.example', '/\\evil.example', 'data:x', 'http://', '', undefined]) {
      expect(safeUrl(bad, webUrl)).toBeNull();
    }
    expect(spansToMrkdwn([{ text: 'a|b>c', href: '/x|y' }], webUrl)).toBe('<https://desk.example/x%7Cy|a¦b&gt;c>');
    expect(spansToMrkdwn([{ text: 'click', href: 'javascript:alert(1)' }], webUrl)).toBe('click');
  });

  it('shows an instant in the reader’s own zone', () => {
    expect(spansToMrkdwn([{ text: '21 Nov | <x>', at: '2026-11-21T10:00:00.500Z' }], webUrl)).toBe(
      '<!date^1795255200^{date_short_pretty} at {time}|21 Nov ¦ &lt;x&gt;>',
    );
    expect(spansToMrkdwn([{ text: 'never', at: 'soon' }], webUrl)).toBe('never');
  });

  it('beside the blocks is one short escaped line and never empty', () => {
    expect(slackText(' \n ')).toBe('Deskhand');
    expect(slackText('a\nb <!here>')).toBe('a b &lt;!here&gt;');
    expect(slackText('&'.repeat(5_000)).length).toBeLessThanOrEqual(600);
    expect(slackText('&'.repeat(5_000))).toMatch(/^(&amp;)+…$/);
    expect(slackText('😀'.repeat(5_000)).isWellFormed()).toBe(true);
  });
});

describe('a message of Slack as plain text', () => {
  const names = new Map([
    ['U1', 'Ann Lee'],
    ['C9', 'support'],
  ]);
  it.each([
    ['<@U1> and <@U2|bob> and <@U3>', '@Ann Lee and @bob and @U3'],
    ['<#C9> <#C9|> <#C8|general>', '#support #support #general'],
    ['<!here> <!channel|@channel> <!subteam^S1|@ops> <!subteam^S2>', '@here @channel @ops @S2'],
    ['<https://a.example/x?a=1&amp;b=2>', 'https://a.example/x?a=1&b=2'],
    ['<https://a.example|our page> <http://b.example|b.example>', 'our page (https://a.example) http://b.example'],
    ['<mailto:jane@a.example|jane@a.example> <tel:+44|call us>', 'jane@a.example call us (+44)'],
    ['<!date^1392734382^{date}|18 Feb 2014>', '18 Feb 2014'],
    ['1 &lt; 2 &amp;&amp; 3 &gt; 2, &amp;lt; stays', '1 < 2 && 3 > 2, &lt; stays'],
    [':tada: *kept* a < b', ':tada: *kept* a < b'],
  ])('reads %s', (said, text) => {
    expect(fromSlackText(said, names)).toBe(text);
  });

  it('says whose names have to be looked up', () => {
    expect(idsIn('<@U1> <@U2|bob> <#C9|> <@U1> <https://a.example>')).toEqual(['U1', 'C9']);
  });
});

describe('an action on a button', () => {
  it('is carried by the button when it is short, and stashed when it is long', () => {
    const writer = createActionWriter('n');
    const short = writer.value({ op: 'a', args: { text: '<!channel>' } }, 1_900);
    expect(short).not.toContain('<');
    expect(decodeAction(short)).toEqual({ op: 'a', args: { text: '<!channel>' } });
    const long = writer.value({ op: 'a', args: { text: 'x'.repeat(2_000) } }, 1_900);
    expect(decodeAction(long)).toEqual({ stash: writer.stashed[0]?.id });
    expect(long).toHaveLength(37);
  });

  it('is stashed under the same id when it is drawn again, and under another when it is another', () => {
    const idOf = (nonce: string, text: string): string => {
      const writer = createActionWriter(nonce);
      return writer.value({ op: 'a', args: { text: text.repeat(2_000) } }, 1_900);
    };
    expect(idOf('n', 'x')).toBe(idOf('n', 'x'));
    expect(new Set([idOf('n', 'x'), idOf('n', 'y'), idOf('m', 'x')]).size).toBe(3);
  });

  it.each([null, 7, '', 'x', '[]', '{"op":1}', '{"op":"a","args":[]}', '~', '~../x', '{"args":{}}'])('is not read from %p', (value) => {
    expect(decodeAction(value)).toBeNull();
  });

  it('is found in every element that can be pressed', () => {
    expect(pressedValue({ type: 'button', value: 'a' })).toBe('a');
    expect(pressedValue({ type: 'overflow', selected_option: { value: 'b' } })).toBe('b');
    expect(pressedValue({ type: 'users_select', selected_user: 'U1' })).toBe('U1');
    expect(pressedValue({ type: 'static_select', selected_option: null })).toBeNull();
  });

  it('pressed twice by one person is one command, and any other press another', () => {
    const place = { installationId: 'i', user: 'U1', channel: 'C1', ts: '1.1', blockId: 'n:0', actionId: 'op:0', value: 'v' };
    const others = Object.keys(place).map((key) => pressId({ ...place, [key]: 'other' }));
    expect(pressId(place)).toBe(pressId({ ...place }));
    expect(pressId(place)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set([pressId(place), ...others]).size).toBe(8);
  });

  it('drawn anew stands in a block of another name', () => {
    const card = makeCard('done', 'Done', { actions: [action('Undo', 'x', {})] });
    const idOf = (nonce: string) => renderCard(card, { nonce, webUrl }).blocks.at(-1)?.block_id;
    expect([idOf('n1'), idOf('n1'), idOf('n2')]).toEqual(['n1:0', 'n1:0', 'n2:0']);
  });

  it('asks before it presses when it is dangerous', () => {
    const rendered = renderCard(makeCard('ticket', 'T', { actions: [askFirst('Spam', 'ticket.spam', {}, 'Mark it?')] }), options);
    expect(rendered.blocks.at(-1)).toMatchObject({
      elements: [{ style: 'danger', confirm: { text: { text: 'Mark it?' }, confirm: { text: 'Spam' }, style: 'danger' } }],
    });
  });

  it('is offered once in a menu', () => {
    const writer = createActionWriter('n');
    const actions = [action('A', 'x', {}), action('A again', 'x', {}), action('B', 'y', { text: 'long '.repeat(50) })];
    const select = actionSelect(writer, { placeholder: '', actions });
    expect(select.options?.map((option) => option.text.text)).toEqual(['A', 'B']);
    expect(select.options?.every((option) => (option.value ?? '').length <= 150)).toBe(true);
    expect(writer.stashed).toHaveLength(1);
  });
});

describe('a card as a message', () => {
  it('marks in words who may see what', () => {
    const tones = ['public', 'internal', 'unverified', 'preview'] as const;
    const card = makeCard('ticket', 'T', { sections: tones.map((tone) => section('Head', tone, [plain('text')])) });
    const written = JSON.stringify(renderCard(card, options).blocks);
    for (const word of ['[public]', '[internal]', '[UNVERIFIED]', '[exactly as it will be sent]']) expect(written).toContain(word);
  });

  it('puts notices first, short fields in two columns and an error’s reference last', () => {
    const card = makeCard('error', [bold('Not done')], {
      notices: [{ level: 'error', text: 'It is closed.' }],
      fields: [field('Status', 'open'), field('*Odd*', '_x_')],
      error: { code: 'unknown', reference: 'r-1' },
    });
    const { text, blocks } = renderCard(card, options);
    expect(text).toBe('Not done · ✗ It is closed.');
    expect(JSON.stringify(blocks[0])).toContain('✗ It is closed.');
    expect(blocks[1]).toMatchObject({
      type: 'section',
      fields: [
        { type: 'mrkdwn', text: '*Status*' },
        { type: 'plain_text', text: 'open' },
        { type: 'plain_text', text: '*Odd*' },
        { type: 'plain_text', text: '_x_' },
      ],
    });
    expect(JSON.stringify(blocks.at(-1))).toContain('Reference: r-1');
  });

  it('offers its form as a button that opens it, with all that the form needs', () => {
    const form: CardForm = {
      action: action('Add to Cc', 'draft.edit', { draft: 'd' }),
      fields: [{ name: 'addCc', label: 'Address', kind: 'line', value: '', options: [] }],
    };
    const block = renderCard(makeCard('draft', 'Draft', { form, ticket: 'TKT-1' }), options).blocks.at(-1);
    expect(block).toMatchObject({ elements: [{ action_id: 'open:form', text: { text: 'Add to Cc…' } }] });
    const value = (block as { elements: { value: string }[] }).elements[0]?.value;
    expect(decodeAction(value)).toEqual({ op: 'open:form', args: { form, title: 'Draft', ticket: 'TKT-1' } });
  });

  it('shows each card of a home, however long the one before', () => {
    const long = makeCard('list', 'Long', { text: [plain('word '.repeat(20_000))] });
    const { view } = homeView([long, makeCard('list', 'Short', { text: [plain('seen')] })], options);
    expect(JSON.stringify(view.blocks)).toContain('seen');
    expect(JSON.stringify(view.blocks)).toContain('more than Slack shows');
    expect(viewProblems(view)).toEqual([]);
    expect(homeView([], options).view.blocks).toHaveLength(1);
  });
});

describe('a form as a modal', () => {
  const long = 'v'.repeat(200);
  const form: CardForm = {
    action: action('Save', 'x', {}),
    fields: [
      { name: 'text', label: 'Text', kind: 'text', value: `${'a'.repeat(2_999)}😀 and more`, options: [] },
      {
        name: 'pick',
        label: 'Pick',
        kind: 'choice',
        value: long,
        options: [
          { label: 'One', value: '1' },
          { label: 'Long', value: long },
          { label: 'Hash', value: '#1' },
        ],
      },
      { name: 'odd name!', label: '', kind: 'line', value: 'two\nlines', options: [] },
    ],
  };
  const view = formView(form, { title: 'A title that is far too long for Slack', callbackId: 'c', metadata: '{"a":1}' });

  it('holds what Slack lets it hold and says what is missing', () => {
    expect(viewProblems(view)).toEqual([]);
    expect(view.blocks[0]).toMatchObject({
      block_id: 'text',
      element: { initial_value: 'a'.repeat(2_999) },
      hint: { text: expect.stringContaining('11 characters') },
    });
    expect(view.blocks[1]).toMatchObject({ element: { initial_option: { text: { text: 'Long' }, value: '#1' } } });
    expect(view.blocks[2]).toMatchObject({ block_id: 'field 2', element: { initial_value: 'two lines' } });
  });

  it('gives its values back by field, in the field’s own words', () => {
    const state = {
      values: {
        text: { value: { value: 'said' } },
        pick: { value: { selected_option: { value: '#1' } } },
        'field 2': { value: { value: null } },
      },
    };
    expect(formValues({ state }, form)).toEqual({ text: 'said', pick: long, 'odd name!': '' });
    expect(formValues({ state: { values: { who: { 'pick:staff': { selected_option: { value: 'u' } } } } } })).toEqual({ who: 'u' });
    expect(formValues({})).toEqual({});
  });

  it('finds the input that a problem belongs to', () => {
    expect(fieldErrors({ 'odd name!': 'Wrong.', nobody: 'Odd.', text: 'Long.' }, form)).toEqual({
      'field 2': 'Wrong.',
      text: 'Odd. Long.',
    });
  });

  it('says who will see what is written, and takes every kind of input', () => {
    const spec = formView(
      {
        whoSees: 'Who will see this: the customer.',
        intro: [[bold('About')]],
        fields: [
          { kind: 'external', name: 'customer', label: 'Customer', source: 'customer', value: { label: 'ACME', value: 'c1' } },
          { kind: 'users', name: 'who', label: 'Who', value: 'U123' },
          { kind: 'checks', name: 'what', label: 'What', options: [{ label: 'A', value: 'a' }], values: ['a'] },
          {
            kind: 'choice',
            name: 'many',
            label: 'Many',
            value: '149',
            options: Array.from({ length: 150 }, (_one, index) => ({ label: `O${index}`, value: `${index}` })),
          },
        ],
      },
      { title: 'T', callbackId: 'c' },
    );
    expect(viewProblems(spec)).toEqual([]);
    expect(JSON.stringify(spec.blocks.at(-1))).toContain('Who will see this: the customer.');
    expect(spec.blocks[4]).toMatchObject({ element: { option_groups: [{ label: { text: '1–100' } }, { label: { text: '101–150' } }] } });
  });

  it('refuses metadata that Slack would not carry', () => {
    expect(() => formView(form, { title: 'T', callbackId: 'c', metadata: 'x'.repeat(3_001) })).toThrow('3001 characters');
  });
});

describe('the limits as data', () => {
  it('name a tier that is known for every method', () => {
    for (const tier of Object.values(methodTiers)) expect(['special', ...Object.keys(callsPerMinute)]).toContain(tier);
  });
});
