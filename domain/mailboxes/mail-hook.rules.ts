import { createHash, createPublicKey } from 'node:crypto';
import { AppError } from '../errors.ts';
import type { HookBucket, HookProvider } from './mail-hooks.types.ts';

/** What the sealed secret of a door is bound to: it opens for this door alone. */
export const mailHookContext = (hookId: string): string => `mail-hook:${hookId}`;

/** The form in which the token of a door's address is kept. */
export const hookTokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A topic of Amazon SNS: `arn:aws:sns:<region>:<account>:<name>` (docs.aws.amazon.com/sns, “Amazon SNS topics”). */
export const topicArn = /^arn:aws(?:-[a-z-]+)?:sns:([a-z0-9-]+):\d{12}:[\w-]{1,256}(?:\.fifo)?$/;

/**
 * Checks what a provider's door is proved with and returns it trimmed: Mailgun's HTTP webhook signing key; `user:password` for Postmark; the same, or the
 * public verification key, for SendGrid; the ARN of the topic for Amazon SES. Throws `invalid_input` saying which.
 */
export function checkHookSecret(provider: HookProvider, secret: string): string {
  const text = secret.trim();
  const isPair = /^[^:\s]{1,100}:\S{16,200}$/.test(text);
  if (provider === 'mailgun' && text.length < 16) throw refused('Mailgun’s HTTP webhook signing key (Settings → API security)');
  if (provider === 'postmark' && !isPair) throw refused('user and password as “user:password”, the password at least 16 characters');
  if (provider === 'sendgrid' && !isPair && publicKeyOf(text) === null)
    throw refused('SendGrid’s public verification key, or “user:password” with at least 16 characters of password');
  if (provider === 'ses' && !topicArn.test(text))
    throw refused('the ARN of the SNS topic, such as arn:aws:sns:eu-west-1:123456789012:support');
  return text;
}

/** The elliptic-curve key in SendGrid's spelling (base64 of the DER) or as PEM; null when it is none. */
export function publicKeyOf(text: string): ReturnType<typeof createPublicKey> | null {
  try {
    const key = text.startsWith('-----')
      ? createPublicKey(text)
      : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ec' ? key : null;
  } catch {
    return null;
  }
}

/** `bucket` or `bucket/prefix`. Throws `invalid_input`. */
export function parseBucket(text: string): HookBucket {
  const [, bucket, prefix = ''] = /^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(text.trim()) ?? [];
  if (bucket !== undefined) return { bucket, prefix };
  throw new AppError('invalid_input', {
    message: 'bad bucket',
    userMessage: 'Nothing was saved: write the bucket as “bucket” or “bucket/prefix”.',
  });
}

function refused(wanted: string): AppError {
  return new AppError('invalid_input', { message: 'bad hook secret', userMessage: `Nothing was saved: what is wanted is ${wanted}.` });
}
