import { Mailbox } from '../../../domain/mailboxes/mailboxes.entity.ts';
import type { ImportFrom } from '../../../domain/mailboxes/mailboxes.types.ts';
import { createImapWatchers, type ImapWatchers, type ImapWatchersOptions } from '../../../mail/inbound/imap-watchers.ts';
import { openTestDesk, silent, system, type TestDesk } from '../../support/desk.ts';
import { type DovecotServer, startDovecot } from '../../support/dovecot/start-dovecot.ts';
import { eventually, mailText, type StoredRow, storedMails, type TempBlobs, tempBlobs } from './door-kit.ts';
import { addBox, deliverTo, dropBox, password, type TestBox } from './imap-kit.ts';
import { TcpProxy } from './tcp-proxy.ts';

/** Longer than any test: a pause that shows that an event sufficed. */
export const hour = 3_600_000;

const users = Array.from({ length: 24 }, (_, i) => `user${i}`);
const quick = { pollMs: hour, quietPollMs: hour, sweepMs: hour, refreshMs: 200, backOffFactor: 0.02, renewMs: 200, leaseMs: 5_000 };

/** A desk with a real mail server, and watchers between the two that end with each test. */
export class ImapDesk {
  readonly desk: TestDesk;
  readonly temp: TempBlobs;
  readonly server: DovecotServer;
  readonly #boxes: TestBox[] = [];
  readonly #watching: ImapWatchers[] = [];
  readonly #proxies: TcpProxy[] = [];
  #usersTaken = 0;

  private constructor(desk: TestDesk, temp: TempBlobs, server: DovecotServer) {
    this.desk = desk;
    this.temp = temp;
    this.server = server;
  }

  static async open(): Promise<ImapDesk> {
    const server = await startDovecot({ users: users.map((name) => ({ name, password })) });
    return new ImapDesk(await openTestDesk({ pool: 8 }), await tempBlobs(), server);
  }

  /** Stops what the test started and switches its mailboxes off. */
  async endTest(): Promise<void> {
    await Promise.all(this.#watching.splice(0).map((one) => one.stop()));
    await Promise.all(this.#proxies.splice(0).map((one) => one.close()));
    for (const box of this.#boxes.splice(0)) await dropBox(this.desk.withTenant, box);
  }

  async close(): Promise<void> {
    await this.server.stop();
    await this.desk.close();
    await this.temp.remove();
  }

  /** Starts the watchers of one process. */
  async watch(options: Partial<ImapWatchersOptions> = {}): Promise<ImapWatchers> {
    const { withTenant, across } = this.desk;
    const watchers = createImapWatchers({
      withTenant,
      across,
      blobs: this.temp.blobs,
      unseal: (sealed) => sealed,
      log: silent,
      instanceId: 'a',
      renderNotice: ({ kind, address }) => ({ subject: `${kind} ${address}`, text: '' }),
      ...options,
      timing: { ...quick, ...options.timing },
    });
    this.#watching.push(watchers);
    await watchers.start();
    return watchers;
  }

  /** A user of the mail server whose box is still empty. */
  newUser(): string {
    return users[this.#usersTaken++] ?? 'nobody left';
  }

  /** A mailbox of the first tenant over a fresh box of the server, or over the wire at `port`. */
  async box(options: { port?: number; importFrom?: ImportFrom } = {}): Promise<TestBox> {
    const address = { host: this.server.host, port: options.port ?? this.server.imapPort };
    const added = await addBox(this.desk.withTenant, this.desk.one.id, this.newUser(), address, options.importFrom);
    this.#boxes.push(added);
    return added;
  }

  /** A wire to the IMAP port that can be cut. */
  async proxy(): Promise<TcpProxy> {
    const opened = await TcpProxy.open({ host: this.server.host, port: this.server.imapPort });
    this.#proxies.push(opened);
    return opened;
  }

  deliver(to: TestBox, ...subjects: string[]): Promise<void> {
    const contents = subjects.map((subject) => mailText(subject));
    return deliverTo(this.server.lmtpPort, to.user, contents);
  }

  rowOf(of: TestBox): Promise<Mailbox> {
    return this.desk.withTenant(of.tenantId, system, ({ em }) => em.findOneOrFail(Mailbox, { id: of.id }));
  }

  async storedIn(of: TestBox): Promise<StoredRow[]> {
    return (await storedMails(this.desk.withTenant, of.tenantId)).filter((row) => row.mailboxId === of.id);
  }

  async subjectsIn(of: TestBox): Promise<string[]> {
    return (await this.storedIn(of)).map((row) => /^Subject: (.*)\r$/m.exec(row.raw?.toString() ?? '')?.[1] ?? '');
  }

  /** Waits until so many mails of the mailbox are stored and returns their subjects in the order stored. */
  stored(of: TestBox, count: number): Promise<string[]> {
    return eventually(async () => {
      const subjects = await this.subjectsIn(of);
      return subjects.length >= count && subjects;
    });
  }

  /** Waits until the mailbox has reported itself healthy: it is connected and everything that was there is stored. */
  healthy(of: TestBox): Promise<boolean> {
    return eventually(async () => (await this.rowOf(of)).health === 'ok');
  }
}

/** The ids a unit returned, when it was one that committed fetched mails. */
export function idsOf(result: unknown): unknown[] {
  return typeof result === 'object' && result !== null && 'ids' in result && Array.isArray(result.ids) ? result.ids : [];
}
