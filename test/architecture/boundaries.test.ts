import { describe, expect, test } from '@jest/globals';
import { arrowRules } from './arrow-rules.ts';
import { doorRules } from './door-rules.ts';
import { pureRules } from './pure-rules.ts';
import { shapeRules } from './shape-rules.ts';
import { repositoryTree, treeOf } from './source-tree.ts';

describe.each([...arrowRules, ...pureRules, ...doorRules, ...shapeRules])('$name', (rule) => {
  test('holds in every source of the repository', () => {
    expect(rule.find(repositoryTree())).toEqual([]);
  });

  test('refuses every crime it is shown', () => {
    expect(rule.crimes.filter((crime) => rule.find(treeOf(crime)).length === 0)).toEqual([]);
    expect(rule.crimes.length).toBeGreaterThan(0);
  });

  test('lets honest sources pass', () => {
    expect(rule.innocent.flatMap((sources) => rule.find(treeOf(sources)))).toEqual([]);
    expect(rule.innocent.length).toBeGreaterThan(0);
  });
});

test('the repository is really walked: every part of the house has sources in the tree', () => {
  const folders = new Set([...repositoryTree().keys()].map((path) => path.split('/')[0]));
  expect([...folders]).toEqual(expect.arrayContaining(['config', 'domain', 'server', 'storage', 'test']));
});
