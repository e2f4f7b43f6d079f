import { describe, expect, test } from '@jest/globals';
import type { BounceRecipient } from '../../../domain/mailboxes/bounce-report.types.ts';
import { readBounce, readComplaint } from '../../../mail/parse/bounce/read-bounce.rules.ts';

const returned = ['Message-ID: <ours-17@desk.example>', 'From: help@desk.example', 'To: gone@acme.example', 'Subject: [TKT-1] Printer', ''];

function report(groups: readonly string[], words: readonly string[] = ['Your message could not be delivered.']): Buffer {
  return Buffer.from(
    [
      'From: Mail Delivery System <MAILER-DAEMON@mx.acme.example>',
      'To: help@desk.example',
      'Subject: Undelivered Mail Returned to Sender',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
      ...['', 'This is a MIME-encapsulated message.', '', '--b1', 'Content-Type: text/plain; charset=us-ascii', ''],
      ...words,
      ...['', '--b1', 'Content-Type: message/delivery-status', ''],
      ...groups,
      ...['', '--b1', 'Content-Type: message/rfc822', ''],
      ...returned,
      ...['Hello', '--b1--', ''],
    ].join('\r\n'),
  );
}

const mta = ['Reporting-MTA: dns; mx.acme.example', 'Arrival-Date: Tue, 12 Nov 2024 10:00:00 +0100', ''];
const only = (raw: Buffer): BounceRecipient | undefined => readBounce(raw).recipients[0];

describe('a delivery report by the book', () => {
  const gone = [
    'Final-Recipient: rfc822; Gone@Acme.Example',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 No such user',
  ];

  test('names the recipient, the codes, the action and the reason', () => {
    expect(readBounce(report([...mta, ...gone]))).toEqual({
      recipients: [
        {
          address: 'gone@acme.example',
          status: '5.1.1',
          reply: '550',
          action: 'failed',
          hard: true,
          reason: 'userunknown',
          diagnostic: '550 5.1.1 No such user',
        },
      ],
      originalMessageId: '<ours-17@desk.example>',
    });
  });

  test('reads several recipients, each with its own fate', () => {
    const full = [
      'Final-Recipient: rfc822; full@acme.example',
      'Action: failed',
      'Status: 4.2.2',
      'Diagnostic-Code: smtp; 452 4.2.2 Mailbox full',
    ];
    const late = [
      'Original-Recipient: rfc822; late@acme.example',
      'Final-Recipient: rfc822; late@acme.example',
      'Action: delayed',
      'Status: 4.4.1',
    ];
    const there = ['Final-Recipient: rfc822; ok@acme.example', 'Action: delivered', 'Status: 2.0.0', 'Diagnostic-Code: smtp; 250 2.0.0 OK'];
    const found = readBounce(report([...mta, ...gone, '', ...full, '', ...late, '', ...there])).recipients;
    expect(found.map(({ address, action, hard, reason }) => ({ address, action, hard, reason }))).toEqual([
      { address: 'gone@acme.example', action: 'failed', hard: true, reason: 'userunknown' },
      { address: 'full@acme.example', action: 'failed', hard: false, reason: 'mailboxfull' },
      { address: 'late@acme.example', action: 'delayed', hard: false, reason: 'networkerror' },
      { address: 'ok@acme.example', action: 'delivered', hard: false, reason: 'delivered' },
    ]);
  });

  test('does not need the blank lines between the groups, nor the order of the fields', () => {
    const other = ['Final-Recipient: rfc822; other@acme.example', 'Status: 5.2.2 (mailbox full)', 'Action: failed'];
    const found = readBounce(report([...mta.slice(0, 1), ...gone, ...other])).recipients;
    expect(found.map(({ address, status }) => `${address} ${status}`)).toEqual(['gone@acme.example 5.1.1', 'other@acme.example 5.2.2']);
  });

  test('joins a field that goes on over several lines', () => {
    const long = [
      'Final-Recipient: rfc822; a@acme.example',
      'Action: failed',
      'Status: 5.7.1',
      'Diagnostic-Code: smtp; 550-5.7.1 The sender',
      '    550 5.7.1 has a low reputation',
    ];
    expect(only(report([...mta, ...long]))).toMatchObject({
      reason: 'badreputation',
      diagnostic: '550-5.7.1 The sender 550 5.7.1 has a low reputation',
    });
  });
});

