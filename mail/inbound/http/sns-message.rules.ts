import { createVerify, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { HookRefused } from './hook-refused.rules.ts';

const text = z.string();

/** What Amazon SNS posts (docs.aws.amazon.com/sns, “HTTP/HTTPS notification JSON format” and “… subscription confirmation JSON format”). */
export const snsMessage = z.object({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: text,
  TopicArn: text,
  Message: text,
  Timestamp: text,
  SignatureVersion: z.enum(['1', '2']),
  Signature: text,
  SigningCertURL: text,
  Subject: text.nullish(),
  Token: text.optional(),
  SubscribeURL: text.optional(),
});
export type SnsMessage = z.output<typeof snsMessage>;

/**
 * The address when it is one of SNS itself in the topic's region: https, `sns.<region>.amazonaws.com` and nothing before or behind, no port, no user.
 * Whoever may name another host could bring a certificate of his own, or have us ask any server. Throws `HookRefused`.
 */
export function assertSnsUrl(address: string, topicArn: string): URL {
  const region = topicArn.split(':')[3] ?? '';
  const host = `sns.${region}.amazonaws.com${topicArn.startsWith('arn:aws-cn:') ? '.cn' : ''}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  const isPlain = url?.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  if (url !== null && isPlain && url.hostname === host && /^[a-z0-9-]+$/.test(region)) return url;
  throw new HookRefused(403, 'The request names an address that is not of Amazon SNS in the topic’s region.');
}

const signed = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
} as const;

/** The text that SNS signs: names and values, a line each, in this order, those that are missing left out. */
export function snsSignedText(message: SnsMessage): string {
  const lines = signed[message.Type].map((name) => [name, message[name]] as const);
  return lines.map(([name, value]) => (value == null ? '' : `${name}\n${value}\n`)).join('');
}

/** Whether the message was signed under that certificate and the certificate is valid: version 1 is RSA with SHA-1, version 2 with SHA-256. */
export function isSnsSigned(message: SnsMessage, certificatePem: string, now: Date): boolean {
  try {
    const certificate = new X509Certificate(certificatePem);
    if (now < new Date(certificate.validFrom) || now > new Date(certificate.validTo)) return false;
    const algorithm = message.SignatureVersion === '2' ? 'RSA-SHA256' : 'RSA-SHA1';
    return createVerify(algorithm).update(snsSignedText(message), 'utf8').verify(certificate.publicKey, message.Signature, 'base64');
  } catch {
    return false;
  }
}
