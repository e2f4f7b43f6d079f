import { Readable, Writable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { compareTexts } from '../../../mail/score/compare-texts.rules.ts';
import type { CommandContext } from '../../../server/cli/cli.types.ts';
import { mailScore } from '../../../server/cli/commands/mail-score.ts';

const cases = [
  { id: 'a', kind: 'text', input: 'Yes, it is.\n\nOn 5 Nov 2024 10:12, S <s@d.example> wrote:\n> Old', expected: 'Yes,  it\nis.' },
  { id: 'b', kind: 'text', input: 'Yes, and', expected: 'Yes, and a second word.' },
  { id: 'c', kind: 'text', input: 'Yes, and a second word.', expected: 'Yes,' },
  {
    id: 'd',
    kind: 'html',
    input: '<p>Yes</p><p>Thanks,<br>Ann</p><blockquote type="cite">Old</blockquote>',
    expected: '<p>Yes</p><p>Thanks,<br>Ann</p>',
  },
  { id: 'e', kind: 'sig', input: 'Yes.\n\nAnn Lee\nAcme', expected: 'Yes.', sender: 'Ann Lee' },
];

async function score(lines: readonly string[], values: Record<string, unknown> = {}): Promise<string[]> {
  const said: string[] = [];
  const terminal = {
    out: (line: string) => said.push(line),
    note: () => undefined,
    askSecret: async () => '',
    input: Readable.from(lines.map((line) => `${line}\n`)),
    output: new Writable(),
    isInteractive: false,
  };
  await mailScore.run({ terminal, table: [] } as unknown as CommandContext, values, ['-']);
  return said;
}

describe('mail score', () => {
  test('counts exact, lost and left cases of each kind and names the slowest reading', async () => {
    const [reports] = (
      await score(
        cases.map((one) => JSON.stringify(one)),
        { json: true },
      )
    ).map((line) => JSON.parse(line));
    expect(reports).toEqual([
      {
        kind: 'reply text',
        cases: 3,
        figures: { exact: 1, lost: 1, left: 1, slowestMs: expect.any(Number) },
        missed: ['b lost', 'c left'],
      },
      { kind: 'reply html', cases: 1, figures: { exact: 1, lost: 0, left: 0, slowestMs: expect.any(Number) }, missed: [] },
      { kind: 'reply sig', cases: 1, figures: { exact: 1, lost: 0, left: 0, slowestMs: expect.any(Number) }, missed: [] },
    ]);
  });

  test('says it in words, with the missed cases when asked', async () => {
    expect(await score([JSON.stringify(cases[1])], { misses: true })).toEqual([
      expect.stringMatching(/^reply text: 1 cases, exact 0, lost 1, left 0, slowestMs [\d.]+$/),
      '  b lost',
    ]);
  });

  test.each([
    ['a line that is no JSON object', ['[1]'], 'line 1'],
    ['a case of no known kind', [JSON.stringify(cases[0]), '{"kind":"song"}'], 'line 2'],
    ['an empty file', [''], 'no case'],
  ])('refuses %s', async (_name, lines, problem) => {
    await expect(score(lines)).rejects.toMatchObject({ code: 'invalid_input', userMessage: expect.stringContaining(problem) });
  });
});

test.each([
  ['the same but for blanks', 'a  b\n', 'a b', { isExact: true, isLossy: false, isLeft: false }],
  ['one of forty words missing', 'w '.repeat(39), 'w '.repeat(40), { isExact: false, isLossy: false, isLeft: false }],
  ['one of ten words missing', 'w '.repeat(9), 'w '.repeat(10), { isExact: false, isLossy: true, isLeft: false }],
  ['one of ten words too much', `${'w '.repeat(10)}x`, 'w '.repeat(10), { isExact: false, isLossy: false, isLeft: true }],
])('two texts: %s', (_name, found, expected, comparison) => {
  expect(compareTexts(found, expected)).toEqual(comparison);
});
