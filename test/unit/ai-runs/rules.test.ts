import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { countTokens } from '../../../ai/run/count-tokens.ts';
import { outputSchema } from '../../../ai/run/output-schema.rules.ts';
import { redact } from '../../../ai/run/redact.rules.ts';
import { costMicros, reserveMicros } from '../../../domain/ai-runs/cost.rules.ts';
import { retryDelayMs } from '../../../domain/ai-runs/lease.rules.ts';
import { readMoney } from '../../../domain/ai-runs/money.rules.ts';
import { sourcesOf } from '../../../domain/ai-runs/sources-of.rules.ts';

const all = new Set(['text']);
const redacted = (text: string): string => redact({ text }, all).values.text ?? '';

describe('redaction', () => {
  it.each([
    ['a mail address', 'jane.doe+x@mail.acme.example', 'mail'],
    ['a card that passes Luhn', '4111 1111 1111 1111', 'card'],
    ['a card without blanks', '5500005555555559', 'card'],
    ['an IBAN', 'DE89 3704 0044 0532 0130 00', 'iban'],
    ['an IBAN without blanks', 'GB29NWBK60161331926819', 'iban'],
    ['an international number', '+44 20 7946 0018', 'phone'],
    ['a national number', '0171 2345678', 'phone'],
    ['an American number', '(415) 555-0132', 'phone'],
    ['an API key', `sk-${'proj'}-abcdefghijklmnop1234`, 'key'],
    ['a token', `eyJ${'hbGciOiJIUzI1NiJ9'}.eyJzdWIiOiIxIn0`, 'key'],
  ])('replaces %s by a placeholder of the same length, and puts it back', (_what, secret, kind) => {
    const text = `before ${secret} after`;
    const { values, restore } = redact({ text }, all);
    expect(values.text).toMatch(new RegExp(`^before \\[${kind}-1_*\\] after$`));
    expect(values.text).toHaveLength(text.length);
    expect(restore({ deep: [values.text] })).toEqual({ deep: [text] });
  });

  it.each([
    'TKT-202611-00001',
    '2026-11-21 14:00:05',
    '019aa5d8-3f2e-7c11-9f6e-1234567890ab',
    '4111 1111 1111 1112',
    'GB29NWBK60161331926818',
    'version 10.2.15',
    'it costs 1 200 000 EUR',
    'order 12345678',
    'https://acme.example/a/b',
  ])('leaves %s as it is', (text) => {
    expect(redacted(text)).toBe(text);
  });

  it('names the same text alike everywhere and only in the values that are named', () => {
    const { values } = redact({ text: 'a@b.example, c@d.example', other: 'a@b.example', ours: 'a@b.example' }, new Set(['text', 'other']));
    expect(values).toEqual({ text: '[mail-1___], [mail-2___]', other: '[mail-1___]', ours: 'a@b.example' });
  });

  it('restores a placeholder that lost its filling, and takes nobody’s words for one of its own', () => {
    const { values, restore } = redact({ text: 'I wrote [mail-1] and a@b.example' }, all);
    expect(values.text).toBe('I wrote [mail-1] and [mail-2___]');
    expect(restore('[mail-1], [mail-2], [mail-9]')).toBe('[mail-1], a@b.example, [mail-9]');
  });
});

describe('tokens and money', () => {
  it('counts what looks like a special token as text, and a long run of one letter quickly', () => {
    expect(countTokens('hello world')).toBe(2);
    expect(countTokens('<|endoftext|>')).toBeGreaterThan(1);
    expect(countTokens('a'.repeat(200_000))).toBeGreaterThan(10_000);
  });

  it('leaves an answer that is nested without end as it is', () => {
    const { values, restore } = redact({ text: 'jane@acme.example' }, all);
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}"${values.text}"${']'.repeat(100_000)}`);
    expect(restore({ deep, text: values.text })).toMatchObject({ text: 'jane@acme.example' });
  });

  it('reserves the most and charges what was counted, rounded up', () => {
    const prices = { input: 250_000, cached: 25_000, output: 2_000_000 };
    expect(reserveMicros(prices, 1_000, 500)).toBe(1_250);
    expect(reserveMicros({ ...prices, cached: 300_000 }, 1_000, 500)).toBe(1_300);
    expect(costMicros(prices, { input: 1_000, cached: 900, output: 1, reasoning: 0 })).toBe(50);
    expect(costMicros({ input: 100 }, { input: 1, cached: 0, output: 0, reasoning: 0 })).toBe(1);
    expect(costMicros({}, { input: 1_000, cached: 0, output: 1_000, reasoning: 0 })).toBe(0);
  });

  it('reads amounts exactly', () => {
    expect(['2.50', '2,5', '20', '0.000001', '0.1'].map(readMoney)).toEqual([2_500_000, 2_500_000, 20_000_000, 1, 100_000]);
    expect(['', '-1', '1e9', '2.5.0', '0.0000001', 'five'].map(readMoney)).toEqual(Array(6).fill(undefined));
  });

  it('waits longer each time, and never less than the server asks', () => {
    expect([1, 2, 3].map((attempt) => retryDelayMs(attempt, null))).toEqual([5_000, 10_000, 20_000]);
    expect(retryDelayMs(1, 30_000)).toBe(30_000);
    expect(retryDelayMs(1, 99_999_999)).toBe(600_000);
  });
});

describe('the form of an answer', () => {
  it('is a closed object whose properties are all there', () => {
    expect(outputSchema(z.strictObject({ a: z.string().nullable() }))).toMatchObject({ additionalProperties: false, required: ['a'] });
  });

  it.each([
    ['loose', z.looseObject({ a: z.string() })],
    ['open further in', z.strictObject({ list: z.array(z.looseObject({ a: z.string() })) })],
    ['not all required', z.strictObject({ a: z.string().optional() })],
  ])('is refused when it is %s', (_what, schema) => {
    expect(() => outputSchema(schema)).toThrow(TypeError);
  });
});

describe('sources', () => {
  it('are found wherever they stand in a result, each once', () => {
    const message = { kind: 'message', messageId: 'm', from: 0, to: 2, quote: 'Hi' };
    const article = { kind: 'article', articleId: 'a', number: 'KB-1', title: 'T', quote: 'q' };
    const data = {
      kind: 'message',
      statements: [{ sources: [message, article] }, { sources: [message] }],
      risks: [{ evidence: [message] }],
    };
    expect(sourcesOf(data)).toEqual([message, article]);
    expect(sourcesOf(null)).toEqual([]);
  });
});
