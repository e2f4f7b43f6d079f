import { describe, expect, test } from '@jest/globals';
import { hashAttachment } from '../../../mail/parse/hash-attachment.ts';
import { parseMail } from '../../../mail/parse/parse-mail.ts';

type Parts = { headers?: string[]; text?: string };

async function kindOf({ headers = [], text = 'Hello' }: Parts): Promise<{ kind: string; mayAnswer: boolean; hasReport: boolean }> {
  const named = (key: string): boolean => headers.some((line) => line.toLowerCase().startsWith(`${key}:`));
  const usual = ['From: Ann <ann@acme.example>', 'To: help@desk.example', 'Subject: Printer', 'Message-ID: <a@acme.example>'];
  const head = [...usual.filter((line) => !named((line.split(':')[0] ?? '').toLowerCase())), ...headers];
  const mail = await parseMail(Buffer.from(`${head.join('\r\n')}\r\n\r\n${text}`), hashAttachment);
  return { kind: mail.kind, mayAnswer: mail.noAutoAnswerReason === null, hasReport: mail.bounce !== null };
}

const delivery = [
  '--b',
  'Content-Type: message/delivery-status',
  '',
  'Reporting-MTA: dns; mx.acme.example',
  '',
  'Final-Recipient: rfc822; x@y.example',
  'Action: failed',
  'Status: 5.1.1',
  '',
];
const bounceText = 'This is the mail system.\n\nYour message could not be delivered to\n\n<gone@acme.example>: 550 5.1.1 User unknown\n';

