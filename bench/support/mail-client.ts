import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import type { BenchMail } from './mails.ts';

/** A sending server: keeps a mail and offers the same bytes again until it was told 250. */
export type MailClient = {
  /** Resolves when the mail was accepted; with the number of attempts. */
  send(mail: BenchMail, to?: string): Promise<number>;
  /** Transactions under way now; a mail that waits for its next attempt is none. */
  underWay(): number;
  close(): void;
};

export type MailClientOptions = { port: number; lmtp?: boolean; connections?: number; retryMs?: number };

/** Pooled connections to an SMTP or LMTP server of this machine. */
export function createMailClient({ port, lmtp = false, connections = 4, retryMs = 200 }: MailClientOptions): MailClient {
  const transport = createTransport({
    pool: true,
    host: '127.0.0.1',
    port,
    lmtp,
    secure: false,
    ignoreTLS: true,
    name: 'bench.example',
    maxConnections: connections,
    maxMessages: Number.POSITIVE_INFINITY,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  let open = 0;
  let isClosed = false;
  const offer = async (mail: BenchMail, to: string): Promise<boolean> => {
    open += 1;
    try {
      await transport.sendMail({ envelope: { from: mail.from, to: [to] }, raw: mail.raw });
      return true;
    } catch {
      return false;
    } finally {
      open -= 1;
    }
  };
  return {
    send: async (mail, to = mail.to) => {
      for (let attempt = 1; !isClosed; attempt += 1) {
        if (await offer(mail, to)) return attempt;
        await sleep(retryMs);
      }
      throw new Error('the client was closed before the mail was accepted');
    },
    underWay: () => open,
    close: () => {
      isClosed = true;
      transport.close();
    },
  };
}
