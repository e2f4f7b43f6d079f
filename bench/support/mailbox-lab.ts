import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type DovecotServer, startDovecot } from '../../test/support/dovecot/start-dovecot.ts';
import { addCompany, Counter, databaseAddresses, withCore } from './desk.ts';
import { createMailClient, type MailClient } from './mail-client.ts';
import { benchMail } from './mails.ts';
import { Product } from './product.ts';
import { type Sink, startSink } from './sink.ts';
import type { WatcherOrder } from './watcher-process.ts';

const password = 'mailbox-bench';
const process2 = fileURLToPath(new URL('./watcher-process.ts', import.meta.url));
const userOf = (box: number): string => `box${box}`;

/** How long one mail took from being offered to the mail server, in ms. */
export type Times = { stored: number[]; ticket: number[] };

/** The product over a real Dovecot with many mailboxes, each of a company of its own. */
export class MailboxLab {
  readonly product: Product;
  readonly counter: Counter;
  readonly #dovecot: DovecotServer;
  readonly #client: MailClient;
  readonly #sink: Sink;
  readonly #offeredAt = new Map<string, number>();
  #boxes = 0;
  #mails = 0;

  private constructor(product: Product, dovecot: DovecotServer, sink: Sink) {
    this.#sink = sink;
    this.product = product;
    this.counter = new Counter(product);
    this.#dovecot = dovecot;
    this.#client = createMailClient({ port: dovecot.lmtpPort, lmtp: true, connections: 4 });
  }

  static async open(most: number): Promise<MailboxLab> {
    const dovecot = await startDovecot({ users: Array.from({ length: most }, (_one, box) => ({ name: userOf(box), password })) });
    const product = await Product.prepare();
    await product.start();
    return new MailboxLab(product, dovecot, await startSink());
  }

  /** Adds mailboxes up to that number and resolves with the seconds until every one of them is connected, from when the last was added. */
  async grow(to: number): Promise<number> {
    const { host, imapPort: port } = this.#dovecot;
    await withCore(this.product, async (core) => {
      for (; this.#boxes < to; this.#boxes += 1) {
        const settings = { host, port, secure: false, user: userOf(this.#boxes), importFrom: 'all' as const };
        await addCompany(core, {
          slug: userOf(this.#boxes),
          smtp: { host: this.#sink.host, port: this.#sink.port },
          imap: { settings, password },
        });
      }
    });
    const began = performance.now();
    for (const end = began + 180_000; ; await sleep(100)) {
      const { n } = await this.counter.row<{ n: number }>("select count(*)::int as n from mailboxes where health = 'ok'");
      if (n === to) return (performance.now() - began) / 1_000;
      if (performance.now() > end) throw new Error(`only ${n} of ${to} mailboxes were connected in time`);
    }
  }

  /** Delivers so many mails at an even pace, each to another mailbox in turn. */
  async deliver(count: number, perSecond: number): Promise<string[]> {
    const began = performance.now();
    const sent: Promise<unknown>[] = [];
    const senders: string[] = [];
    for (let index = 0; index < count; index += 1) {
      await sleep(Math.max(0, began + (index * 1_000) / perSecond - performance.now()));
      // A prime step: neighbours in time are not neighbours in the list.
      const box = (this.#mails * 37) % this.#boxes;
      const mail = benchMail({ index: this.#mails, seed: 71, to: `${userOf(box)}@bench.example` });
      this.#mails += 1;
      this.#offeredAt.set(mail.from, Date.now());
      senders.push(mail.from);
      sent.push(this.#client.send(mail));
    }
    await Promise.all(sent);
    return senders;
  }

  /** Waits until every one of these mails is a ticket and returns what each took. */
  async times(senders: string[], limitMs: number): Promise<Times> {
    const wanted = new Set(senders);
    type Row = { sender: string; stored: Date; ticket: Date };
    for (const end = Date.now() + limitMs; ; await sleep(250)) {
      const rows = await this.counter.rows<Row>(
        'select i.from_address as sender, i.received_at as stored, t.created_at as ticket from inbound_mails i join tickets t on t.id = i.ticket_id',
      );
      const mine = rows.filter(({ sender }) => wanted.has(sender));
      if (mine.length >= wanted.size) {
        const since = (sender: string, at: Date): number => at.getTime() - (this.#offeredAt.get(sender) ?? 0);
        return { stored: mine.map((row) => since(row.sender, row.stored)), ticket: mine.map((row) => since(row.sender, row.ticket)) };
      }
      if (Date.now() > end) throw new Error(`only ${mine.length} of ${wanted.size} mails became tickets in time`);
    }
  }

  /** Starts a second process that holds nothing as long as the product lives. */
  async standBy(instanceId: string): Promise<ChildProcess> {
    const { appUrl } = await databaseAddresses(this.product);
    const order: WatcherOrder = { dataFolder: this.product.folder, appUrl, instanceId };
    const child = fork(process2, { env: { ...process.env, WATCHER_PROCESS: JSON.stringify(order) } });
    await once(child, 'message');
    return child;
  }

  /** Seconds until `owner` holds every mailbox and every delivered mail is stored. */
  async untilTaken(owner: string, limitMs: number): Promise<number> {
    const began = performance.now();
    type Row = { held: number; mails: number };
    const sql = `select (select count(*)::int from mailbox_sync where lease_owner = $1) as held,
      (select count(distinct sha256)::int from inbound_mails) as mails`;
    for (;;) {
      const { held, mails } = await this.counter.row<Row>(sql, [owner]);
      const seconds = (performance.now() - began) / 1_000;
      if (held === this.#boxes && mails === this.#mails) return seconds;
      if (seconds * 1_000 > limitMs) throw new Error(`${owner} holds ${held} of ${this.#boxes}, ${mails} of ${this.#mails} mails stored`);
      await sleep(100);
    }
  }

  /** Mails delivered so far, those that were stored, and those stored more than once. */
  async account(): Promise<{ delivered: number; stored: number; doubled: number }> {
    const row = await this.counter.row<{ stored: number; all: number }>(
      'select count(distinct sha256)::int as stored, count(*)::int as all from inbound_mails',
    );
    return { delivered: this.#mails, stored: row.stored, doubled: row.all - row.stored };
  }

  async close(): Promise<void> {
    this.#client.close();
    await this.counter.close();
    await this.product.discard();
    await this.#dovecot.stop();
    await this.#sink.close();
  }
}
