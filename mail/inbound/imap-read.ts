import type { Readable } from 'node:stream';
import type { ImapFlow, SearchObject } from 'imapflow';
import { type FoundMail, streamAboveBytes } from './imap-batch.rules.ts';

// Few round trips for a distant server, and pieces small enough to keep the event loop smooth.
const pieceBytes = 262_144;

/** UIDs that match, ascending. Throws when the server refuses to search. */
export async function searchUids(client: ImapFlow, query: SearchObject): Promise<number[]> {
  const uids = await client.search(query, { uid: true });
  if (!Array.isArray(uids)) throw Object.assign(new Error('the server refused to search'), { code: 'SearchRefused' });
  return uids.sort((a, b) => a - b);
}

/** UIDs above the last one. `n:*` always names the last mail, even when it is below n (RFC 3501 6.4.8), hence the filter. */
export async function newUids(client: ImapFlow, lastUid: number): Promise<number[]> {
  return (await searchUids(client, { uid: `${lastUid + 1}:*` })).filter((uid) => uid > lastUid);
}

/** Size and time of arrival of the mails, ascending; those gone meanwhile are left out. */
export async function describeMails(client: ImapFlow, uids: number[]): Promise<FoundMail[]> {
  if (uids.length === 0) return [];
  const found = await client.fetchAll(uids.join(','), { uid: true, size: true, internalDate: true }, { uid: true });
  const wanted = new Set(uids);
  return found
    .filter((mail) => wanted.delete(mail.uid))
    .map((mail) => ({
      uid: mail.uid,
      size: mail.size ?? 0,
      receivedAt: mail.internalDate === undefined ? null : new Date(mail.internalDate),
    }))
    .sort((a, b) => a.uid - b.uid);
}

/**
 * Hands the content of each mail to `take`, small ones from one answer, big ones as streams; all without marking them (BODY.PEEK). Mails that were
 * deleted meanwhile are left out. Throws when one is there and does not come.
 */
export async function readMails(
  client: ImapFlow,
  mails: FoundMail[],
  take: (uid: number, raw: Buffer | Readable) => Promise<void>,
): Promise<void> {
  const missing = new Set(mails.map((mail) => mail.uid));
  const small = mails.filter((mail) => mail.size <= streamAboveBytes);
  for (const { uid, source } of await fetchSources(client, small)) {
    if (source === undefined || !missing.delete(uid)) continue;
    await take(uid, source);
  }
  for (const { uid } of mails.filter((mail) => mail.size > streamAboveBytes)) {
    const download = await client.download(String(uid), undefined, { uid: true, chunkSize: pieceBytes });
    if (download.content === undefined) continue;
    await take(uid, download.content);
    missing.delete(uid);
  }
  if (missing.size === 0) return;
  const kept = await searchUids(client, { uid: [...missing].join(',') });
  if (kept.some((uid) => missing.has(uid)))
    throw Object.assign(new Error('the server did not hand over a mail it has'), { code: 'MailWithheld' });
}

async function fetchSources(client: ImapFlow, mails: FoundMail[]): Promise<{ uid: number; source?: Buffer | undefined }[]> {
  if (mails.length === 0) return [];
  return client.fetchAll(mails.map((mail) => mail.uid).join(','), { uid: true, source: true }, { uid: true });
}
