import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Logger } from '../../config/logger.ts';
import type { AcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import type { Accept } from './accept.types.ts';
import { countConnections } from './count-connections.ts';
import { tooManyConnections } from './smtp-answers.rules.ts';
import { createSmtpTransactions, type SmtpTransactions } from './smtp-transaction.ts';

export type SmtpDoorOptions = {
  host: string;
  /** 0 for any free port. */
  port: number;
  protocol: 'smtp' | 'lmtp';
  /** Longer mails are refused with 552. */
  maxBytes: number;
  accept: Accept;
  across: Pick<AcrossTenants, 'unsafeMailboxByAddress'>;
  log: Logger;
  /** PEM texts; without them the door offers no STARTTLS. */
  tls?: { key: string; cert: string };
  maxConnections?: number;
  maxPerAddress?: number;
  /** Silence after which a client is sent away, in milliseconds. */
  idleMs?: number;
  /** Longest time one mail may take to arrive, in milliseconds (RFC 5321 4.5.3.2 has clients wait ten minutes for the answer). */
  dataMs?: number;
  /** How long `stop` waits for mails that are arriving, in milliseconds. */
  drainMs?: number;
};

export type SmtpDoor = { port: number; stop(): Promise<void> };

/**
 * Listens for mail. 250 is said after the commit and never before; on a fault of ours the answer is 451, so that the sender keeps the mail and the
 * natural key makes its retry harmless. Rejects when the address cannot be listened on. `stop` lets arriving mails finish.
 */
export async function startSmtpDoor(options: SmtpDoorOptions): Promise<SmtpDoor> {
  const transactions = createSmtpTransactions({ ...options, dataMs: options.dataMs ?? 600_000 });
  const arriving = new Map<string, Promise<void>>();
  const server = new SMTPServer({ ...settingsOf(options), ...handlersOf(options, transactions, arriving) });
  const port = await listen(server, options);
  server.on('error', (error) => options.log.debug({ err: error }, 'an SMTP connection failed'));
  return { port, stop: () => stop(server, arriving, options.drainMs ?? 5_000) };
}

function settingsOf({ protocol, maxBytes, tls, maxConnections, idleMs }: SmtpDoorOptions): SMTPServerOptions {
  const dummies = ['AUTH', 'WIZ', 'SHELL', 'KILL'];
  return {
    lmtp: protocol === 'lmtp',
    banner: 'Deskhand',
    logger: false,
    disabledCommands: tls === undefined ? [...dummies, 'STARTTLS'] : dummies,
    hideENHANCEDSTATUSCODES: false,
    disableReverseLookup: true,
    size: maxBytes,
    rejectOversized: true,
    maxRecipients: 100,
    maxClients: maxConnections ?? 200,
    socketTimeout: idleMs ?? 60_000,
    ...tls,
  };
}

function handlersOf(options: SmtpDoorOptions, transactions: SmtpTransactions, arriving: Map<string, Promise<void>>): SMTPServerOptions {
  const connections = countConnections(options.maxPerAddress ?? 50);
  return {
    onConnect: (session, done) => done(connections.enter(session.id, session.remoteAddress) ? null : tooManyConnections()),
    onClose: (session) => connections.leave(session.id),
    onMailFrom: (_address, session, done) => {
      transactions.begin(session);
      done();
    },
    onRcptTo: (address, session, done) => void transactions.recipient(session, address.address).then(done),
    onData: (stream, session, done) => {
      const finished = transactions.data(session, stream).then((answer) => {
        arriving.delete(session.id);
        if (answer instanceof Error) done(answer);
        else done(null, answer);
      });
      arriving.set(session.id, finished);
    },
  };
}

function listen(server: SMTPServer, { host, port }: SmtpDoorOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** Idle clients are sent away at once, those in the middle of a mail when it is answered or `drainMs` is over. */
async function stop(server: SMTPServer, arriving: Map<string, Promise<void>>, drainMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(resolve));
  const hangUp = (isSpared: (id: string) => boolean): void => {
    for (const connection of server.connections)
      if (!isSpared(connection.id)) connection.send(421, 'The server is closing, please try again later');
  };
  hangUp((id) => arriving.has(id));
  await within(drainMs, Promise.all(arriving.values()));
  hangUp(() => false);
  await within(1_000, closed);
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, over]);
  clearTimeout(timer);
}
