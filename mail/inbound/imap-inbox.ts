import type { Readable } from 'node:stream';
import type { ImapFlow } from 'imapflow';
import type { Logger } from '../../config/logger.ts';
import type { RawMail } from '../../domain/mailboxes/accept-mail.ts';
import { commitFetch } from '../../domain/mailboxes/commit-fetch.ts';
import { findUnfetched } from '../../domain/mailboxes/find-unfetched.ts';
import type { Checkpoint } from '../../domain/mailboxes/mailbox-sync.types.ts';
import type { WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { doorActor } from './accept.ts';
import type { MailTarget } from './accept.types.ts';
import { afterFailure, batchLimits, type FoundMail, nextBatch, standInAfter, standInMail, type Trouble } from './imap-batch.rules.ts';
import { describeMails, newUids, readMails, searchUids } from './imap-read.ts';
import { asOwn, OwnFault } from './own-fault.ts';
import { storeRaw } from './store-raw.ts';

const dayMs = 86_400_000;
const sweepUids = 1_000;

/** Thrown when a younger fence holds the mailbox: this holder must let go. Nothing was written. */
export class LeaseLost extends Error {}

/** What outlives a connection: the mail that keeps breaking it. */
export type TroubleBook = { current: Trouble | null };

export type InboxOptions = {
  target: MailTarget;
  address: string;
  fence: number;
  checkpoint: Checkpoint;
  trouble: TroubleBook;
  withTenant: WithTenant;
  blobs: BlobStore;
  log: Logger;
  /** Called after each commit: the mailbox works. */
  onProgress: () => Promise<void>;
};

/** The open inbox of one connection, from the server to our rows. All methods run one after the other. */
export class ImapInbox {
  readonly #client: ImapFlow;
  readonly #options: InboxOptions;
  #checkpoint: Checkpoint;

  constructor(client: ImapFlow, options: InboxOptions) {
    this.#client = client;
    this.#options = options;
    this.#checkpoint = options.checkpoint;
  }

  /** Stores everything that arrived since the checkpoint, batch by batch, each with its checkpoint in one commit. Returns how many were new. */
  async drain(): Promise<number> {
    let stored = 0;
    let uids = await newUids(this.#client, this.#checkpoint.lastUid);
    while (uids.length > 0) {
      const page = uids.slice(0, 500);
      uids = uids.slice(500);
      stored += await this.#storeAll(await describeMails(this.#client, page));
      const last = page.at(-1) ?? 0;
      if (last > this.#checkpoint.lastUid) await this.#commit({ ...this.#checkpoint, lastUid: last }, []);
    }
    return stored;
  }

  /** Stores mails of the last two days whose UID lies below the checkpoint and that were never stored: some servers number late. */
  async sweep(now: Date): Promise<number> {
    const { uidValidity, lastUid, floorUid, recheckUntilUid } = this.#checkpoint;
    const above = Math.max(floorUid, recheckUntilUid, lastUid - sweepUids);
    if (above >= lastUid) return 0;
    const uids = await searchUids(this.#client, { uid: `${above + 1}:${lastUid}`, since: new Date(now.getTime() - 2 * dayMs) });
    const { target, withTenant } = this.#options;
    const gaps = await asOwn(withTenant(target.tenantId, doorActor, (uow) => findUnfetched(uow, target.mailboxId, uidValidity, uids)));
    if (gaps.length === 0) return 0;
    this.#options.log.warn({ mailboxId: target.mailboxId, mails: gaps.length }, 'mails below the checkpoint were missing');
    return this.#storeAll(await describeMails(this.#client, gaps));
  }

  /** Writes the checkpoint alone, such as the very first one. */
  async mark(): Promise<void> {
    await this.#commit(this.#checkpoint, []);
  }

  async #storeAll(found: FoundMail[]): Promise<number> {
    let stored = 0;
    for (let rest = found; rest.length > 0; ) {
      const isCautious = (rest[0]?.uid ?? 0) <= (this.#options.trouble.current?.untilUid ?? 0);
      const batch = nextBatch(rest, isCautious ? { ...batchLimits, mails: 1 } : batchLimits);
      stored += await this.#storeBatch(batch);
      rest = rest.slice(batch.length);
    }
    return stored;
  }

  async #storeBatch(batch: FoundMail[]): Promise<number> {
    const mails = await this.#readBatch(batch.filter((mail) => !this.#isOlderThanUs(mail)));
    const lastUid = Math.max(this.#checkpoint.lastUid, batch.at(-1)?.uid ?? 0);
    return this.#commit({ ...this.#checkpoint, lastUid }, mails);
  }

  async #readBatch(batch: FoundMail[]): Promise<{ uid: number; mail: RawMail }[]> {
    const { trouble, blobs, target } = this.#options;
    const mails: { uid: number; mail: RawMail }[] = [];
    const keep = async (uid: number, raw: Buffer | Readable): Promise<void> => {
      mails.push({ uid, mail: await this.#keep(raw) });
    };
    const [alone] = batch;
    if (alone !== undefined && trouble.current?.uid === alone.uid && trouble.current.failures >= standInAfter) {
      this.#options.log.error({ mailboxId: target.mailboxId, uid: alone.uid }, 'a mail cannot be fetched, a stand-in takes its place');
      mails.push({
        uid: alone.uid,
        mail: await asOwn(storeRaw(blobs, target.tenantId, standInMail(this.#options.address, alone, new Date()))),
      });
      return mails;
    }
    try {
      await readMails(this.#client, batch, keep);
    } catch (error) {
      if (!(error instanceof OwnFault)) trouble.current = afterFailure(trouble.current, batch);
      throw error;
    }
    return mails;
  }

  /** A stream that breaks is the server's fault, everything else while keeping is ours. */
  async #keep(raw: Buffer | Readable): Promise<RawMail> {
    const { blobs, target } = this.#options;
    try {
      return await storeRaw(blobs, target.tenantId, raw);
    } catch (error) {
      if (!Buffer.isBuffer(raw) && raw.errored !== null && raw.errored === error) throw error;
      throw new OwnFault(error);
    }
  }

  async #commit(checkpoint: Checkpoint, mails: { uid: number; mail: RawMail }[]): Promise<number> {
    const { target, fence, withTenant } = this.#options;
    const outcome = await asOwn(
      withTenant(target.tenantId, doorActor, (uow) => commitFetch(uow, { mailboxId: target.mailboxId, fence, checkpoint, mails })),
    );
    if (outcome.kind === 'lease_lost') throw new LeaseLost('the mailbox was taken over');
    this.#checkpoint = checkpoint;
    if (checkpoint.lastUid >= (this.#options.trouble.current?.untilUid ?? 0)) this.#options.trouble.current = null;
    if (outcome.ids.length > 0) {
      this.#options.log.info({ mailboxId: target.mailboxId, mails: outcome.ids.length, lastUid: checkpoint.lastUid }, 'mails fetched');
    }
    await this.#options.onProgress();
    return outcome.ids.length;
  }

  /** After a change of UIDVALIDITY: there before the mailbox was connected, and left alone then. */
  #isOlderThanUs(mail: FoundMail): boolean {
    const { recheckUntilUid, syncedFrom } = this.#checkpoint;
    return mail.uid <= recheckUntilUid && syncedFrom !== null && mail.receivedAt !== null && mail.receivedAt < syncedFrom;
  }
}
