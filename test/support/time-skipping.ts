import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../../server/embedded/cache-folder.ts';
import { downloadServer } from '../../server/embedded/download-server.ts';
import { findOnPath } from '../../server/embedded/find-on-path.ts';
import { tellEvery } from '../../server/embedded/tell-every.ts';
import { withPidLock } from '../../server/embedded/with-pid-lock.ts';

export type ResolveTimeSkippingOptions = {
  environment?: NodeJS.ProcessEnv;
  progress?: (line: string) => void;
  /** The pinned list of jars; by default `tools/temporal/pom.xml`. */
  pom?: string;
  /** See `downloadServer`. */
  site?: string;
};

type Search = Required<Pick<ResolveTimeSkippingOptions, 'environment' | 'pom'>> & ResolveTimeSkippingOptions;

/**
 * Path of Temporal's official time-skipping test server, for `existing-path` of the SDK: TEMPORAL_TEST_SERVER, else one got earlier, a
 * download, or its jars from Maven Central with a start script. Throws with the ways out when there is none.
 */
export async function resolveTimeSkippingServer(options: ResolveTimeSkippingOptions = {}): Promise<string> {
  const environment = options.environment ?? process.env;
  if (environment.TEMPORAL_TEST_SERVER) return environment.TEMPORAL_TEST_SERVER;
  const pom = options.pom ?? fileURLToPath(new URL('../../tools/temporal/pom.xml', import.meta.url));
  const text = await readFile(pom, 'utf8');
  const version = /<artifactId>temporal-test-server<\/artifactId>\s*<version>(\d[\w.-]+\.[\w.-]+)<\/version>/.exec(text)?.[1];
  if (version === undefined) throw new Error(`${pom} does not name a version of temporal-test-server`);
  const pin = createHash('sha256').update(text).digest('hex').slice(0, 8);
  const base = join(cacheFolder(environment), `temporal-test-server-${version}-${pin}`);
  const [jars, program] = [join(`${base}-jars`, 'run.sh'), `${base}-${process.platform}-${process.arch}`];
  const found = () => [program, jars].find((path) => existsSync(path));
  return (
    found() ?? withPidLock(`${base}.lock`, async () => found() ?? make({ ...options, environment, pom }, version, program, `${base}-jars`))
  );
}

async function make(search: Search, version: string, program: string, jars: string): Promise<string> {
  const title = 'the Temporal test server';
  const { progress, site } = search;
  const problem = await downloadServer({
    artifact: 'temporal-test-server',
    version: `v${version}`,
    target: program,
    title,
    progress,
    ...(site && { site }),
  });
  if (problem === undefined) return program;
  const missing = ['java', 'mvn'].filter((name) => findOnPath(name, search.environment.PATH).length === 0);
  if (missing.length > 0) throw noWay(`${problem}, and ${missing.join(' and ')} not found on PATH`);
  await fetchJars(search, jars);
  return join(jars, 'run.sh');
}

async function fetchJars(search: Search, folder: string): Promise<void> {
  const part = `${folder}.${process.pid}.part`;
  const quiet = tellEvery(2_000, search.progress, () => 'fetching the Temporal test server (38 MB) with Maven, once');
  try {
    await mkdir(part, { recursive: true });
    await runMaven(search, join(part, 'jars'));
    await writeFile(join(part, 'run.sh'), startScript, { mode: 0o755 });
    await rename(part, folder);
  } finally {
    quiet();
    await rm(part, { recursive: true, force: true });
  }
}

/** Little memory and a quick start matter more here than speed later. */
const startScript = `#!/bin/sh
exec java -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$(dirname "$0")/jars/*" io.temporal.testserver.TestServer "$@"
`;

function runMaven(search: Search, folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const args = ['-B', '-q', '-f', search.pom, 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`, '-DincludeScope=runtime'];
    const child = spawn('mvn', args, { env: search.environment, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (part: Buffer) => {
      output = `${output}${part}`.slice(-2_000);
    });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(noWay(`Maven failed: ${output}`))));
  });
}

function noWay(problem: string): Error {
  return new Error(
    `No Temporal test server: ${problem}. Two ways out: install Java and Maven (the server is then fetched once), or set TEMPORAL_TEST_SERVER to its path.`,
  );
}
