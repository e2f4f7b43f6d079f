import { createSign, generateKeyPairSync } from 'node:crypto';
import { multipart, type Posted } from './form.ts';

/** A key pair as SendGrid makes one for a security policy; the public half in its spelling. */
export function sendgridKeys(): { publicKey: string; sign(posted: Posted, at?: Date): Posted } {
  const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return {
    publicKey: pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    sign: (posted, at = new Date()) => {
      const timestamp = String(Math.floor(at.getTime() / 1_000));
      const signature = createSign('sha256').update(timestamp).update(posted.body).sign(pair.privateKey, 'base64');
      return {
        body: posted.body,
        headers: {
          ...posted.headers,
          'X-Twilio-Email-Event-Webhook-Timestamp': timestamp,
          'X-Twilio-Email-Event-Webhook-Signature': signature,
        },
      };
    },
  };
}

/** What Inbound Parse posts with “POST the raw, full MIME message” (twilio.com/docs/sendgrid, “Setting up the Inbound Parse Webhook”). */
export function sendgridPost(options: { raw: Buffer; recipient: string; sender?: string; login?: string }): Posted {
  const sender = options.sender ?? 'jane@acme.example';
  const posted = multipart([
    ['dkim', '{@acme.example : pass}'],
    ['email', options.raw],
    ['to', options.recipient],
    ['from', 'Jane <jane@acme.example>'],
    ['sender_ip', '192.0.2.7'],
    ['envelope', JSON.stringify({ to: [options.recipient], from: sender })],
    ['subject', 'Printer'],
    ['charsets', '{"to":"UTF-8","subject":"UTF-8","from":"UTF-8"}'],
    ['SPF', 'pass'],
  ]);
  if (options.login === undefined) return posted;
  return { ...posted, headers: { ...posted.headers, Authorization: `Basic ${Buffer.from(options.login).toString('base64')}` } };
}
