import { parseEnv } from '../../config/env.ts';
import { createImapWatchers } from '../../mail/inbound/imap-watchers.ts';
import { wireCore } from '../../server/wire.ts';
import { silent } from './desk.ts';

/** What the process is told by its environment, as JSON. */
export type WatcherOrder = { dataFolder: string; appUrl: string; instanceId: string };

const order = JSON.parse(process.env.WATCHER_PROCESS ?? '{}') as WatcherOrder;

/** A second process of the mail role: it watches what nobody else holds, says so once, and ends with its parent. */
async function main(): Promise<void> {
  process.once('disconnect', () => process.exit(0));
  const core = await wireCore(parseEnv({ DESKHAND_DATA: order.dataFolder }), silent, {
    appUrl: order.appUrl,
    pool: 16,
    contextName: 'standby',
  });
  const watchers = createImapWatchers({
    ...core,
    unseal: (sealed, context) => core.keyRing.unseal(sealed, context),
    instanceId: order.instanceId,
    renderNotice: ({ kind, address }) => ({ subject: `${kind} ${address}`, text: '' }),
  });
  await watchers.start();
  process.send?.('ready');
}

await main();
