import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { downloadServer } from '../../../server/embedded/download-server.ts';
import { resolveTemporalBinary } from '../../../server/embedded/temporal-binary.ts';
import { silent, testFolder } from './test-folder.ts';

const run = promisify(execFile);
const usable = 'echo "temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)"';
const tooOld = 'echo "temporal version 1.3.0 (Server 1.27.1, UI 2.36.0)"';
const unrelated = 'echo "temporal logic prover 0.3"';

let folder: Awaited<ReturnType<typeof testFolder>>;
let root: string;
let site: Server;
let asked: string[];
let archive: Buffer | undefined;
let round = 0;

beforeAll(async () => {
  folder = await testFolder();
  site = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (archive === undefined) response.writeHead(404).end();
    else if (request.url === '/archive.tar.gz') response.end(archive);
    else response.end(JSON.stringify({ archiveUrl: `${siteAddress()}/archive.tar.gz`, fileToExtract: 'temporal' }));
  });
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  site.close();
  await folder.remove();
});
beforeEach(() => {
  round += 1;
  root = join(folder.path, `round-${round}`);
  asked = [];
  archive = undefined;
});

const siteAddress = () => `http://127.0.0.1:${(site.address() as AddressInfo).port}`;

async function program(path: string, script: string): Promise<string> {
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

/** A `go` that answers as Go does and writes what it was asked to build, noting each build. */
async function fakeGo(): Promise<string> {
  const script = `case "$1" in
    env) echo go1.26.8 ;;
    list) echo one; echo two ;;
    build) echo built >> "${root}/builds"; echo one >&2; /bin/sleep 0.3
      while [ "$1" != -o ]; do shift; done
      printf '#!/bin/sh\\n%s\\n' '${usable}' > "$2"; /bin/chmod 755 "$2" ;;
  esac`;
  await program(join(root, 'go-bin', 'go'), script);
  return join(root, 'go-bin');
}

function resolve(environment: NodeJS.ProcessEnv, progress?: (line: string) => void) {
  const full = { XDG_CACHE_HOME: join(root, 'cache'), PATH: '', ...environment };
  return resolveTemporalBinary({ log: silent, environment: full, site: siteAddress(), ...(progress && { progress }) });
}

const builds = async () => (await readFile(join(root, 'builds'), 'utf8').catch(() => '')).split('\n').filter(Boolean).length;

test('TEMPORAL_CLI comes before everything else', async () => {
  const mine = await program(join(root, 'mine'), usable);
  await program(join(root, 'bin', 'temporal'), usable);
  expect(await resolve({ TEMPORAL_CLI: mine, PATH: join(root, 'bin') })).toEqual({ path: mine, source: 'TEMPORAL_CLI' });
});

test.each([
  ['does not exist', undefined, 'it does not run'],
  ['is another program', unrelated, 'it is not the Temporal CLI'],
  ['is too old', tooOld, 'at least 1.29 is needed'],
])('a TEMPORAL_CLI that %s is an error and not passed over in silence', async (_what, script, problem) => {
  const path = join(root, 'mine');
  if (script !== undefined) await program(path, script);
  await program(join(root, 'bin', 'temporal'), usable);
  const refused = resolve({ TEMPORAL_CLI: path, PATH: join(root, 'bin') });
  await expect(refused).rejects.toMatchObject({ code: 'not_configured', userMessage: expect.stringContaining(problem) });
});

test('on PATH the first program that is Temporal and new enough is taken', async () => {
  await program(join(root, 'a', 'temporal'), unrelated);
  await program(join(root, 'b', 'temporal'), tooOld);
  const good = await program(join(root, 'c', 'temporal'), usable);
  const path = ['a', 'b', 'c'].map((name) => join(root, name)).join(delimiter);
  expect(await resolve({ PATH: path })).toEqual({ path: good, source: 'PATH' });
  expect(asked).toEqual([]);
});

test('what the site has is downloaded in the pinned version, and the next time it comes from the cache', async () => {
  await program(join(root, 'temporal'), usable);
  await run('tar', ['-czf', 'archive.tar.gz', 'temporal'], { cwd: root });
  archive = await readFile(join(root, 'archive.tar.gz'));
  const first = await resolve({ PATH: await fakeGo() });
  expect(first.source).toBe('download');
  expect(asked[0]).toMatch(/^\/cli\/v\d+\.\d+\.\d+\?arch=/);
  expect((await run(first.path, ['--version'])).stdout).toContain('Server 1.29.1');
  const requests = asked.length;
  expect(await resolve({ PATH: '' })).toEqual({ path: first.path, source: 'cache' });
  expect(asked.length).toBe(requests);
  expect(await builds()).toBe(0);
});

test('without a download Go builds once; the result is found later even when Go is gone', async () => {
  const lines: string[] = [];
  const path = await fakeGo();
  const first = await resolve({ PATH: path }, (line) => lines.push(line));
  expect(first.source).toBe('build');
  expect(first.path).toMatch(/temporal-v\d+\.\d+\.\d+-[0-9a-f]{8}-go1\.26\.8-/);
  expect(lines[0]).toMatch(/building the Temporal server/);
  expect(await resolve({ PATH: '' })).toEqual({ path: first.path, source: 'cache' });
  expect(await builds()).toBe(1);
});

test('two that need the server at once build it once', async () => {
  const path = await fakeGo();
  const waiting: string[] = [];
  const both = await Promise.all([1, 2].map(() => resolve({ PATH: path }, (line) => waiting.push(line))));
  expect(both.map((found) => found.source).sort()).toEqual(['build', 'cache']);
  expect(await builds()).toBe(1);
  expect(waiting.some((line) => line.startsWith('waiting for process'))).toBe(true);
});

test('a download site that takes the connection and never answers is given up after the time it has', async () => {
  const silence = createServer(() => undefined);
  await new Promise<void>((done) => silence.listen(0, '127.0.0.1', done));
  const { port } = silence.address() as AddressInfo;
  const target = join(root, 'server');
  const wanted = { artifact: 'cli', version: 'v1', title: 'a server', target, site: `http://127.0.0.1:${port}`, answerMs: 100 };
  expect(await downloadServer(wanted)).toBe('the download site did not answer in time');
  expect(existsSync(target)).toBe(false);
  silence.closeAllConnections();
  silence.close();
});

test('a build that fails leaves nothing that could be taken for a server', async () => {
  await program(
    join(root, 'go-bin', 'go'),
    'case "$1" in env) echo go1.26.8 ;; list) echo one ;; build) echo "disk full" >&2; exit 1 ;; esac',
  );
  const failed = resolve({ PATH: join(root, 'go-bin') });
  await expect(failed).rejects.toMatchObject({ code: 'not_configured', userMessage: expect.stringContaining('disk full') });
  expect(await readdir(join(root, 'cache', 'deskhand'))).toEqual([]);
});

test('without any way one line names the three ways out', async () => {
  const refused = await resolve({}).catch((error: { userMessage: string }) => error.userMessage);
  expect(refused).toMatch(/^No Temporal server was found.*Go is not installed.*install Go.*TEMPORAL_CLI.*TEMPORAL_ADDRESS/);
  expect(refused).not.toContain('\n');
});

test('a download site whose name does not resolve is given up', async () => {
  const path = await fakeGo();
  const environment = { XDG_CACHE_HOME: join(root, 'cache'), PATH: path };
  expect((await resolveTemporalBinary({ log: silent, environment, site: 'https://temporal.invalid' })).source).toBe('build');
});
