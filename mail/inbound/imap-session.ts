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
 * Works one connection until it ends: takes what is there, then waits for more by IDLE, looks every minute without being told (every half, where
 * IDLE has not shown that it works), and for gaps every quarter of an hour. Ends only by throwing: the client's error, `LeaseLost`, or `OwnFault`.
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
  // What SELECT said spares the first question: with hundreds of boxes a restart asks nothing of those where nothing came.
  let isCurrent = !isNew && opened.uidNext > 0 && opened.uidNext <= checkpoint.lastUid + 1;
  let isTold = false;
  let idleWorks = false;
  for (let round = 0; ; round += 1) {
    // A search by UID is one round trip, as STATUS is, which RFC 3501 6.3.10 forbids for the selected box.
    const fetched = isCurrent ? 0 : await inbox.drain();
    isCurrent = false;
    if (isTold) idleWorks = true;
    else if (fetched > 0 && round > 0) idleWorks = false;
    await options.onProgress();
    if (performance.now() >= nextSweep) {
      await inbox.sweep(new Date());
      nextSweep = performance.now() + timing.sweepMs;
    }
    isTold = await news.wait((idleWorks ? timing.pollMs : timing.quietPollMs) * (0.8 + Math.random() / 5));
  }
}