describe('what the refusing server said goes before what the reporting one made of it', () => {
  const facts = (status: string, diagnostic: string): string[] => [
    ...mta,
    'Final-Recipient: rfc822; a@acme.example',
    'Action: failed',
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${diagnostic}`,
  ];

  test.each([
    ['a vague field, a clear answer', '5.0.0', '554 5.7.1 Relay access denied', '5.7.1', 'norelaying'],
    ['a wrong field, a clear answer', '5.1.1', '552 5.2.2 Over quota', '5.2.2', 'mailboxfull'],
    ['a clear field, an answer without a code', '5.1.1', '550 No such user', '5.1.1', 'userunknown'],
    ['an expiry with the last error inside', '4.4.7', '554 4.4.7 Message expired <421 4.4.2 Connection timed out>', '4.4.2', 'expired'],
  ])('%s', (_name, status, diagnostic, wanted, reason) => {
    expect(only(report(facts(status, diagnostic)))).toMatchObject({ status: wanted, reason });
  });

  test('an expiry whose last error stands in the notice', () => {
    const words = ["mx.acme.example returned '550 4.4.7 QUEUE.Expired'", "mx.acme.example returned '441 4.4.1 failed to connect'"];
    expect(only(report(facts('4.4.7', '550 4.4.7 QUEUE.Expired; message expired'), words))).toMatchObject({
      status: '4.4.1',
      reason: 'expired',
    });
  });

  test('a reply code of another class than the status is not believed', () => {
    expect(only(report(facts('4.0.0', '554 Blocked, see our block list')))).toMatchObject({ status: '4.0.0', reply: '' });
  });

  test('an IP address, a version number and a date are no status codes', () => {
    expect(only(report(facts('5.0.0', '550 refused: 5.1.1.7 talks version 5.2.2-beta on 4.5.2024')))?.status).toBe('5.0.0');
  });
});

test('a mailbox that is unknown only after the whole mail was seen may be a filter, and the address is kept', () => {
  const fields = [
    ...mta,
    'Final-Recipient: rfc822; a@acme.example',
    'Action: failed',
    'Status: 5.0.0',
    'Diagnostic-Code: smtp; 550 Unknown user a@acme.example',
  ];
  const said = (command: string): string[] => [
    '<a@acme.example>: host mx.acme.example[192.0.2.7] said: 550 Unknown',
    `    user a@acme.example (in reply to ${command} command)`,
  ];
  expect(only(report(fields, said('end of DATA')))).toMatchObject({ reason: 'filtered', hard: false });
  expect(only(report(fields, said('RCPT TO')))).toMatchObject({ reason: 'userunknown', hard: true });
});

test('a server that files its failures itself is believed where the words leave it open', () => {
  const fields = [...mta, 'Final-Recipient: rfc822; a@acme.example', 'Action: failed', 'Status: 5.0.0', 'Diagnostic-Code: smtp; 550 sorry'];
  expect(only(report([...fields, 'X-PowerMTA-BounceCategory: quota-issues']))).toMatchObject({ reason: 'mailboxfull' });
  expect(only(report([...fields, 'X-PowerMTA-BounceCategory: other']))).toMatchObject({ reason: 'onhold' });
  const virus = fields.map((field) => field.replace('sorry', 'virus found'));
  expect(only(report([...virus, 'X-PowerMTA-BounceCategory: bad-mailbox']))).toMatchObject({ reason: 'virusdetected' });
});

test.each([
  ['failed', 'failed'],
  ['failure (permanent)', 'failed'],
  ['Deliverable', 'delivered'],
  ['DELAYED', 'delayed'],
  ['relayed (to mailer)', 'relayed'],
  ['', ''],
  ['who knows', ''],
])('an action written as “%s” is “%s”', (written, action) => {
  expect(only(report([...mta, 'Final-Recipient: rfc822; a@acme.example', `Action: ${written}`, 'Status: 5.0.0']))?.action).toBe(action);
});

test('a warning that a mail is still on its way is never a hard failure', () => {
  const fields = [
    ...mta,
    'Final-Recipient: rfc822; a@acme.example',
    'Action: delayed',
    'Status: 4.1.2',
    'Diagnostic-Code: smtp; Host unknown',
  ];
  expect(only(report(fields))).toMatchObject({ action: 'delayed', reason: 'hostunknown', hard: false });
});

test('the fields are also read where a server wrote them as plain text', () => {
  const raw = [
    'From: MAILER-DAEMON@mx.acme.example',
    'Subject: Returned mail',
    ...['', 'I could not deliver this:', '', 'Reporting-MTA: dns; mx.acme.example', ''],
    ...[
      'Final-Recipient: RFC822; <gone@acme.example>',
      'Action: failed',
      'Status: 5.1.1',
      '',
      'Return-Path: <help@desk.example>',
      ...returned,
    ],
  ];
  expect(readBounce(Buffer.from(raw.join('\n')))).toMatchObject({
    recipients: [{ address: 'gone@acme.example', status: '5.1.1', hard: true }],
    originalMessageId: '<ours-17@desk.example>',
  });
});

test('a multipart without its boundary, and a header folded without its blank, are still read', () => {
  const fields = ['Final-Recipient: rfc822; gone@acme.example', 'Action: failed', 'Status: 5.1.1'];
  const lost = ['From: MAILER-DAEMON@x.example', 'Content-Type: multipart/report; boundary="never"', '', 'Sorry.', '', ...fields, ''];
  const folded = [
    'From: MAILER-DAEMON@x.example',
    'Content-Type: multipart/mixed;',
    'boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    ...fields,
    '--b--',
  ];
  for (const raw of [lost, folded])
    expect(only(Buffer.from(raw.join('\n')))).toMatchObject({ address: 'gone@acme.example', status: '5.1.1' });
});

describe('a complaint', () => {
  const arf = (fields: readonly string[]): Buffer =>
    Buffer.from(
      [
        'From: <fbl@provider.example>',
        'Content-Type: multipart/report; report-type=feedback-report; boundary=q',
        ...['', '--q', 'Content-Type: text/plain', '', 'This is an abuse report.', '--q', 'Content-Type: message/feedback-report', ''],
        ...['Feedback-Type: abuse', 'User-Agent: Provider/1.0', 'Version: 1', ...fields, '', '--q', 'Content-Type: message/rfc822', ''],
        ...[...returned, 'Hello', '--q--'],
      ].join('\r\n'),
    );

  test('names who complained and about which mail', () => {
    expect(readComplaint(arf(['Original-Rcpt-To: <a@acme.example>', 'Original-Rcpt-To: b@acme.example']))).toEqual({
      recipients: ['a@acme.example', 'b@acme.example'].map((address) => ({
        address,
        ...{ status: '', reply: '', action: '', hard: false, reason: 'feedback', diagnostic: '' },
      })),
      originalMessageId: '<ours-17@desk.example>',
    });
  });

  test('that names nobody is about whom the mail was sent to', () => {
    expect(readComplaint(arf([])).recipients.map(({ address }) => address)).toEqual(['gone@acme.example']);
  });
});
