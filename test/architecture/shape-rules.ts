import { basename } from 'node:path';
import type { Source } from './parse-source.ts';
import type { Rule } from './rule.ts';
import type { SourceTree } from './source-tree.ts';
import { type AnyNode, linesOf, literalText, visit } from './syntax-tree.ts';

const longestFile = 400;
const longestFunction = 80;
const emptyNames = /(^|[-./])(utils?|helpers?|managers?|commons?|misc)([-./]|$)/;
// 'TO' + 'DO' is written apart so that this file does not accuse itself.
const unfinished = new RegExp(`(?://|/\\*|^\\s*\\*).*\\b(TO${'DO'}|FIX${'ME'}|XX${'X'}|HA${'CK'})\\b`, 'm');
const testCalls = ['test', 'it', 'describe'];

function each(find: (source: Source) => string[]): (tree: SourceTree) => string[] {
  return (tree) => [...tree.values()].flatMap((source) => find(source).map((place) => `${source.path}${place}`));
}

function longFunctions(source: Source): string[] {
  const found: string[] = [];
  visit(source.program as unknown as AnyNode, null, (node, parent) => {
    const { first, count } = linesOf(node);
    if (!/Function/.test(node.type) || count <= longestFunction || isDescribe(parent)) return;
    found.push(`:${first} has ${count} lines`);
  });
  return found;
}

// A describe block is a chapter, not a function.
function isDescribe(parent: AnyNode | null): boolean {
  const callee = parent?.callee as AnyNode | undefined;
  return callee?.name === 'describe' || (callee?.callee as AnyNode | undefined)?.type === 'MemberExpression';
}

function sleepingTests(source: Source): string[] {
  const found: string[] = [];
  visit(source.program as unknown as AnyNode, null, (node) => {
    const callee = node.type === 'CallExpression' ? (node.callee as AnyNode) : null;
    const name = (callee?.object as AnyNode | undefined)?.name as string | undefined;
    const way = (callee?.property as AnyNode | undefined)?.name as string | undefined;
    const sleeps = testCalls.includes(name ?? '') && ['skip', 'only', 'todo', 'failing', 'fixme'].includes(way ?? '');
    if (sleeps || /^(x|f)(it|test|describe)$/.test(String(callee?.name))) found.push(`:${linesOf(node).first}`);
  });
  return found;
}

function shortTitles(source: Source): string[] {
  const found: string[] = [];
  visit(source.program as unknown as AnyNode, null, (node) => {
    const name = node.type === 'CallExpression' ? (node.callee as AnyNode).name : null;
    const title = name === 'test' || name === 'it' ? literalText((node.arguments as unknown[])[0]) : null;
    if (title !== null && title.trim().split(/\s+/).length < 3) found.push(`:${linesOf(node).first} “${title}”`);
  });
  return found;
}

function undocumented(source: Source): string[] {
  if (!/^(domain\/(?!database\/migrations\/)|workflows\/contracts\/|workflows\/activities\/ports\.ts$)/.test(source.path)) return [];
  const lines = source.text.split('\n');
  return lines.flatMap((line, index) => (isExport(line) && !isDocumented(lines, index) ? [`:${index + 1} ${line.slice(0, 60)}`] : []));
}

const isExport = (line: string): boolean => /^export (abstract class|async function|function|const|class|type|interface)\b/.test(line);

// A type of one line says itself what it is, and so does one taken from a documented value.
function isDocumented(lines: string[], index: number): boolean {
  const above = lines.slice(0, index).findLast((earlier) => earlier.trim() !== '');
  return above?.trimEnd().endsWith('*/') === true || /^export type .*;$/.test(lines[index] ?? '');
}

/** A verb is a file of a noun's folder without a suffix: it exports one function, of its own name. */
function misnamedVerb(source: Source): string[] {
  const match = /^domain\/(?!tenancy|database)[^/]+\/([a-z0-9-]+)\.ts$/.exec(source.path);
  if (match?.[1] === undefined) return [];
  const wanted = match[1].replace(/-([a-z0-9])/g, (_dash, letter: string) => letter.toUpperCase());
  const exported = [...source.text.matchAll(/^export (?:async )?function\*? (\w+)/gm)].map((found) => found[1]);
  return exported.length === 1 && exported[0] === wanted ? [] : [` exports ${exported.join(', ') || 'no function'} instead of ${wanted}`];
}

const longText = (lines: number): string => 'a();\n'.repeat(lines);

