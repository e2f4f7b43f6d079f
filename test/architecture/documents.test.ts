import { posix } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { describeEnv } from '../../config/env.ts';
import { allFiles, readText } from './source-tree.ts';

const files = new Set(allFiles());
const pages = allFiles().filter((path) => path.endsWith('.md') && !path.startsWith('test/fixtures/'));

/** Links of a page that lead to no file of the repository. */
function brokenLinks(page: string, text: string): string[] {
  const links = [...text.matchAll(/\]\(([^)#\s]+)(#[^)]*)?\)/g)].map((match) => match[1] ?? '');
  return links
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const target = posix.normalize(posix.join(posix.dirname(page), link)).replace(/\/$/, '');
      return !files.has(target) && ![...files].some((file) => file.startsWith(`${target}/`));
    });
}

/** Pages that a text names and that do not exist. */
function unknownPages(text: string): string[] {
  const named = [...text.matchAll(/(?<![\w*$}-])([\w-]+(?:\/[\w-]+)*\.md)\b/g)].map((match) => match[1] ?? '');
  return named.filter((name) => ![...files].some((file) => file === name || file.endsWith(`/${name}`)));
}

/** Settings in capitals and code marks that the app does not read. */
function unknownSettings(text: string, known: Set<string>): string[] {
  const families = ['DESKHAND_', 'WEB_', 'SMTP_', 'DATABASE_', 'TEMPORAL_', 'STORAGE_', 'DEMO_'];
  const named = [...text.matchAll(/`([A-Z][A-Z0-9]*_[A-Z0-9_]*[A-Z0-9])(?:=[^`]*)?`/g)].map((match) => match[1] ?? '');
  return named.filter((name) => families.some((family) => name.startsWith(family)) && !known.has(name));
}

test('every link of a page leads to a file', () => {
  expect(pages.flatMap((page) => brokenLinks(page, readText(page)).map((link) => `${page}: ${link}`))).toEqual([]);
  expect(brokenLinks('docs/a.md', '[a](../README.md) [b](nowhere.md) [c](https://example.com) [d](decisions/)')).toEqual(['nowhere.md']);
});

test('no page names a page that a reader does not have', () => {
  expect(pages.flatMap((page) => unknownPages(readText(page)).map((name) => `${page} names ${name}`))).toEqual([]);
  expect(unknownPages('see README.md, docs/operators.md and reference/secret.md')).toEqual(['reference/secret.md']);
});

test('pages name only settings that exist', () => {
  const composed = [...readText('docker-compose.yml').matchAll(/\$\{([A-Z_]+)[:}]/g)].map((match) => match[1] ?? '');
  const known = new Set([...describeEnv().map(({ key }) => key), ...composed]);
  expect(pages.flatMap((page) => unknownSettings(readText(page), known).map((name) => `${page}: ${name}`))).toEqual([]);
  expect(unknownSettings('`WEB_PORT` `WEB_PROT=1` `NOT_OURS`', known)).toEqual(['WEB_PROT']);
});

describe('decisions', () => {
  const decisions = pages.filter((page) => page.startsWith('docs/decisions/'));

  test('are numbered without a gap or a double', () => {
    const numbers = decisions.map((page) => Number(/^docs\/decisions\/(\d{4})-[a-z0-9-]+\.md$/.exec(page)?.[1]));
    expect(numbers).toEqual(numbers.map((_number, index) => index));
    expect(numbers.length).toBeGreaterThan(7);
  });

  test.each(decisions)('%s has a state, a context, a decision and consequences', (page) => {
    const text = readText(page);
    expect(text).toMatch(new RegExp(`^# ${page.slice('docs/decisions/'.length).slice(0, 4)} \\S`));
    expect(text).toMatch(/^\*\*State\*\*: (accepted|superseded by \d{4})$/m);
    expect([...text.matchAll(/^## (.+)$/gm)].map((match) => match[1])).toEqual(['Context', 'Decision', 'Consequences']);
  });
});

test('the README names the two commands first and is read in three minutes', () => {
  const text = readText('README.md');
  expect(text.indexOf('npm ci\n    npm start')).toBeGreaterThan(0);
  expect(text.split(/\s+/).length).toBeLessThan(900);
});

test('the licence is Apache 2.0, as package.json says', () => {
  expect(readText('LICENSE')).toMatch(/Apache License\s+Version 2\.0, January 2004/);
  expect(readText('package.json')).toContain('"license": "Apache-2.0"');
});
