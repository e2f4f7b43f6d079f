import { createHmac, randomBytes } from 'node:crypto';
import { multipart, type Posted, urlEncoded } from './form.ts';

export type MailgunOptions = {
  key: string;
  raw: Buffer;
  sender?: string;
  recipient: string;
  at?: Date;
  token?: string;
  signature?: string;
};

/**
 * What a Mailgun route posts to an address that ends with `mime` (documentation.mailgun.com, “Receiving Messages via HTTP”, raw MIME): a form where a mail without attachments
 * comes URL-encoded, and the signature fields come last.
 */
export function mailgunPost(options: MailgunOptions, encoding: 'multipart' | 'urlencoded' = 'multipart'): Posted {
  const timestamp = String(Math.floor((options.at ?? new Date()).getTime() / 1_000));
  const token = options.token ?? randomBytes(25).toString('hex');
  const signature =
    options.signature ??
    createHmac('sha256', options.key)
      .update(timestamp + token)
      .digest('hex');
  const subject = /^Subject: (.*)\r$/m.exec(options.raw.toString('latin1'))?.[1] ?? '';
  return (encoding === 'multipart' ? multipart : urlEncoded)([
    ['recipient', options.recipient],
    ['sender', options.sender ?? 'jane@acme.example'],
    ['subject', subject],
    ['from', 'Jane <jane@acme.example>'],
    ['domain', 'mg.one.example'],
    ['message-headers', JSON.stringify([['Subject', subject]])],
    ['body-mime', options.raw],
    ['timestamp', timestamp],
    ['token', token],
    ['signature', signature],
  ]);
}
