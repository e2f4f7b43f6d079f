import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import type { MailboxId, TenantId } from '../../../domain/ids.types.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import type { WithTenant } from '../../../domain/tenancy/unit-of-work.ts';
import { type BlobStore, createBlobStore } from '../../../storage/blob-store.ts';
import { system } from '../../support/desk.ts';

export type TempBlobs = { blobs: BlobStore; folder: string; remove(): Promise<void> };

/** A blob store in a folder of its own. */
export async function tempBlobs(): Promise<TempBlobs> {
  const folder = await mkdtemp(join(tmpdir(), 'deskhand-blobs-'));
  const disk = new Disk(new FSDriver({ location: join(folder, 'blobs'), visibility: 'private' }));
  const blobs = createBlobStore({ disk, spoolFolder: join(folder, 'spool') });
  return { blobs, folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

export type StoredRow = {
  id: string;
  mailboxId: MailboxId;
  naturalKey: string;
  sha256: string;
  size: number;
  raw: Buffer | null;
  rawBlobKey: string | null;
  envelopeFrom: string | null;
  envelopeTo: string | null;
};

/** Every stored mail of a tenant, oldest first. */
export function storedMails(withTenant: WithTenant, tenantId: TenantId): Promise<StoredRow[]> {
  return withTenant(tenantId, system, (uow) =>
    sqlRows<StoredRow>(
      uow,
      `select id, mailbox_id as "mailboxId", natural_key as "naturalKey", sha256, size, raw, raw_blob_key as "rawBlobKey",
         envelope_from as "envelopeFrom", envelope_to as "envelopeTo" from inbound_mails order by received_at, id`,
    ),
  );
}

/** A small mail whose subject tells it from others. */
export function mailText(subject: string, headers: string[] = []): string {
  return [
    `Subject: ${subject}`,
    'From: Jane <jane@acme.example>',
    ...headers,
    '',
    `The printer on floor ${subject} is out of ink.`,
    '',
  ].join('\r\n');
}

/** Speaks SMTP or LMTP word for word, so that a test sees every reply. */
export class SmtpTalk {
  readonly #socket: Socket;
  #text = '';
  #isOver = false;
  #wake = (): void => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('utf8');
    socket.on('data', (piece: string) => {
      this.#text += piece;
      this.#wake();
    });
    socket.on('close', () => {
      this.#isOver = true;
      this.#wake();
    });
    socket.on('error', () => undefined);
  }

  /** Connects and reads the greeting. */
  static async open(port: number): Promise<SmtpTalk> {
    const talk = new SmtpTalk(connect(port, '127.0.0.1'));
    await talk.reply();
    return talk;
  }

  /** The next whole reply; '' when the server hung up. */
  async reply(): Promise<string> {
    for (;;) {
      const whole = /^(?:\d{3}-[^\n]*\n)*\d{3}(?: [^\n]*)?\n/.exec(this.#text)?.[0];
      if (whole !== undefined) {
        this.#text = this.#text.slice(whole.length);
        return whole.trim();
      }
      if (this.#isOver) return '';
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Sends one line and reads its reply. */
  say(line: string): Promise<string> {
    this.send(`${line}\r\n`);
    return this.reply();
  }

  send(text: string | Buffer): void {
    this.#socket.write(text);
  }

  /** Sends a whole transaction up to its end mark and reads the last reply (for LMTP the first of them). */
  async deliver(from: string, to: string[], content: string, hello = 'EHLO test'): Promise<string> {
    await this.say(hello);
    await this.say(`MAIL FROM:<${from}>`);
    for (const address of to) await this.say(`RCPT TO:<${address}>`);
    await this.say('DATA');
    return this.say(`${content}\r\n.`);
  }

  hangUp(): void {
    this.#socket.destroy();
  }
}

/** Waits until `check` gives something other than undefined or false, and returns it. The test's own time limit is the limit. */
export async function eventually<T>(check: () => Promise<T | undefined | false>): Promise<T> {
  for (;;) {
    const found = await check();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
