import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createTransport, type Transporter } from 'nodemailer';
import type { OutboundMail, SendOutcome, Transport } from '../../domain/deliveries/outbound-mail.types.ts';
import { AppError } from '../../domain/errors.ts';
import { isThisMachine } from '../this-machine.rules.ts';
import { type ComposedMail, composeMail } from './compose.ts';
import { neverRenews } from './never-renews.ts';
import { judgeFailure, type SendFailure } from './send-outcome.rules.ts';

export type SmtpSender = {
  /** One attempt. Never throws: whatever happens is an outcome. */
  send(mail: OutboundMail, transport: Transport): Promise<SendOutcome>;
  /** Closes idle connections; attempts under way end first. */
  close(): Promise<void>;
};

export type SmtpSenderOptions = {
  /** Connections per server and user. */
  maxConnections?: number;
  /** Longest silence of a server, in ms; the lease of a delivery is longer. */
  socketMs?: number;
};

/** `began` holds the contents of which a byte was given to a server. */
type Pool = { transporter: Transporter; secret: string; began: WeakSet<Buffer> };

const sliceBytes = 65_536;

/** Sends over pooled connections, one pool per server and user. A changed password or token opens a new pool; the old one ends with its attempts. */
export function createSmtpSender(options: SmtpSenderOptions = {}): SmtpSender {
  const pools = new Map<string, Pool>();
  const underWay = new Set<Promise<SendOutcome>>();
  let closed = false;
  const poolOf = (transport: Transport): Pool => {
    const key = JSON.stringify([transport.host, transport.port, transport.secure, transport.user ?? null]);
    const secret = createHash('sha256')
      .update(transport.accessToken ?? transport.password ?? '')
      .digest('hex');
    const known = pools.get(key);
    if (known?.secret === secret) return known;
    const pool = openPool(transport, secret, options);
    pools.set(key, pool);
    if (known !== undefined) void Promise.allSettled(underWay).then(() => known.transporter.close());
    return pool;
  };
  return {
    send: async (mail, transport) => {
      if (closed) return { kind: 'not_handed_over', reason: 'This process is stopping.' };
      const attempt = sendOnce(poolOf(transport), mail);
      underWay.add(attempt);
      return attempt.finally(() => underWay.delete(attempt));
    },
    close: async () => {
      closed = true;
      await Promise.allSettled(underWay);
      for (const { transporter } of pools.values()) transporter.close();
      pools.clear();
    },
  };
}

async function sendOnce({ transporter, began }: Pool, mail: OutboundMail): Promise<SendOutcome> {
  let composed: ComposedMail;
  try {
    composed = await composeMail(mail);
  } catch (error) {
    if (error instanceof AppError) return { kind: 'refused', permanent: true, code: null, reason: error.userMessage };
    return { kind: 'not_handed_over', reason: 'An attachment of this mail could not be read.' };
  }
  try {
    const info = (await transporter.sendMail(composed)) as Handed;
    const rejected = (info.rejected ?? []).map((one) => (typeof one === 'string' ? one : one.address));
    return { kind: 'sent', response: info.response, rejected, ...deferredOf(info, rejected) };
  } catch (error) {
    return judgeFailure(error as SendFailure, began.has(composed.raw));
  }
}

type Handed = {
  response: string;
  rejected?: (string | { address: string })[];
  rejectedErrors?: { recipient?: string; responseCode?: number }[];
};

/** The recipients that were refused for now only (RFC 5321 4.2.1): the others have the mail, these get it later. */
function deferredOf({ rejectedErrors = [] }: Handed, rejected: string[]): { deferred?: string[] } {
  const deferred = rejectedErrors.flatMap(({ recipient, responseCode = 0 }) =>
    recipient !== undefined && rejected.includes(recipient) && responseCode >= 400 && responseCode < 500 ? [recipient] : [],
  );
  return deferred.length === 0 ? {} : { deferred };
}

function openPool({ host, port, secure, user, password, accessToken }: Transport, secret: string, options: SmtpSenderOptions): Pool {
  const began = new WeakSet<Buffer>();
  const transporter = createTransport({
    pool: true,
    host,
    port,
    secure,
    // A password or token goes over an encrypted connection only, unless the server is this machine.
    ...(user === undefined ? {} : { auth: authOf(user, password, accessToken), requireTLS: !secure && !isThisMachine(host) }),
    maxConnections: options.maxConnections ?? 5,
    maxMessages: 200,
    // Only a mail of which not a byte was read is queued again by the pool: after the data began it reports the failure to us.
    maxRequeues: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: options.socketMs ?? 60_000,
    dnsTimeout: 10_000,
    logger: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  neverRenews(transporter);
  transporter.use('stream', (mail, done) => {
    mail.message.createReadStream = () => contentStream(mail.data.raw as Buffer, began);
    done();
  });
  return { transporter, secret, began };
}

/**
 * The content as nodemailer reads it, which it does only after the server said 354: the first read is the moment of no return. A second stream of a
 * content that began to flow fails instead, so no trick of the pool can hand a mail over twice.
 */
function contentStream(raw: Buffer, began: WeakSet<Buffer>): Readable {
  return Readable.from(
    (function* () {
      if (began.has(raw)) throw new Error('the mail was handed over before');
      began.add(raw);
      for (let at = 0; at < raw.length; at += sliceBytes) yield raw.subarray(at, at + sliceBytes);
    })(),
    { objectMode: false },
  );
}

function authOf(user: string, password: string | undefined, accessToken: string | undefined) {
  return accessToken === undefined ? { user, pass: password ?? '' } : { type: 'OAuth2' as const, user, accessToken };
}
