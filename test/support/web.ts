import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import type { CommandRunner } from '../../bots/commands/command-runner.ts';
import { createLogger } from '../../config/logger.ts';
import type { StaffUserId, TenantId } from '../../domain/ids.types.ts';
import { createSignInLink } from '../../domain/people/create-sign-in-link.ts';
import { createApp } from '../../server/http/create-app.ts';
import { listenHttp } from '../../server/http/listen.ts';
import { createMetrics } from '../../server/http/metrics.ts';
import type { DemoDoor, Readiness, WebDeps } from '../../server/http/web.types.ts';
import { type BlobStore, createBlobStore } from '../../storage/blob-store.ts';
import { type KeyRing, openKeyRing } from '../../storage/key-ring.ts';
import { system, type TestDesk } from './desk.ts';

/** The web role on a real socket over a test desk. `logLines` holds everything it logged, at every level. */
export type TestWeb = {
  url: string;
  blobs: BlobStore;
  keyRing: KeyRing;
  logLines: string[];
  /** Method and path of everything the app itself answers to. */
  routes: string[];
  readiness: Readiness;
  /** A sign-in link's token of the user. */
  signInToken(tenantId: TenantId, userId: StaffUserId): Promise<string>;
  close(): Promise<void>;
};

export type TestWebOptions = {
  /** Or a way to make it, for a runner whose cards link to this web role; its address is known once it listens. */
  commands?: CommandRunner | ((keyRing: KeyRing, url: () => string) => CommandRunner);
  demo?: DemoDoor;
  webUrl?: string;
  /** Makes the doors for mail over HTTP. */
  mailHooks?: (parts: { blobs: BlobStore; keyRing: KeyRing }) => NonNullable<WebDeps['mailHooks']>;
};

const noCommands: CommandRunner = {
  say: () => Promise.reject(new Error('this test gave no command runner')),
  press: () => Promise.reject(new Error('this test gave no command runner')),
};

/** Starts it on a free port with blobs and keys in a folder of its own. */
export async function openTestWeb(desk: TestDesk, options: TestWebOptions = {}): Promise<TestWeb> {
  const folder = await mkdtemp(join(tmpdir(), 'deskhand-web-'));
  const keyRing = await openKeyRing(join(folder, 'keys.json'));
  const disk = new Disk(new FSDriver({ location: join(folder, 'blobs'), visibility: 'private' }));
  const blobs = createBlobStore({ disk, spoolFolder: join(folder, 'spool') });
  const logLines: string[] = [];
  const destination = { write: (line: string): void => void logLines.push(line) };
  const readiness: Readiness = { ready: true, checks: { database: true, temporal: true, isolation: true } };
  let url = '';
  const app = await createApp({
    withTenant: desk.withTenant,
    across: desk.across,
    commands: typeof options.commands === 'function' ? options.commands(keyRing, () => url) : (options.commands ?? noCommands),
    blobs,
    keyRing,
    log: createLogger({ level: 'trace', role: 'web', destination }),
    isReady: async () => readiness,
    metrics: createMetrics({
      pool: async () => ({ open: 1, idle: 1, waiting: 0 }),
      mails: async () => [{ kind: 'inbound', state: 'new', count: 3 }],
    }),
    webUrl: options.webUrl ?? 'http://localhost',
    ...(options.demo === undefined ? {} : { demo: options.demo }),
    ...(options.mailHooks === undefined ? {} : { mailHooks: options.mailHooks({ blobs, keyRing }) }),
  });
  const running = await listenHttp(app, { host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${running.port}`;
  return {
    url,
    blobs,
    keyRing,
    logLines,
    routes: app.router.stack.flatMap(({ route }) =>
      route === undefined ? [] : route.stack.map(({ method }) => `${method} ${route.path}`),
    ),
    readiness,
    signInToken: async (tenantId, userId) => (await desk.withTenant(tenantId, system, (uow) => createSignInLink(uow, userId))).token,
    close: async () => {
      await running.close(0);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