describe('an ordinary mail that talks about bounces is none', () => {
  const subjects = [
    'Undeliverable: our newsletter',
    'Mail delivery failed',
    'Returned mail: see transcript',
    'Delivery Status Notification (Failure)',
    'Unzustellbar: Rechnung',
    'Re: Undelivered Mail Returned to Sender',
  ];
  const texts = [
    bounceText,
    `Hi,\n\nwhy do I get this?\n\n${bounceText}`,
    `Hi,\n\nsee below\n\n> ${bounceText.replaceAll('\n', '\n> ')}`,
    `FYI\n\n---------- Forwarded message ---------\nFrom: Mail Delivery Subsystem <mailer-daemon@mx.example>\nDate: Tue, 12 Nov 2024\nSubject: failure\nTo: <ann@acme.example>\n\n${bounceText}`,
    'Our mails to bob@acme.example bounce with 550 5.7.1 Relay access denied. Please help.',
    'Ihre Mails konnten nicht zugestellt werden: unzustellbar, 552 5.2.2 Postfach voll.',
  ];
  const senders = ['ann@acme.example', 'postmaster@acme.example', 'support@mailer.example', 'info@bounce.example', 'abuse@acme.example'];

  test.each(texts.map((text, index) => [index, text] as const))('text %i, from anybody, under any subject', async (_index, text) => {
    for (const subject of [...subjects, 'Question', ''])
      for (const from of senders) {
        const isServer = from.startsWith('postmaster');
        if (isServer && /^[^:]*(?:deliver|return|zustell)/i.test(subject)) continue;
        const headers = [`From: ${from}`, `Subject: ${subject}`, `Return-Path: <${from}>`];
        expect(await kindOf({ headers, text })).toEqual({ kind: 'message', mayAnswer: !isServer, hasReport: false });
      }
  });

  test('a person who forwards a report with its machine-readable part', async () => {
    const headers = [
      'Subject: Fwd: Undelivered mail',
      'User-Agent: Mail/1',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
    ];
    const text = ['--b', 'Content-Type: text/plain', '', 'What is this?', ...delivery, '--b--'].join('\r\n');
    expect(await kindOf({ headers, text })).toEqual({ kind: 'message', mayAnswer: true, hasReport: false });
  });

  test('a person who forwards it as an attached mail', async () => {
    const headers = ['Subject: WG: Unzustellbar', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=a'];
    const inner = [
      'From: MAILER-DAEMON@mx.example',
      'Subject: failure',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      ...delivery,
      '--b--',
    ];
    const text = [
      '--a',
      'Content-Type: text/plain',
      '',
      'What is this?',
      '--a',
      'Content-Type: message/rfc822',
      '',
      ...inner,
      '--a--',
    ].join('\r\n');
    expect(await kindOf({ headers, text })).toEqual({ kind: 'message', mayAnswer: true, hasReport: false });
  });

  test('a newsletter whose sender is bounces@', async () => {
    expect(await kindOf({ headers: ['From: bounces@news.example', 'List-Unsubscribe: <mailto:x@news.example>'] })).toMatchObject({
      kind: 'list',
      mayAnswer: false,
    });
  });

  test('a mail from the null sender that only quotes a notice', async () => {
    const text = `Hi\n\n> ${bounceText.replaceAll('\n', '\n> ')}`;
    expect(await kindOf({ headers: ['Return-Path: <>'], text })).toMatchObject({ kind: 'message', mayAnswer: false });
  });

  test('a mail without a person’s signs that quotes an address, from the null sender, on another matter', async () => {
    expect(await kindOf({ headers: ['Return-Path: <>'], text: 'Your parcel for ann@acme.example was delivered.' })).toMatchObject({
      kind: 'message',
      mayAnswer: false,
    });
  });
});

describe('a report without the standard’s marks is known', () => {
  test.each<[string, Parts]>([
    ['the null sender and a notice', { headers: ['Return-Path: <>', 'Subject: Mail'], text: bounceText }],
    [
      'the null sender and a notice in German',
      { headers: ['Return-Path: <>', 'Subject: E'], text: 'Ihre Nachricht konnte nicht zugestellt werden:\n\ngone@acme.example' },
    ],
    ['a mailer daemon under any subject', { headers: ['From: MAILER-DAEMON <>', 'Subject: hello'], text: bounceText }],
    ['a server’s own spelling of its name', { headers: ['From: post_master@mx.example', 'Subject: Re: hello'], text: 'x' }],
    [
      'a delivery-status part in a plain multipart',
      {
        headers: ['From: MAILER-DAEMON@mx.example', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
        text: [...delivery, '--b--'].join('\r\n'),
      },
    ],
  ])('%s', async (_name, parts) => {
    expect(await kindOf(parts)).toEqual({ kind: 'bounce', mayAnswer: false, hasReport: true });
  });

  test('a list server’s refusal in the name of the list’s keeper, and no other mail of the list', async () => {
    const refusal = ['X-MLServer: a list server', 'From: news-admin@acme.example'];
    expect(await kindOf({ headers: [...refusal, 'Subject: Rejected: not member'] })).toMatchObject({ kind: 'bounce' });
    expect(await kindOf({ headers: [...refusal, 'Subject: Next week'] })).toMatchObject({ kind: 'message' });
    expect(await kindOf({ headers: ['X-MLServer: a list server', 'Subject: Rejected: not member'] })).toMatchObject({ kind: 'message' });
  });

  test('a system’s display name counts with a failure’s subject and a notice’s words together only', async () => {
    const from = 'From: "Mail Delivery System" <it@acme.example>';
    expect(await kindOf({ headers: [from, 'Subject: Undeliverable: hello'], text: bounceText })).toMatchObject({ kind: 'bounce' });
    expect(await kindOf({ headers: [from, 'Subject: Undeliverable: hello'], text: 'Please call me.' })).toMatchObject({ kind: 'message' });
    expect(await kindOf({ headers: [from], text: bounceText })).toMatchObject({ kind: 'message' });
  });

  test('a notice of a sending service in JSON, from that service only', async () => {
    const text = JSON.stringify({
      notificationType: 'Complaint',
      complaint: { complainedRecipients: [{ emailAddress: 'a@acme.example' }] },
    });
    expect(await kindOf({ headers: ['From: no-reply@sns.amazonaws.com'], text })).toEqual({
      kind: 'complaint',
      mayAnswer: false,
      hasReport: true,
    });
    expect(await kindOf({ headers: ['From: ann@sns.amazonaws.com.evil.example'], text })).toMatchObject({
      kind: 'message',
      hasReport: false,
    });
    expect(await kindOf({ text })).toMatchObject({ kind: 'message', hasReport: false });
  });

  test('a complaint of a programme that attaches the mail only', async () => {
    const headers = [
      'From: <staff@hotmail.com>',
      'Subject: complaint about message from 192.0.2.7',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=a',
    ];
    const text = [
      '--a',
      'Content-Type: message/rfc822',
      '',
      'X-HmXmrOriginalRecipient: who@acme.example',
      'To: x@acme.example',
      'Message-ID: <m@desk.example>',
      '',
      'Hi',
      '--a--',
    ].join('\r\n');
    expect(await kindOf({ headers, text })).toEqual({ kind: 'complaint', mayAnswer: false, hasReport: true });
    expect(await kindOf({ headers: ['From: ann@hotmail.com', ...headers.slice(1)], text })).toMatchObject({ kind: 'message' });
  });
});

describe('an automatic answer is a vacation notice when it says that somebody is away', () => {
  test.each([
    ['Away until Monday', 'I am away until Monday.', 'vacation'],
    ['Printer', 'Ich bin im Urlaub und komme am Montag zurück.', 'vacation'],
    ['Printer', 'Je suis en congés.', 'vacation'],
    ['Imprimante', 'Estoy de vacaciones hasta el lunes.', 'vacation'],
    ['Printer', 'Я в отпуске до понедельника.', 'vacation'],
    ['Printer', '不在にしております。', 'vacation'],
    ['We have your message', 'Your request was received as 4711.', 'auto-reply'],
    ['Printer', '', 'auto-reply'],
  ])('%s: %s (%s)', async (subject, text, kind) => {
    expect(
      await kindOf({ headers: [`Subject: ${subject}`, 'Auto-Submitted: auto-replied', 'Content-Type: text/plain; charset=utf-8'], text }),
    ).toEqual({ kind, mayAnswer: false, hasReport: false });
  });

  test('an absence that quotes a failure in its subject is an absence', async () => {
    const headers = ['Return-Path: <>', 'Subject: Automatic reply: Undelivered Mail Returned to Sender'];
    expect(await kindOf({ headers, text: bounceText })).toMatchObject({ kind: 'vacation', hasReport: false });
  });

  test('an absence in a person’s own words is a message', async () => {
    expect(await kindOf({ text: 'I am away on vacation next week, please answer before.' })).toEqual({
      kind: 'message',
      mayAnswer: true,
      hasReport: false,
    });
  });

  test('a mail from a rule of the mailbox is an automatic answer', async () => {
    expect(await kindOf({ headers: ['X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent'] })).toMatchObject({
      kind: 'auto-reply',
      mayAnswer: false,
    });
  });
});
