import type { Import, Source } from './parse-source.ts';
import { isPure, type Rule } from './rule.ts';
import type { SourceTree } from './source-tree.ts';
import { type AnyNode, findNodes, globalNames, linesOf } from './syntax-tree.ts';

const purePackages = ['zod', 'uuid', 'node:crypto', 'node:buffer'];
// Allowed inside the workflow sandbox at run time. uuid and node:crypto are not: they draw on randomness that a replay cannot repeat.
const workflowPackages = ['zod', '@temporalio/workflow', '@temporalio/common'];
const forbiddenGlobals = [
  'fetch',
  'process',
  'require',
  'globalThis',
  'global',
  'self',
  'Buffer',
  'crypto',
  'performance',
  'WebSocket',
  'XMLHttpRequest',
];
const isWorkflow = (path: string): boolean => path.endsWith('.workflow.ts');

function findImpure(tree: SourceTree): string[] {
  const impure = (used: Import): boolean => (used.file === null ? !purePackages.includes(used.pkg ?? '') : !isPure(used.file));
  // What a types file takes from elsewhere as a type is gone when it runs; the arrows still say from where.
  const isErased = (source: Source, used: Import): boolean => used.kind === 'type' && source.path.endsWith('.types.ts');
  return [...tree.values()]
    .filter((source) => isPure(source.path))
    .flatMap((source) =>
      source.imports
        .filter((used) => impure(used) && !isErased(source, used))
        .map((used) => `${source.path} imports ${used.specifier}, which is not pure`),
    );
}

function findClocks(tree: SourceTree): string[] {
  return [...tree.values()]
    .filter((source) => source.path.endsWith('.rules.ts'))
    .flatMap((source) =>
      findNodes(source.program, ['NewExpression', 'CallExpression'])
        .filter(readsClockOrChance)
        .map((node) => `${source.path}:${linesOf(node).first}`),
    );
}

function readsClockOrChance(node: AnyNode): boolean {
  const callee = node.callee as AnyNode;
  if (node.type === 'NewExpression') return callee.name === 'Date' && (node.arguments as unknown[]).length === 0;
  const object = (callee.object as AnyNode | undefined)?.name;
  const property = (callee.property as AnyNode | undefined)?.name;
  return (
    (object === 'Date' && property === 'now') ||
    (object === 'Math' && property === 'random') ||
    (object === 'performance' && property === 'now')
  );
}

/** Walks what a workflow loads at run time and says, with the way there, what a replay could not repeat. */
function findNondeterminism(tree: SourceTree): string[] {
  return [...tree.keys()].filter(isWorkflow).flatMap((start) => {
    const seen = new Set<string>();
    const walk = (path: string, trail: string[]): string[] => {
      const source = tree.get(path);
      if (source === undefined || seen.has(path)) return [];
      seen.add(path);
      const way = [...trail, path];
      return [...faultsOf(source, way.join(' → ')), ...loadedFiles(source).flatMap((file) => walk(file, way))];
    };
    return walk(start, []);
  });
}

function faultsOf(source: Source, way: string): string[] {
  const packages = source.imports.filter((used) => used.kind !== 'type' && used.pkg !== null && !workflowPackages.includes(used.pkg));
  const files = loadedFiles(source).filter((file) => !isPure(file) && !/^workflows\/(lib\/|[^/]*\.workflow\.ts$)/.test(file));
  const globals = [...globalNames(source.program)].filter((name) => forbiddenGlobals.includes(name));
  return [
    ...packages.map((used) => `${way} loads ${used.specifier}`),
    ...files.map((file) => `${way} loads ${file}, which is neither a contract nor pure`),
    ...globals.map((name) => `${way} uses the global ${name}`),
  ];
}

function loadedFiles(source: Source): string[] {
  return source.imports.flatMap((used) => (used.kind !== 'type' && used.file !== null ? [used.file] : []));
}

