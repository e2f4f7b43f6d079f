/** A mail on the server, as its metadata tell. `size` in bytes. */
export type FoundMail = { uid: number; size: number; receivedAt: Date | null };

/** Above so many bytes a mail is streamed instead of held in memory. */
export const streamAboveBytes = 1_048_576;

/** Mails of one batch, and bytes of those held in memory together. */
export const batchLimits = { mails: 50, bytes: 8_388_608 };

/**
 * The next batch of the found mails, a run from the first: at most 50, and no more than the byte budget among those that are not streamed. Never
 * empty when something was found.
 */
export function nextBatch(found: FoundMail[], limits: { mails: number; bytes: number } = batchLimits): FoundMail[] {
  let bytes = 0;
  let count = 0;
  for (const mail of found) {
    const held = mail.size > streamAboveBytes ? 0 : mail.size;
    if (count >= limits.mails || (count > 0 && bytes + held > limits.bytes)) break;
    bytes += held;
    count += 1;
  }
  return found.slice(0, count);
}

/** A mail that kept breaking the fetch: the UID it failed at alone, how often, and up to where mails are taken one by one. */
export type Trouble = { uid: number; failures: number; untilUid: number };

/** So often a mail is tried alone before a stand-in takes its place and the mailbox goes on. */
export const standInAfter = 8;

/** What is known after the fetch of a batch failed. A batch of several is first taken apart; only a mail that fails alone is counted. */
export function afterFailure(before: Trouble | null, batch: FoundMail[]): Trouble {
  const first = batch[0]?.uid ?? 0;
  const last = batch.at(-1)?.uid ?? first;
  const failures = batch.length > 1 ? 0 : before?.uid === first ? before.failures + 1 : 1;
  return { uid: first, failures, untilUid: Math.max(last, before?.untilUid ?? 0) };
}

/** A mail in place of one the server cannot hand over: says so to staff, and who to ask. RFC 5322, without From: nobody is answered. */
export function standInMail(mailbox: string, mail: FoundMail, now: Date): Buffer {
  const received = mail.receivedAt === null ? '' : `, received ${mail.receivedAt.toISOString()}`;
  const lines = [
    'Subject: A mail that the mail server could not hand over',
    `Date: ${now.toUTCString().replace('GMT', '+0000')}`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `The mail server of ${mailbox} failed ${standInAfter} times to hand over one mail (UID ${mail.uid}, ${mail.size} bytes${received}).`,
    'It was left where it is. Read it with a mail program, or ask whoever runs the mail server.',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}
