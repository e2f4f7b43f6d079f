import { createSign, randomUUID } from 'node:crypto';
import type { Posted } from './form.ts';
import { selfSigned } from './self-signed.ts';

type Message = Record<string, string>;

/** A signing service of its own: SNS's certificate, and posts signed with it. */
export class FakeSns {
  readonly topic = 'arn:aws:sns:eu-west-1:123456789012:support';
  readonly certificateUrl = 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem';
  readonly certificate: string;
  readonly #key: string;
  /** Every address that was asked for, certificate and confirmations. */
  readonly asked: string[] = [];

  /** Its certificate is good until then. */
  constructor(until: Date = new Date(Date.now() + 86_400_000)) {
    const made = selfSigned('sns.amazonaws.com', new Date(until.getTime() - 2 * 86_400_000), until);
    this.certificate = made.certificate;
    this.#key = made.key;
  }

  /** Stands for the network: knows the certificate and takes confirmations, and nothing else. */
  readonly fetchText = async (url: URL): Promise<string> => {
    this.asked.push(url.href);
    if (url.href === this.certificateUrl) return this.certificate;
    if (url.searchParams.get('Action') === 'ConfirmSubscription') return '<ConfirmSubscriptionResponse/>';
    throw new Error(`nobody should ask for ${url.href}`);
  };

  /** A message as SNS posts it (docs.aws.amazon.com/sns, “HTTP/HTTPS notification JSON format”); `changes` are made after signing. */
  post(message: Message, version: '1' | '2' = '2', changes: Message = {}): Posted {
    const whole: Message = {
      MessageId: randomUUID(),
      TopicArn: this.topic,
      Timestamp: new Date().toISOString(),
      SignatureVersion: version,
      SigningCertURL: this.certificateUrl,
      ...message,
    };
    const names =
      whole.Type === 'Notification'
        ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
        : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
    const text = names.map((name) => (whole[name] === undefined ? '' : `${name}\n${whole[name]}\n`)).join('');
    const signer = createSign(version === '2' ? 'RSA-SHA256' : 'RSA-SHA1');
    const signed = { ...whole, Signature: signer.update(text).sign(this.#key, 'base64'), ...changes };
    return {
      body: Buffer.from(JSON.stringify(signed)),
      headers: {
        'Content-Type': 'text/plain; charset=UTF-8',
        'x-amz-sns-message-type': String(whole.Type),
        'x-amz-sns-topic-arn': String(whole.TopicArn),
        'User-Agent': 'Amazon Simple Notification Service Agent',
      },
    };
  }

  /** The request to confirm a subscription. */
  confirmation(subscribeUrl?: string, changes: Message = {}): Posted {
    const query = new URLSearchParams({ Action: 'ConfirmSubscription', TopicArn: this.topic, Token: 'abc' });
    return this.post({
      Type: 'SubscriptionConfirmation',
      Token: 'abc',
      Message: 'You have chosen to subscribe to the topic.',
      SubscribeURL: subscribeUrl ?? `https://sns.eu-west-1.amazonaws.com/?${query}`,
      ...changes,
    });
  }
}

/** What SES publishes for a received mail (docs.aws.amazon.com/ses, “Examples of notifications for Amazon SES email receiving”). */
export function sesNotification(mail: {
  raw?: Buffer;
  recipient: string;
  messageId?: string;
  stored?: { bucketName: string; objectKey: string };
}): Message {
  const action =
    mail.stored === undefined
      ? { type: 'SNS', topicArn: 'arn:aws:sns:eu-west-1:123456789012:support', encoding: 'BASE64' }
      : { type: 'S3', topicArn: 'arn:aws:sns:eu-west-1:123456789012:support', ...mail.stored };
  const body = {
    notificationType: 'Received',
    mail: {
      timestamp: '2026-09-11T20:32:33.936Z',
      source: 'jane@acme.example',
      messageId: mail.messageId ?? randomUUID(),
      destination: [mail.recipient],
      headersTruncated: false,
      headers: [{ name: 'Subject', value: 'Printer' }],
      commonHeaders: { subject: 'Printer' },
    },
    receipt: {
      timestamp: '2026-09-11T20:32:33.936Z',
      processingTimeMillis: 222,
      recipients: [mail.recipient],
      spamVerdict: { status: 'PASS' },
      virusVerdict: { status: 'PASS' },
      spfVerdict: { status: 'PASS' },
      dkimVerdict: { status: 'PASS' },
      action,
    },
    ...(mail.raw === undefined ? {} : { content: mail.raw.toString('base64') }),
  };
  return { Type: 'Notification', Subject: 'Amazon SES Email Receipt Notification', Message: JSON.stringify(body) };
}
