import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { quietPort } from './quiet-port.ts';

/** A mail that arrived whole: its end was seen, whatever became of the answer. `at` is `performance.now()`. */
export type SunkMail = { messageId: string; inReplyTo: string | null; to: string; at: number };

/** The receiving server of everything the product sends. */
export type Sink = {
  host: string;
  port: number;
  mails: SunkMail[];
  /** Called with each mail as it arrives. */
  onMail: ((mail: SunkMail) => void) | null;
  close(): Promise<void>;
};

export type SinkOptions = {
  /** How long it thinks between the end of a mail and its 250, in ms: as real servers do. */
  thinkMs?: () => number;
};

/** Listens on a free port and takes every mail for everybody. */
export async function startSink(options: SinkOptions = {}): Promise<Sink> {
  const sink: Sink = { host: '127.0.0.1', port: await quietPort(), mails: [], onMail: null, close: () => closed() };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    maxClients: 200,
    onData: (stream, session, done) => {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      // A connection that breaks inside the mail destroys the stream: only a whole mail ends.
      stream.on('end', () => {
        const head = headOf(Buffer.concat(pieces));
        for (const { address } of session.envelope.rcptTo) take(sink, { ...head, to: address.toLowerCase(), at: performance.now() });
        const thinkMs = options.thinkMs?.() ?? 0;
        if (thinkMs === 0) done(null, 'taken');
        else void sleep(thinkMs).then(() => done(null, 'taken'));
      });
    },
  });
  server.on('error', () => undefined);
  const closed = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(sink.port, sink.host, resolve);
  });
  return sink;
}

function take(sink: Sink, mail: SunkMail): void {
  sink.mails.push(mail);
  sink.onMail?.(mail);
}

function headOf(raw: Buffer): Pick<SunkMail, 'messageId' | 'inReplyTo'> {
  const text = raw.toString('latin1');
  const head = text.slice(0, text.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ');
  const field = (name: string): string | null => new RegExp(`^${name}: *(\\S+)`, 'im').exec(head)?.[1] ?? null;
  return { messageId: field('Message-ID') ?? '(none)', inReplyTo: field('In-Reply-To') };
}
