import { describe, expect, test } from '@jest/globals';
import { readForward } from '../../../mail/parse/forward/read-forward.rules.ts';
import { languageWords } from '../../../mail/parse/reply/lexicon.rules.ts';
import type { ReplyWords } from '../../../mail/parse/reply/reply-words.types.ts';

const languages = Object.entries(languageWords);
const firstOf = (words: string): string => words.split('|')[0] ?? '';
const headersIn = (words: ReplyWords, mark: string): string =>
  [
    ['from', 'Ann Bell <ann@acme.example>'],
    ['sent', '12.11.2024 10:00'],
    ['to', 'bob@desk.example'],
    ['cc', 'cora@desk.example'],
    ['subject', 'Printer on fire'],
  ]
    .map(([key, value]) => `${mark}${capital(firstOf(words[key as 'from'] ?? ''))}: ${value}`)
    .join('\n');
const capital = (word: string): string => (word[0] ?? '').toLocaleUpperCase('en') + word.slice(1);
const wanted = {
  from: { name: 'Ann Bell', address: 'ann@acme.example' },
  to: [{ name: '', address: 'bob@desk.example' }],
  cc: [{ name: '', address: 'cora@desk.example' }],
  date: '12.11.2024 10:00',
  subject: 'Printer on fire',
  body: 'It smokes.',
  comment: 'See this.',
};

test('there are at least 23 languages', () => {
  expect(languages.length).toBeGreaterThanOrEqual(23);
});

describe.each(languages)('a forward whose program speaks %s', (_code, words) => {
  test.each(words.forwarded.split('|').map((line) => [line]))('announced by “%s”', (line) => {
    const text = `See this.\n\n---------- ${capital(line)} ----------\n${headersIn(words, '')}\n\nIt smokes.`;
    expect(readForward(text, '')).toEqual(wanted);
  });

  test('quoted with its announcement, without a subject that says so', () => {
    const text = `See this.\n\n> ${capital(firstOf(words.forwarded))}:\n>\n${headersIn(words, '> ')}\n>\n> It smokes.`;
    expect(readForward(text, '')).toEqual(wanted);
  });

  test('by its headers alone, when the subject says so', () => {
    expect(readForward(`See this.\n\n${headersIn(words, '')}\n\nIt smokes.`, 'Fwd: Printer on fire')).toEqual(wanted);
    expect(readForward(`See this.\n\n${headersIn(words, '')}\n\nIt smokes.`, 'Re: Printer on fire')).toBeNull();
  });
});
