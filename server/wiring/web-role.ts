import { join } from 'node:path';
import type { Slack } from '../../bots/slack/open-slack.ts';
import { isolationFaults } from '../../domain/tenancy/self-check.ts';
import { startCustomerMailbox } from '../demo/customer-mailbox.ts';
import { createCustomerSender } from '../demo/send-customer-mail.ts';
import { createApp } from '../http/create-app.ts';
import { createDownloadLinks } from '../http/download-link.ts';
import { listenHttp } from '../http/listen.ts';
import { createMetrics } from '../http/metrics.ts';
import type { DemoDoor, Readiness } from '../http/web.types.ts';
import type { Core } from '../wire.ts';
import type { Closers } from './closers.ts';
import { commandsOf } from './commands-of.ts';
import { mailHooksOf } from './mail-hooks-of.ts';
import { poolFigures } from './pool-figures.ts';
import { portTaken } from './port-taken.ts';

export type WebRoleOptions = {
  /** Whether Temporal answers. */
  temporalAnswers: () => Promise<boolean>;
  withDemo: boolean;
  /** Null where no Slack app is set up. */
  slack: Slack | null;
};

/** Public address of the web role. */
export function webUrlOf(core: Pick<Core, 'env'>): string {
  return core.env.WEB_URL ?? `http://localhost:${core.env.WEB_PORT}`;
}

/** Serves console, sign-in, downloads, health and metrics. Returns a line about each for the operator. */
export async function startWebRole(core: Core, options: WebRoleOptions, closers: Closers): Promise<string[]> {
  const { env, log, withTenant, across, blobs, keyRing } = core;
  const webUrl = webUrlOf(core);
  const { slack } = options;
  const demo = options.withDemo ? await startDemo(core, closers) : undefined;
  const downloadLink = createDownloadLinks(keyRing, webUrl);
  const app = await createApp({
    withTenant,
    across,
    commands: commandsOf(core, downloadLink),
    blobs,
    keyRing,
    log,
    isReady: () => readiness(core, options),
    metrics: createMetrics({ pool: () => poolFigures(core.database), mails: () => openWork(core) }),
    webUrl,
    mailHooks: mailHooksOf(core),
    ...(demo === undefined ? {} : { demo }),
    ...(slack === null ? {} : { slackEvents: slack.handle, slackInstall: slack.install }),
  });
  const web = await listenHttp(app, { host: env.WEB_HOST, port: env.WEB_PORT }).catch((error: unknown) => {
    throw portTaken(error, 'WEB_PORT', env.WEB_PORT);
  });
  closers.push('web', () => web.close());
  await slack?.start();
  closers.push('Slack', async () => slack?.stop());
  return [`Web         ${webUrl}`, ...(demo === undefined ? [] : [`Demo        customers’ mail server on 127.0.0.1:${demo.mailbox.port}`])];
}

async function startDemo(core: Core, closers: Closers): Promise<DemoDoor> {
  const { env, log } = core;
  const mailbox = await startCustomerMailbox({
    host: '127.0.0.1',
    port: env.DEMO_MAILBOX_PORT,
    folder: join(env.DESKHAND_DATA, 'demo-mailbox'),
    log,
  }).catch((error: unknown) => {
    throw portTaken(error, 'DEMO_MAILBOX_PORT', env.DEMO_MAILBOX_PORT);
  });
  closers.push('demo customers', () => mailbox.close());
  return {
    mailbox,
    send: createCustomerSender({ host: env.SMTP_DOOR_HOST, port: env.SMTP_DOOR_PORT, lmtp: env.SMTP_DOOR_PROTOCOL === 'lmtp' }),
  };
}

async function readiness(core: Core, options: WebRoleOptions): Promise<Readiness> {
  const holds = (work: Promise<boolean>): Promise<boolean> =>
    work.catch((error: unknown) => {
      core.log.warn({ err: error }, 'a readiness check failed');
      return false;
    });
  const [database, isolation, temporal] = await Promise.all([
    holds(core.across.unsafeListTenants().then(() => true)),
    holds(isolationFaults(core.database).then((faults) => faults.length === 0)),
    holds(options.temporalAnswers()),
  ]);
  return { ready: database && isolation && temporal, checks: { database, isolation, temporal } };
}

async function openWork(core: Core): Promise<{ kind: string; state: string; count: number }[]> {
  const byKind = new Map<string, number>([
    ['mail', 0],
    ['delivery', 0],
    ['ticket', 0],
    ['notice', 0],
    ['chat', 0],
    ['post', 0],
  ]);
  for (const line of await core.across.unsafeOpenWork()) byKind.set(line.kind, (byKind.get(line.kind) ?? 0) + line.waiting);
  return [...byKind].map(([kind, count]) => ({ kind, state: 'waiting', count }));
}
