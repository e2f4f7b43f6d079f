import { hostname } from 'node:os';
import { createAccept } from '../../mail/inbound/accept.ts';
import { createImapWatchers } from '../../mail/inbound/imap-watchers.ts';
import { startSmtpDoor } from '../../mail/inbound/smtp-door.ts';
import { createMailboxTokens } from '../../mail/oauth/mailbox-tokens.ts';
import { renderMailboxNotice } from '../../mail/templates/mailbox-notice.ts';
import type { Core } from '../wire.ts';
import type { Closers } from './closers.ts';
import { portTaken } from './port-taken.ts';

/** Opens the doors for mail: the SMTP or LMTP door and a watcher for every IMAP mailbox. Returns a line about each for the operator. */
export async function startMailRole(core: Core, closers: Closers): Promise<string[]> {
  const { env, log, withTenant, across, blobs, keyRing } = core;
  const accept = createAccept({ withTenant, blobs });
  const door = await startSmtpDoor({
    host: env.SMTP_DOOR_HOST,
    port: env.SMTP_DOOR_PORT,
    protocol: env.SMTP_DOOR_PROTOCOL,
    maxBytes: env.SMTP_MAX_BYTES,
    accept,
    across,
    log,
  }).catch((error: unknown) => {
    throw portTaken(error, 'SMTP_DOOR_PORT', env.SMTP_DOOR_PORT);
  });
  closers.push('SMTP door', () => door.stop());
  const watchers = createImapWatchers({
    withTenant,
    across,
    blobs,
    log,
    unseal: (sealed, context) => keyRing.unseal(sealed, context),
    accessToken: createMailboxTokens(core).token,
    instanceId: `${hostname()}-${process.pid}`,
    renderNotice: renderMailboxNotice,
  });
  await watchers.start();
  closers.push('IMAP watchers', () => watchers.stop());
  const imap = (await across.unsafeImapMailboxes()).length;
  return [
    `Mail in     ${env.SMTP_DOOR_PROTOCOL}://${env.SMTP_DOOR_HOST}:${door.port}, ${imap} IMAP mailbox${imap === 1 ? '' : 'es'} watched`,
  ];
}