export const pureRules: Rule[] = [
  {
    name: 'rules, types and contracts are pure',
    reason: 'everything may use them, also inside a workflow replay: they import only pure files, zod, uuid and the sums of node:crypto',
    find: findImpure,
    crimes: [
      { 'domain/tickets/a.rules.ts': "import { readFileSync } from 'node:fs';" },
      { 'domain/tickets/a.rules.ts': "import { ticket } from './tickets.entity.ts';" },
      { 'domain/tickets/a.types.ts': "import { openTicket } from './open-ticket.ts';" },
      { 'domain/tickets/a.rules.ts': "import type { openTicket } from './open-ticket.ts';" },
      { 'domain/tickets/a.rules.ts': "export type A = import('./open-ticket.ts').A;" },
      { 'workflows/contracts/a.contract.ts': "import { Client } from '@temporalio/client';" },
      { 'domain/errors.ts': "import { pino } from 'pino';" },
    ],
    innocent: [
      {
        'mail/parse/a.rules.ts': "import { z } from 'zod';\nimport { createHmac } from 'node:crypto';\nimport { b } from '../b.rules.ts';",
      },
    ],
  },
  {
    name: 'rules take the time as an argument',
    reason: 'a rule that reads the clock or draws lots cannot be told what to answer in a test',
    find: findClocks,
    crimes: [
      { 'domain/tickets/a.rules.ts': 'export const a = () => new Date();' },
      { 'domain/tickets/a.rules.ts': 'export const a = () => Date.now() + 1;' },
      { 'domain/tickets/a.rules.ts': 'export const a = () => Math.random();' },
    ],
    innocent: [{ 'domain/tickets/a.rules.ts': 'export const a = (now: Date) => new Date(now.getTime() + 1);' }],
  },
  {
    name: 'a workflow loads only what a replay can repeat',
    reason: 'the bundler lets `openai`, a helper that reaches `node:fs`, and the globals `fetch` and `process` through',
    find: findNondeterminism,
    crimes: [
      { 'workflows/a.workflow.ts': "import OpenAI from 'openai';" },
      { 'workflows/a.workflow.ts': "import { readFileSync } from 'node:fs';" },
      { 'workflows/a.workflow.ts': "export async function a() { return fetch('http://x'); }" },
      { 'workflows/a.workflow.ts': 'export const a = () => process.env.HOME;' },
      { 'workflows/a.workflow.ts': 'export const a = () => globalThis.fetch;' },
      { 'workflows/a.workflow.ts': 'export const a = () => crypto.randomUUID();' },
      {
        'workflows/a.workflow.ts': "import { createActivities } from './activities/a.activities.ts';",
        'workflows/activities/a.activities.ts': '',
      },
      {
        'workflows/a.workflow.ts': "export const a = () => import('../domain/a.rules.ts');",
        'domain/a.rules.ts': "import { b } from './b.ts';",
        'domain/b.ts': '',
      },
      {
        'workflows/a.workflow.ts': "import { a } from '../domain/a.rules.ts';",
        'domain/a.rules.ts': "import { createHash } from 'node:crypto';",
      },
      {
        'workflows/a.workflow.ts': "import { a } from '../domain/a.rules.ts';",
        'domain/a.rules.ts': "export { b } from './b.types.ts';",
        'domain/b.types.ts': "export const b = () => fetch('http://x');",
      },
    ],
    innocent: [
      {
        'workflows/a.workflow.ts':
          "import { sleep } from '@temporalio/workflow';\nimport type { A } from './activities/a.activities.ts';\nimport { id } from './contracts/a.contract.ts';\nexport const a = (fetch: number) => fetch + Date.now();",
        'workflows/activities/a.activities.ts': "import { readFileSync } from 'node:fs';",
        'workflows/contracts/a.contract.ts': "import { z } from 'zod';\nexport const process = { process: 1 };",
      },
    ],
  },
];
