import type { ImapFlow } from 'imapflow';
import type { MailboxLease } from '../../domain/mailboxes/mailbox-sync.types.ts';
import type { ServerSettings } from '../../domain/mailboxes/mailboxes.types.ts';
import { openInbox } from './imap-client.ts';
import { ImapInbox, type InboxOptions } from './imap-inbox.ts';
import { startingPoint } from './imap-start.ts';
import type { ImapTiming } from './imap-timing.types.ts';
import { listenForNews } from './wait-for-news.ts';

export type SessionOptions = Omit<InboxOptions, 'checkpoint' | 'fence'> & {
  lease: MailboxLease;
  settings: ServerSettings;
  timing: ImapTiming;
};

/**
 * Works one connection until it ends: takes what is there, then waits for more by IDLE, looks every minute without being told, and for gaps every
 * quarter of an hour. Ends only by throwing: the client's error, `LeaseLost`, or `OwnFault`.
 */
export async function runSession(client: ImapFlow, options: SessionOptions): Promise<never> {
  const { lease, timing, target, log } = options;
  const news = listenForNews(client);
  const opened = await openInbox(client);
  const { checkpoint, isNew } = await startingPoint(client, opened, lease, options.settings.importFrom ?? 'now', new Date());
  const inbox = new ImapInbox(client, { ...options, fence: lease.fence, checkpoint });
  if (isNew) {
    log.info(
      { mailboxId: target.mailboxId, mails: opened.exists, from: checkpoint.floorUid + 1, first: lease.checkpoint === null },
      'fetching begins',
    );
    await inbox.mark();
  }
  let nextSweep = performance.now() + timing.sweepMs;
  for (;;) {
    await inbox.drain();
    await options.onProgress();
    if (performance.now() >= nextSweep) {
      await inbox.sweep(new Date());
      nextSweep = performance.now() + timing.sweepMs;
    }
    await news.wait(timing.pollMs);
  }
}
