import { describe, expect, test } from '@jest/globals';
import { promptRules } from './prompt-rules.ts';
import { repositoryTree, treeOf } from './source-tree.ts';

describe.each(promptRules)('$name', (rule) => {
  test('holds in every source of the repository', () => {
    expect(rule.find(repositoryTree())).toEqual([]);
  });

  test.each(rule.crimes.map((crime) => [Object.values(crime).join().slice(0, 90), crime] as const))('refuses %s', (_shown, crime) => {
    expect(rule.find(treeOf(crime))).not.toEqual([]);
  });

  test('lets honest sources pass', () => {
    expect(rule.innocent.flatMap((sources) => rule.find(treeOf(sources)))).toEqual([]);
  });
});

test('the seed files themselves would be refused anywhere else', () => {
  const [texts] = promptRules;
  const seeds = [...repositoryTree()].filter(([path]) => path.startsWith('domain/prompts/shipped/'));
  expect(seeds.length).toBeGreaterThanOrEqual(9);
  const moved = seeds.filter(([, source]) => texts?.find(treeOf({ 'ai/functions/moved.rules.ts': source.text })).length === 0);
  expect(moved.map(([path]) => path)).toEqual([]);
});