export const shapeRules: Rule[] = [
  {
    name: 'a file stays under 400 lines',
    reason: 'aim for 30 to 80, look again at 220',
    find: each((source) => (source.text.split('\n').length - 1 > longestFile ? [` has ${source.text.split('\n').length - 1} lines`] : [])),
    crimes: [{ 'domain/a.ts': longText(401) }],
    innocent: [{ 'domain/a.ts': longText(400) }],
  },
  {
    name: 'a function stays under 80 lines',
    reason: 'aim for ten',
    find: each(longFunctions),
    crimes: [
      { 'domain/a.ts': `export function a() {\n${longText(79)}}` },
      { 'test/a.test.ts': `test('holds for very long', () => {\n${longText(79)}});` },
      { 'domain/a.ts': `export const a = {\n  b() {\n${longText(79)}}\n};` },
    ],
    innocent: [
      { 'domain/a.ts': `export function a() {\n${longText(78)}}` },
      { 'test/a.test.ts': `describe('a chapter', () => {\n${longText(100)}});` },
    ],
  },
  {
    name: 'names say what a file is for, in kebab case',
    reason: 'whatever has no name of its own collects what has no home',
    find: each((source) => (emptyNames.test(source.path) || !/^[a-z0-9.-]+$/.test(basename(source.path)) ? [''] : [])),
    crimes: [
      { 'domain/utils.ts': '' },
      { 'domain/helpers/a.ts': '' },
      { 'mail/mail-manager.ts': '' },
      { 'mail/date-utils.ts': '' },
      { 'mail/MailSender.ts': '' },
    ],
    innocent: [{ 'mail/manage-mail.ts': '' }],
  },
  {
    name: 'nothing is left for later in a comment',
    reason: 'what is not done is not there, or is an issue',
    find: each((source) => (unfinished.test(source.text) ? [''] : [])),
    crimes: [{ 'domain/a.ts': `// TO${'DO'}: later` }, { 'domain/a.ts': `/**\n * FIX${'ME'} soon\n */` }],
    innocent: [{ 'domain/a.ts': "const todoList = 'what to do';" }],
  },
  {
    name: 'no test sleeps',
    reason: 'a skipped, focused or promised test checks nothing',
    find: each(sleepingTests),
    crimes: [
      { 'test/a.test.ts': "test.skip('refuses a stranger', () => {});" },
      { 'test/a.test.ts': "describe.only('all of it', () => {});" },
      { 'test/a.test.ts': "it.todo('refuses a stranger');" },
      { 'test/a.test.ts': "xit('refuses a stranger', () => {});" },
    ],
    innocent: [{ 'test/a.test.ts': "test.each([1])('adds %s to it', () => {});\nbytes.skip(1);" }],
  },
  {
    name: 'a test’s title is behaviour in a sentence',
    reason: 'the list of titles is the list of promises',
    find: each(shortTitles),
    crimes: [{ 'test/a.test.ts': "test('works', () => {});" }, { 'test/a.test.ts': "it('open ticket', () => {});" }],
    innocent: [{ 'test/a.test.ts': "test('refuses approval by the drafter', () => {});\n/x/.test('a');" }],
  },
  {
    name: 'what domain, contracts and ports export says what it promises',
    reason: 'a caller reads the sentence, not the code',
    find: each(undocumented),
    crimes: [
      { 'domain/a.types.ts': 'export type A = {\n  b: 1;\n};' },
      { 'domain/tickets/a.ts': '// Not a promise.\nexport async function a() {}' },
      { 'workflows/contracts/a.contract.ts': '/** A. */\nconst a = 1;\nexport const b = a;' },
    ],
    innocent: [
      { 'domain/a.types.ts': '/** One. */\nexport type A = {\n  b: 1;\n};\n\nexport type B = 2;' },
      { 'domain/a.types.ts': '/** All. */\nexport const all = [1] as const;\n\nexport type One = (typeof all)[number];' },
      { 'mail/a.ts': 'export const a = 1;' },
    ],
  },
  {
    name: 'a verb’s file exports one function of its name',
    reason: 'the folder’s listing is the list of what the noun can do',
    find: each(misnamedVerb),
    crimes: [
      { 'domain/tickets/open-ticket.ts': 'export function createTicket() {}' },
      { 'domain/tickets/open-ticket.ts': 'export function openTicket() {}\nexport function closeTicket() {}' },
      { 'domain/tickets/open-ticket.ts': 'export const openTicket = 1;' },
    ],
    innocent: [
      { 'domain/tickets/open-ticket.ts': 'export type A = 1;\nexport async function openTicket() {}' },
      { 'domain/tenancy/sql.ts': 'export const a = 1;' },
    ],
  },
];
