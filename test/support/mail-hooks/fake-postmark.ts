import { randomUUID } from 'node:crypto';
import type { Posted } from './form.ts';

export type PostmarkOptions = { login: string; raw: Buffer; recipient: string; messageId?: string; withRaw?: boolean };

/** What Postmark's inbound webhook posts (postmarkapp.com/developer/webhooks/inbound-webhook), with the raw mail between the parsed fields. */
export function postmarkPost({ login, raw, recipient, messageId, withRaw = true }: PostmarkOptions): Posted {
  const person = { Email: recipient, Name: '', MailboxHash: '' };
  const body = {
    FromName: 'Jane',
    MessageStream: 'inbound',
    From: 'jane@acme.example',
    FromFull: { Email: 'jane@acme.example', Name: 'Jane', MailboxHash: '' },
    To: recipient,
    ToFull: [person],
    Cc: '',
    CcFull: [],
    OriginalRecipient: recipient,
    Subject: 'a "quoted" \\ subject',
    MessageID: messageId ?? randomUUID(),
    ReplyTo: '',
    MailboxHash: '',
    Date: 'Fri, 1 Aug 2014 16:45:32 -04:00',
    TextBody: 'RawEmail: "not this one" }',
    HtmlBody: '<p>é</p>',
    StrippedTextReply: '',
    Tag: '',
    Headers: [{ Name: 'RawEmail', Value: 'nor this } ] one' }],
    Attachments: [{ Name: 'a.txt', Content: 'YQ==', ContentType: 'text/plain', ContentLength: 1, ContentID: '' }],
    ...(withRaw ? { RawEmail: raw.toString('utf8') } : {}),
  };
  return {
    body: Buffer.from(JSON.stringify(body)),
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': 'Postmark',
      Authorization: `Basic ${Buffer.from(login).toString('base64')}`,
    },
  };
}
