import { createServer, request, type Server } from 'node:http';
import { sweepOldRuns } from './sweep-old-runs.ts';
import { TestServers } from './test-servers.ts';

/** Environment variable by which test files find the door of this run. */
export const doorVariable = 'DESKHAND_TEST_DOOR';

/** The running door, kept for the tear-down in the same process. */
export type SupportDoor = { close(): Promise<void> };

/**
 * Gets what may take minutes, then opens a loopback door through which test files (in other processes) ask for the servers of this run. So a run of pure unit
 * tests starts none, and each server is started once, by one process that also ends it.
 */
export async function openSupportDoor(): Promise<SupportDoor> {
  await sweepOldRuns();
  const servers = new TestServers();
  await servers.prepare();
  const answers: Record<string, () => Promise<unknown>> = {
    '/postgres': servers.postgres,
    '/template': servers.template,
    '/temporal': servers.temporal,
    '/time-skipping': servers.timeSkipping,
  };
  const door = createServer((incoming, response) => {
    const answer = answers[incoming.url ?? ''];
    const body = answer === undefined ? Promise.reject(new Error(`the test door does not know ${incoming.url}`)) : answer();
    body.then(
      (value) => response.end(JSON.stringify(value)),
      (error: Error) => response.writeHead(500).end(error.stack ?? error.message),
    );
  });
  process.env[doorVariable] = String(await listen(door));
  return {
    close: async () => {
      door.closeAllConnections();
      door.close();
      await servers.stop();
    },
  };
}

/** Asks the door of this run for a server; it is started when nobody asked before. Rejects with the reason why it could not start. */
export async function askSupportDoor<T>(path: string): Promise<T> {
  const port = process.env[doorVariable];
  if (port === undefined) throw new Error('this test needs the global set-up of jest.config.mjs');
  return JSON.parse(await get(Number(port), path)) as T;
}

function listen(door: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    door.once('error', reject);
    door.listen(0, '127.0.0.1', () => {
      const address = door.address();
      door.unref();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

/** `node:http` because fetch gives up after five minutes and a first build of the Temporal server may take longer. */
function get(port: number, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(text));
      });
    });
    call.on('error', reject);
    call.end();
  });
}
