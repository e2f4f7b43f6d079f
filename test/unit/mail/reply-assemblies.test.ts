import { describe, expect, test } from '@jest/globals';
import { seeded } from '../../../domain/seeded.rules.ts';
import { everyLanguage, type Lexicon, languageWords, makeLexicon } from '../../../mail/parse/reply/lexicon.rules.ts';
import type { SplitReply } from '../../../mail/parse/reply/reply.types.ts';
import { splitHtmlReply } from '../../../mail/parse/reply/split-html-reply.rules.ts';
import { splitTextReply } from '../../../mail/parse/reply/split-text-reply.rules.ts';
import { type Assembly, assemblies } from './reply-assemblies.ts';
import { replyLanguages } from './reply-languages.ts';

const facts = { subject: 'Re: x', senderName: 'Ann Lee' };
const collapsed = (text: string): string => text.replace(/\s+/g, ' ').trim();
const split = ({ client, input }: Assembly, words: Lexicon = everyLanguage): SplitReply =>
  client.kind === 'html' ? splitHtmlReply(input, facts, words) : splitTextReply(input, facts, words);
const shown = ({ language, client }: Assembly): string => `${language} ${client.kind} ${client.name}`;

describe('replies made up of every program in every language', () => {
  const made = assemblies(20_241_105, 2);

  test('there are at least 23 languages and 30 programs', () => {
    expect(Object.keys(replyLanguages).length).toBeGreaterThanOrEqual(23);
    expect(new Set(made.map(({ client }) => `${client.kind} ${client.name}`)).size).toBeGreaterThanOrEqual(30);
  });

  test('lose no word that was written', () => {
    const lossy = made.filter((one) => {
      const { text } = split(one);
      return one.written.split(' ').some((word) => !text.includes(word));
    });
    expect(lossy.map(shown)).toEqual([]);
  });

  test('come out exactly, without quote and signature', () => {
    expect(made.filter((one) => collapsed(split(one).text) !== collapsed(one.written)).map(shown)).toEqual([]);
  });

  test('keep what is hidden', () => {
    const incomplete = made.filter((one) => {
      const { quoted, signature } = split(one);
      return one.quoted.some((line) => !quoted.includes(line)) || !collapsed(`${signature} ${quoted}`).includes(collapsed(one.signature));
    });
    expect(incomplete.map(shown)).toEqual([]);
  });
});

test('a language of which no word is known is still split by structure, and loses nothing', () => {
  const made = assemblies(7, 1);
  const lexicons = new Map(
    Object.keys(replyLanguages).map((language) => [
      language,
      makeLexicon(Object.entries(languageWords).flatMap(([code, words]) => (code === language ? [] : [words]))),
    ]),
  );
  const results = made.map((one) => ({ one, found: split(one, lexicons.get(one.language)) }));
  // A greeting of an unknown language cannot be told from text: only the quote is looked at.
  const withoutQuote = results.filter(
    ({ one, found }) =>
      collapsed(`${found.text} ${found.signature}`)
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .startsWith(
          collapsed(one.written)
            .replace(/[^\p{L}\p{N}]+/gu, ' ')
            .trim(),
        ) && !found.text.includes('TKT-202411-00001'),
  );
  expect(withoutQuote.length / made.length).toBeGreaterThan(0.93);
  expect(
    results.filter(({ one, found }) => one.written.split(' ').some((word) => !found.text.includes(word))).map(({ one }) => shown(one)),
  ).toEqual([]);
});

test('HTML is still split by its lines when all marks of the program were stripped from it', () => {
  const stripped = assemblies(5, 1).flatMap((one) =>
    one.client.kind === 'html' ? [{ ...one, input: one.input.replace(/ (?:id|class|name|data-[a-z]+|type|style)="[^"]*"/g, '') }] : [],
  );
  expect(stripped.filter((one) => collapsed(split(one).text) !== collapsed(one.written)).map(shown)).toEqual([]);
});

test('HTML is still split by its marks when no language is known at all', () => {
  const none = makeLexicon([]);
  const marked = assemblies(5, 1).filter(({ client }) => client.kind === 'html');
  const failed = marked.filter((one) => {
    const { text } = split(one, none);
    return !collapsed(text).startsWith(collapsed(one.written)) || text.includes('TKT-202411-00001');
  });
  expect(failed.map(shown)).toEqual([]);
});

test('answers between the lines of a quote stay, in every program that marks quotes', () => {
  const random = seeded(3);
  const lost: string[] = [];
  for (const one of assemblies(3, 1)) {
    if (one.client.kind !== 'text' || !/^> \S/m.test(one.input)) continue;
    const lines = one.input.split('\n');
    const marks = lines.flatMap((line, at) => (/^> \S/.test(line) && /^>/.test(lines[at + 1] ?? '') ? [at + 1] : []));
    const at = marks[1 + Math.floor(random() * (marks.length - 1))] ?? marks[0];
    if (at === undefined) continue;
    const answered = [...lines.slice(0, at), '', 'Inline answer number one.', '', ...lines.slice(at)].join('\n');
    if (!splitTextReply(answered, facts).text.includes('Inline answer number one.')) lost.push(shown(one));
  }
  expect(lost).toEqual([]);
});

test('however a mail is cut and shuffled, every line stands in one of the three parts', () => {
  const random = seeded(11);
  for (const one of assemblies(11, 1).filter(({ client }) => client.kind === 'text')) {
    const lines = one.input.split('\n').filter(() => random() > 0.15);
    if (random() > 0.5) lines.reverse();
    const parts = splitTextReply(lines.join('\n'), facts);
    const count = (text: string): string[] =>
      text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .sort();
    expect([...count(parts.text), ...count(parts.quoted), ...count(parts.signature)].sort()).toEqual(count(lines.join('\n')));
    if (/[\p{L}\p{N}]/u.test(lines.join(''))) expect(parts.text).not.toBe('');
  }
});
