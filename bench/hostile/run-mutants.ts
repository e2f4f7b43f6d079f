import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Violation } from '../../test/support/hostile/monitor.ts';
import { type Mutation, mutations } from './mutations.ts';

/** What became of a planted weakness: caught by an invariant it was planted for, missed, or not planted at all. */
export type MutantResult = { name: string; end: 'caught' | 'missed' | 'broke' | 'no longer fits'; by: string[]; detail: string };

/** The mails a weakness is shown to: few, and of every kind that one of them needs. */
const shown = ['ord-01', 'ord-02', 'mar-01', 'mar-08', 'for-08', 'hid-01', 'las-08', 'ord-06'];
const left = new Set(['node_modules', '.git', 'coverage', 'dist']);
const lanes = 2;

/** Plants each weakness (of these names, else all) by itself in a copy of the tree and runs the monitor there, in a process of its own. */
export async function runMutants(root: string, names: readonly string[], tell: (line: string) => void): Promise<MutantResult[]> {
  const results: MutantResult[] = [];
  const waiting = mutations.filter(({ name }) => names.length === 0 || names.includes(name));
  const lane = async (): Promise<void> => {
    const copy = await copyTree(root);
    try {
      for (let mutation = waiting.shift(); mutation !== undefined; mutation = waiting.shift()) {
        const result = await tryOne(copy, mutation);
        results.push(result);
        tell(
          `planted: ${result.name}: ${result.end}${result.by.length > 0 ? ` (${result.by.join(', ')})` : ''}${result.end === 'caught' ? '' : ` ${result.detail}`}`,
        );
      }
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

async function copyTree(root: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'deskhand-planted-'));
  await cp(root, copy, { recursive: true, filter: (source) => !left.has(relative(root, source).split('/')[0] ?? '') });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

async function tryOne(copy: string, mutation: Mutation): Promise<MutantResult> {
  const before = new Map<string, string>();
  try {
    for (const { file, from, to } of mutation.changes) {
      const path = join(copy, file);
      const source = await readFile(path, 'utf8').catch(() => '');
      if (!before.has(path)) before.set(path, source);
      if (source.split(from).length !== 2)
        return { name: mutation.name, end: 'no longer fits', by: [], detail: `${file} does not hold its line once` };
      await writeFile(
        path,
        source.replace(from, () => to),
      );
    }
    return await judge(copy, mutation);
  } finally {
    for (const [path, source] of before) await writeFile(path, source);
  }
}

async function judge(copy: string, mutation: Mutation): Promise<MutantResult> {
  const { violations, problem } = await runChild(copy, mutation.personas, mutation.mails ?? shown);
  const by = [...new Set(violations.map(({ invariant }) => invariant))].sort();
  const caught = mutation.finds.some((invariant) => by.includes(invariant));
  const end = caught ? 'caught' : problem === '' ? 'missed' : 'broke';
  return {
    name: mutation.name,
    end,
    by,
    detail:
      problem ||
      violations
        .map(({ what }) => what)
        .slice(0, 2)
        .join('; '),
  };
}

async function runChild(copy: string, personas: string[], mails: string[]): Promise<{ violations: Violation[]; problem: string }> {
  const args = [
    'bench/hostile.ts',
    '--child',
    '--only',
    personas.length === 0 ? 'none' : mails.join(','),
    '--personas',
    personas.join(','),
  ];
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: copy,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 300_000,
  });
  let out = '';
  let wrong = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    wrong += chunk.toString();
  });
  await new Promise((resolve) => child.once('close', resolve));
  const line = out.split('\n').findLast((one) => one.startsWith('{"violations"'));
  if (line === undefined) return { violations: [], problem: `the run ended without a verdict: ${wrong.slice(-300).replace(/\s+/g, ' ')}` };
  return { violations: (JSON.parse(line) as { violations: Violation[] }).violations, problem: '' };
}
