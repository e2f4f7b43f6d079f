import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Logger } from '../../config/logger.ts';
import { AppError } from '../../domain/errors.ts';
import type { MailAddress } from '../../domain/mailboxes/parsed-mail.types.ts';

/** A mail the demo customers received. `to` are the envelope's recipients; `replyTo` is where an answer belongs. */
export type ReceivedLine = { id: string; receivedAt: string; from: MailAddress; to: string[]; subject: string };
export type ReceivedMail = ReceivedLine & { replyTo: string; messageId: string | null; references: string[]; text: string };

/** The demo customers' mail server: takes any mail for anybody, keeps the newest, sends nothing anywhere. */
export type CustomerMailbox = {
  readonly host: string;
  readonly port: number;
  /** Newest first. `from`: only mails written from one of these addresses. */
  list(filter?: { from?: string[] }): ReceivedLine[];
  /** Null when there is no such mail. */
  read(id: string): Promise<ReceivedMail | null>;
  /** The bytes as received; null when there is no such mail. */
  raw(id: string): Promise<Buffer | null>;
  close(): Promise<void>;
};

export type CustomerMailboxOptions = { host: string; port: number; folder: string; log: Logger /** newest mails kept */; keep?: number };

const maxBytes = 30 * 1024 * 1024;
const loopback = ['127.0.0.1', '::1', 'localhost'];

/**
 * Starts it on a loopback address (any other is refused: it accepts everything). A mail is acknowledged after its files are synced; they are
 * read again at the next start. Port 0 takes a free one.
 */
export async function startCustomerMailbox(options: CustomerMailboxOptions): Promise<CustomerMailbox> {
  const { host, folder, log, keep = 500 } = options;
  if (!loopback.includes(host))
    throw refused(`${host} is not a loopback address`, 'The demo customers’ mail server listens on 127.0.0.1 only.');
  await mkdir(folder, { recursive: true });
  const lines = await readIndex(folder);
  const take = async (raw: Buffer, session: SMTPServerSession): Promise<void> => {
    const mail = await describeMail(raw, session);
    await writeSynced(folder, `${mail.id}.eml`, raw);
    await writeSynced(folder, `${mail.id}.json`, JSON.stringify(mail));
    lines.unshift(lineOf(mail));
    for (const old of lines.splice(keep)) await forget(folder, old.id);
  };
  const server = createSmtp(take, log);
  const port = await listen(server, options);
  const has = (id: string): boolean => lines.some((line) => line.id === id);
  return {
    host,
    port,
    list: (filter = {}) => lines.filter((line) => filter.from === undefined || filter.from.includes(line.from.address)),
    read: async (id) => (has(id) ? readMail(folder, id) : null),
    raw: async (id) => (has(id) ? readFile(join(folder, `${id}.eml`)) : null),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function createSmtp(take: (raw: Buffer, session: SMTPServerSession) => Promise<void>, log: Logger): SMTPServer {
  const server = new SMTPServer({
    banner: 'Deskhand demo customers',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: maxBytes,
    closeTimeout: 1_000,
    logger: false,
    onData: (stream, session, done) => {
      receive(stream)
        .then((raw) => take(raw, session))
        .then(
          () => done(),
          (failure: Error & { responseCode?: number }) => {
            log.warn({ failure: failure.name }, 'the demo customers’ mail server could not take a mail');
            done(Object.assign(new Error('not taken, try again'), { responseCode: failure.responseCode ?? 451 }));
          },
        );
    },
  });
  // A client that hangs up is no fault of ours.
  server.on('error', (failure: Error) => log.debug({ failure: failure.name }, 'demo mail connection ended'));
  return server;
}

async function receive(stream: SMTPServerDataStream): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  if (stream.sizeExceeded) throw Object.assign(new Error('too big'), { responseCode: 552 });
  return Buffer.concat(parts);
}

async function describeMail(raw: Buffer, session: SMTPServerSession): Promise<ReceivedMail> {
  const parsed = await simpleParser(raw);
  const [from] = parsed.from?.value ?? [];
  const [replyTo] = parsed.replyTo?.value ?? [];
  const receivedAt = new Date().toISOString();
  return {
    id: `${receivedAt.replace(/[^0-9]/g, '')}-${randomUUID()}`,
    receivedAt,
    from: { address: (from?.address ?? '').toLowerCase(), name: from?.name ?? '' },
    to: session.envelope.rcptTo.map((recipient) => recipient.address.toLowerCase()),
    subject: parsed.subject ?? '',
    replyTo: replyTo?.address ?? from?.address ?? '',
    messageId: parsed.messageId ?? null,
    references: [parsed.references ?? []].flat(),
    text: (parsed.text ?? '').slice(0, 200_000),
  };
}

function lineOf({ id, receivedAt, from, to, subject }: ReceivedLine): ReceivedLine {
  return { id, receivedAt, from, to, subject };
}

/** Newest first: names begin with the time. A mail without its description was never acknowledged and is left out. */
async function readIndex(folder: string): Promise<ReceivedLine[]> {
  const names = (await readdir(folder))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .reverse();
  const mails = await Promise.all(names.map((name) => readMail(folder, name.slice(0, -'.json'.length))));
  return mails.map(lineOf);
}

async function readMail(folder: string, id: string): Promise<ReceivedMail> {
  return JSON.parse(await readFile(join(folder, `${id}.json`), 'utf8')) as ReceivedMail;
}

async function writeSynced(folder: string, name: string, content: Buffer | string): Promise<void> {
  const draft = join(folder, `${name}.new`);
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, join(folder, name));
}

async function forget(folder: string, id: string): Promise<void> {
  await rm(join(folder, `${id}.json`), { force: true });
  await rm(join(folder, `${id}.eml`), { force: true });
}

function listen(server: SMTPServer, { host, port }: CustomerMailboxOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException): void =>
      reject(
        refused(
          `cannot listen on ${host}:${port}: ${cause.code}`,
          `Port ${port} for the demo customers’ mail server cannot be used (${cause.code}). Choose another with DEMO_MAILBOX_PORT.`,
          cause,
        ),
      );
    server.server.once('error', fail);
    server.listen(port, host, () => {
      server.server.off('error', fail);
      const address = server.server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function refused(message: string, userMessage: string, cause?: unknown): AppError {
  return new AppError('not_configured', { message, userMessage, cause });
}
