import type { Readable } from 'node:stream';
import { collectText } from './body-field.ts';
import { equalSecrets } from './equal-secrets.rules.ts';
import { HookRefused } from './hook-refused.rules.ts';
import type { HookMail, HookRequest, TakeHook } from './hook-request.types.ts';
import { readSesNotification, type SesNotification, sesContent } from './ses-notification.rules.ts';
import { assertSnsUrl, isSnsSigned, type SnsMessage, snsMessage } from './sns-message.rules.ts';

/** Notifications end at 256 KB; escaped as JSON twice they are longer. */
const bodyBytes = 2_097_152;
const certificates = new Map<string, string>();
const mostCertificates = 50;

/** What Amazon's door needs of the outside. Both throw when the other side cannot be reached. */
export type SesOutside = {
  /** The text at an address of Amazon SNS; follows no redirect. */
  fetchText: (url: URL) => Promise<string>;
  /** Opens a mail that SES put into a bucket; null where no S3 storage is set up. */
  openObject: ((bucket: string, key: string) => Promise<Readable>) | null;
};

/**
 * Takes what Amazon SES publishes over an SNS topic: proved by SNS's signature and by the topic's ARN, which is what the door was set up with. A
 * subscription is confirmed for that topic only. Source: docs.aws.amazon.com/sns, “Verifying the signatures of Amazon SNS messages”.
 */
export function createTakeSes(outside: SesOutside): TakeHook {
  return async (request) => {
    const message = await readMessage(request);
    if (!equalSecrets(message.TopicArn, request.secret)) throw new HookRefused(403, 'The request is of another topic.');
    const certificate = await certificateAt(outside, assertSnsUrl(message.SigningCertURL, request.secret));
    if (!isSnsSigned(message, certificate, request.now)) throw new HookRefused(403, 'The signature does not fit.');
    if (message.Type === 'SubscriptionConfirmation') await confirm(outside, message);
    return message.Type === 'Notification' ? takeNotification(outside, request, message) : null;
  };
}

async function readMessage({ body }: HookRequest): Promise<SnsMessage> {
  try {
    return snsMessage.parse(JSON.parse(await collectText(body, bodyBytes)));
  } catch (error) {
    if (error instanceof HookRefused) throw error;
    throw new HookRefused(400, 'The request is no message of Amazon SNS.');
  }
}

/** Kept under its address, which Amazon changes with the certificate. */
async function certificateAt(outside: SesOutside, url: URL): Promise<string> {
  const known = certificates.get(url.href);
  if (known !== undefined) return known;
  const text = await outside.fetchText(url);
  const [oldest] = certificates.keys();
  if (certificates.size >= mostCertificates && oldest !== undefined) certificates.delete(oldest);
  certificates.set(url.href, text);
  return text;
}

async function confirm(outside: SesOutside, message: SnsMessage): Promise<void> {
  const url = assertSnsUrl(message.SubscribeURL ?? '', message.TopicArn);
  const isOurs = url.searchParams.get('Action') === 'ConfirmSubscription' && url.searchParams.get('TopicArn') === message.TopicArn;
  if (!isOurs) throw new HookRefused(403, 'The request asks to confirm something else than its topic.');
  await outside.fetchText(url);
}

async function takeNotification(outside: SesOutside, request: HookRequest, message: SnsMessage): Promise<HookMail | null> {
  const notification = readSesNotification(message.Message);
  if (notification === null) return null;
  const content = sesContent(notification);
  const mail = await request.keep(content === null ? await openStored(outside, request, notification) : pieces(content));
  const [recipient = null] = notification.receipt.recipients;
  return {
    mail,
    envelopeFrom: notification.mail.source ?? null,
    envelopeTo: recipient,
    providerId: notification.mail.messageId,
    nonce: null,
  };
}

/** Only from the bucket and prefix the door was set up with: whoever owns a topic may name any object in it. */
async function openStored(outside: SesOutside, { storage }: HookRequest, { receipt }: SesNotification): Promise<AsyncIterable<Buffer>> {
  const { bucketName, objectKey } = receipt.action;
  if (bucketName == null || objectKey == null)
    throw new HookRefused(422, 'The notification has no mail in it: publish with an SNS action, or store with an S3 action.');
  if (storage === null || storage.bucket !== bucketName || !objectKey.startsWith(storage.prefix))
    throw new HookRefused(422, 'The mail lies in a bucket that this door may not read: set the door up again with --bucket.');
  if (outside.openObject === null)
    throw new HookRefused(503, 'The mail lies in a bucket, and no S3 storage is set up (STORAGE_S3_ACCESS_KEY_ID and …SECRET_ACCESS_KEY).');
  return outside.openObject(bucketName, objectKey);
}

async function* pieces(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}
