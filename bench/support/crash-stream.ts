import { setTimeout as sleep } from 'node:timers/promises';
import { type Random, seeded } from '../../domain/seeded.rules.ts';
import type { MailClient } from './mail-client.ts';
import { type BenchMail, benchMail } from './mails.ts';
import { between } from './random.rules.ts';

/** Which way a mail comes in. */
export type Way = 'smtp' | 'imap';

/** A mail of the stream; a reply goes out after its first mail was accepted, as a person would write it. */
export type StreamMail = BenchMail & { way: Way; firstMail: StreamMail | null };

/** How far behind its first mail a reply comes at least, in mails. */
const replyDistance = 12;
const replyShare = 0.1;

/** The whole stream: half by SMTP and half by IMAP in turn, about a tenth replies of earlier senders by the same way. */
export function makeStream(count: number, seed: number, mailboxes: Record<Way, string>): StreamMail[] {
  const random = seeded(seed);
  const stream: StreamMail[] = [];
  const answered = new Set<StreamMail>();
  for (let index = 0; index < count; index += 1) {
    const way: Way = index % 2 === 0 ? 'smtp' : 'imap';
    const open = stream
      .slice(0, Math.max(0, index - replyDistance))
      .filter((mail) => mail.way === way && mail.firstMail === null && !answered.has(mail));
    const firstMail = random() < replyShare && open.length > 0 ? (open[between(random, 0, open.length - 1)] ?? null) : null;
    if (firstMail !== null) answered.add(firstMail);
    stream.push({
      ...benchMail({ index, seed, to: mailboxes[way], ...(firstMail === null ? {} : { answers: firstMail }) }),
      way,
      firstMail,
    });
  }
  return stream;
}

/** Sends the stream in portions, each spread over a second or two; every mail is offered until it is accepted, whatever dies meanwhile. */
export class StreamFeeder {
  readonly #clients: Record<Way, MailClient>;
  readonly #imapUser: string;
  readonly #random: Random;
  readonly #accepted = new Map<StreamMail, Promise<number>>();
  #attempts = 0;

  constructor(clients: Record<Way, MailClient>, imapUser: string, random: Random) {
    this.#clients = clients;
    this.#imapUser = imapUser;
    this.#random = random;
  }

  /** Begins to send these; returns at once. */
  feed(mails: StreamMail[], overMs: number): void {
    for (const mail of mails) this.#accepted.set(mail, this.#offer(mail, between(this.#random, 0, overMs)));
  }

  /** Mails that the product's own door is being offered now. */
  get underWay(): number {
    return this.#clients.smtp.underWay();
  }

  /** Mails lying in the IMAP mailbox so far. */
  imapDelivered = 0;

  /** Attempts that were needed beyond the first. */
  get retries(): number {
    return this.#attempts - this.#accepted.size;
  }

  /** Resolves when everything fed so far was accepted. */
  async settled(): Promise<void> {
    await Promise.all(this.#accepted.values());
  }

  async #offer(mail: StreamMail, afterMs: number): Promise<number> {
    await sleep(afterMs);
    if (mail.firstMail !== null) await this.#accepted.get(mail.firstMail);
    const attempts = await this.#clients[mail.way].send(mail, mail.way === 'imap' ? this.#imapUser : mail.to);
    this.#attempts += attempts;
    if (mail.way === 'imap') this.imapDelivered += 1;
    return attempts;
  }
}
