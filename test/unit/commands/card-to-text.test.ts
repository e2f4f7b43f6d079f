import { describe, expect, it } from '@jest/globals';
import { cardToText } from '../../../bots/cards/card-to-text.ts';
import { makeCard } from '../../../bots/cards/make-card.rules.ts';
import { action, clip, code, field, oneLine, plain, row, section } from '../../../bots/cards/spans.rules.ts';
import { ago, when } from '../../../bots/cards/when.rules.ts';

describe('a card as plain text', () => {
  it('shows everything a person needs, in order', () => {
    const card = makeCard('ticket', [code('TKT-202611-00001'), { text: ' Printer' }], {
      notices: [{ level: 'warning', text: 'Careful.' }],
      fields: [field('Status', 'open')],
      text: [plain('Two\nlines')],
      sections: [section('Jane', 'unverified', [plain('first\nsecond')], [action('Answer', 'x', {})])],
      rows: [row(plain('A row'), [plain('below')], [action('Show', 'x', {})])],
      paging: { shown: 1, total: 1_000, totalIsAtLeast: true, next: action('Next', 'x', {}) },
      actions: [action('Take', 'x', {}), action('Close', 'x', {})],
    });
    expect(cardToText(card)).toBe(
      [
        'TKT-202611-00001 Printer',
        '⚠ Careful.',
        'Status: open',
        'Two\nlines',
        '— Jane [UNVERIFIED]\n  first\n  second\n  [Answer]',
        '• A row\n  below\n  [Show]',
        '1 shown of 1000+ [Next]',
        '[Take] [Close]',
      ].join('\n\n'),
    );
  });

  it('shows what would steer a terminal or turn the writing round, instead of obeying it', () => {
    const text = cardToText(makeCard('ticket', 'a\u001b[2Jb\u0007c\u202Ed\u009be\rf'));
    expect(text).toBe('a\\u001b[2Jb\\u0007c\\u202ed\\u009be\nf');
  });

  it('puts a link behind the text it belongs to', () => {
    expect(cardToText(makeCard('ticket', [{ text: 'a.pdf', href: '/files/1' }]))).toBe('a.pdf </files/1>');
  });
});

describe('text that is cut', () => {
  it('never ends in half a character', () => {
    for (let length = 1; length < 12; length += 1) expect(clip('a😀b😀c😀d', length).text.isWellFormed()).toBe(true);
    expect(clip('abcdef', 3)).toEqual({ text: 'abc…', cut: 3 });
    expect(oneLine('a\n\n b\tc', 10)).toBe('a b c');
  });
});

describe('times for people', () => {
  const now = new Date('2026-07-01T12:00:00Z');
  it('are in the zone of the reader, with how long ago', () => {
    expect(when(new Date('2026-07-01T11:00:00Z'), { timeZone: 'Europe/London', now })).toEqual({
      text: '1 Jul 2026, 12:00 (60 min ago)',
      at: '2026-07-01T11:00:00.000Z',
    });
  });
  it.each([
    [10, 'just now'],
    [60, '1 min ago'],
    [7_200, '2 h ago'],
    [3 * 86_400, '3 days ago'],
    [-3_600, 'in 60 min'],
  ])('say %d seconds as %s', (seconds, text) => {
    expect(ago(new Date(now.getTime() - seconds * 1_000), now)).toBe(text);
  });
});
