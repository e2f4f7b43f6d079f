import { describe, expect, test } from '@jest/globals';
import { readBounce } from '../../../mail/parse/bounce/read-bounce.rules.ts';

const original = [
  'Received: from desk.example by mx.example; Tue, 12 Nov 2024 09:00:00 +0000',
  'Message-ID: <n1@desk.example>',
  'From: help@desk.example',
  'To: gone@acme.example',
  'Subject: Hello',
];

function notice(lines: readonly string[], headers: readonly string[] = []): Buffer {
  const head = ['From: MAILER-DAEMON@mx.example', 'To: help@desk.example', 'Subject: failure', ...headers, ''];
  return Buffer.from([...head, ...lines].join('\n'));
}

const facts = (raw: Buffer): unknown[] =>
  readBounce(raw).recipients.map(({ address, status, reply, reason, hard }) => [address, status, reply, reason, hard]);

describe('notices in a server’s own words', () => {
  test.each<[string, string[], unknown[]]>([
    [
      'an address with a colon and what the other server said (qmail and its kin)',
      [
        'Hi. I could not deliver your message.',
        '',
        '<gone@acme.example>:',
        '192.0.2.7 does not like recipient.',
        'Remote host said: 550 5.1.1 unknown user',
        'Giving up.',
      ],
      ['gone@acme.example', '5.1.1', '550', 'userunknown', true],
    ],
    [
      'an address on a line, the story indented below (Exim and its kin)',
      [
        'The following address failed:',
        '',
        '  gone@acme.example',
        '    SMTP error from remote mail server after RCPT TO:<gone@acme.example>:',
        '    552 5.2.2 mailbox is full',
      ],
      ['gone@acme.example', '5.2.2', '552', 'mailboxfull', false],
    ],
    [
      'a list of addresses and the talk below (sendmail and its kin)',
      [
        ...[
          '   ----- The following addresses had permanent fatal errors -----',
          '<gone@acme.example>',
          '',
          '   ----- Transcript of session follows -----',
        ],
        ...[
          '... while talking to mx.acme.example.:',
          '>>> RCPT To:<gone@acme.example>',
          '<<< 550 Unknown user',
          '550 <gone@acme.example>... User unknown',
          '>>> DATA',
          '<<< 503 no recipient',
        ],
      ],
      ['gone@acme.example', '', '550', 'userunknown', true],
    ],
    [
      'what was sent and what it did not reach (Exchange of old)',
      [
        'Your message',
        '',
        '  To:      somebody@else.example',
        '  Subject: Hello',
        '',
        'did not reach the following recipient(s):',
        '',
        'gone@acme.example on Tue, 12 Nov 2024',
        '  The recipient name is not recognized',
      ],
      ['gone@acme.example', '', '', 'userunknown', true],
    ],
    [
      'a sentence with the address in it',
      ['Could not be delivered to: <gone@acme.example>', 'as their mailbox is full.'],
      ['gone@acme.example', '', '', 'mailboxfull', false],
    ],
    [
      'German',
      ['Ihre Nachricht konnte nicht zugestellt werden an:', '', 'gone@acme.example', 'Grund: Empfänger unbekannt'],
      ['gone@acme.example', '', '', 'userunknown', true],
    ],
    [
      'French',
      ["Votre message n'a pas pu être remis à :", 'gone@acme.example', 'La boîte aux lettres est pleine (boîte pleine).'],
      ['gone@acme.example', '', '', 'mailboxfull', false],
    ],
    [
      'Spanish',
      ['No se pudo entregar el mensaje a', 'gone@acme.example', 'El usuario no existe: usuario desconocido'],
      ['gone@acme.example', '', '', 'userunknown', true],
    ],
    [
      'Russian',
      ['Письмо не может быть доставлено:', '', '  gone@acme.example', '    пользователь не найден'],
      ['gone@acme.example', '', '', 'userunknown', true],
    ],
    ['Chinese', ['您的邮件无法送达', 'gone@acme.example', '收件人不存在'], ['gone@acme.example', '', '', 'userunknown', true]],
  ])('%s', (_name, lines, wanted) => {
    expect(facts(notice([...lines, '', '--- Below this line is a copy of the message.', '', ...original, '', 'Hello']))).toEqual([wanted]);
  });
});

test('the returned mail is told from the notice by its shape, whatever stands above it, and never taken for it', () => {
  const lines = [
    'Undeliverable to gone@acme.example: no such user',
    '',
    '=== le message d’origine ===',
    ...original,
    '',
    'Write to third@acme.example, 550 5.2.2 mailbox full',
  ];
  const report = readBounce(notice(lines));
  expect(report.recipients).toMatchObject([{ address: 'gone@acme.example', status: '', reason: 'userunknown' }]);
  expect(report.originalMessageId).toBe('<n1@desk.example>');
});

test('a returned mail that was indented is read as well', () => {
  const report = readBounce(notice(['Could not deliver to gone@acme.example', '', ...original.map((line) => `   ${line}`)]));
  expect(report.originalMessageId).toBe('<n1@desk.example>');
});

test('several recipients keep their own reasons', () => {
  const lines = [
    '<gone@acme.example>:',
    'Remote host said: 550 5.1.1 unknown user',
    '',
    '<full@acme.example>:',
    'Remote host said: 552 5.2.2 over quota',
    '',
    ...original,
  ];
  expect(facts(notice(lines))).toEqual([
    ['gone@acme.example', '5.1.1', '550', 'userunknown', true],
    ['full@acme.example', '5.2.2', '552', 'mailboxfull', false],
  ]);
});

test('X-Failed-Recipients names the recipient where the words do not', () => {
  expect(facts(notice(['Delivery failed permanently.', '', ...original], ['X-Failed-Recipients: gone@acme.example']))).toMatchObject([
    ['gone@acme.example', '', '', 'onhold', false],
  ]);
});

test('where nobody is named, the returned mail’s recipient is taken', () => {
  expect(facts(notice(['Your message was refused: 554 5.7.1 spam', '', ...original]))).toEqual([
    ['gone@acme.example', '5.7.1', '554', 'spamdetected', false],
  ]);
});

test('who the notice was sent to, and who sent it, are not the recipient', () => {
  const lines = [
    'To: help@desk.example',
    'From: MAILER-DAEMON@mx.example',
    'Your mail could not be delivered to gone@acme.example',
    'Questions: postmaster@mx.example',
  ];
  expect(facts(notice(lines))).toMatchObject([['gone@acme.example', '', '', 'onhold', false]]);
});

test('nor when they stand where a recipient would', () => {
  const lines = ['Message to help@desk.example about your mail to gone@acme.example:', 'recipient postmaster@mx.example: see above'];
  expect(facts(notice(lines))).toMatchObject([['gone@acme.example', '', '', 'onhold', false]]);
});

test('what was said is found above the recipient when nothing stands below it', () => {
  const lines = ['Error message below:', '552 - mailbox is full', '', 'Details:', '  RCPT TO: gone@acme.example', '  Size (in bytes): 39'];
  const [recipient] = readBounce(notice(lines)).recipients;
  expect(recipient).toMatchObject({ address: 'gone@acme.example', reply: '552', reason: 'mailboxfull' });
  expect(recipient?.diagnostic).toContain('mailbox is full');
});

test('an address in words that are no address is not validated away into one', () => {
  const lines = ['The following address failed:', '', '  "gone"@@acme..example', ''];
  expect(facts(notice(lines))).toMatchObject([[null, '', '', 'onhold', false]]);
});

test('Japanese letters that nobody declared are recognised by their escapes', () => {
  const jis = Buffer.concat([
    Buffer.from('From: MAILER-DAEMON@mx.example\n\ngone@acme.example\n'),
    Buffer.from('\x1b$B$"$F@h$,8+$D$+$j$^$;$s\x1b(B\n', 'latin1'),
  ]);
  expect(facts(jis)).toEqual([['gone@acme.example', '', '', 'userunknown', true]]);
});

describe('a sending service’s notice in JSON', () => {
  const json = (value: unknown): Buffer =>
    Buffer.from(
      `From: no-reply@sns.amazonaws.com\nContent-Type: text/plain\n\n${JSON.stringify(value)}\n\n--\nIf you wish to stop receiving these, visit us`,
    );
  const mail = { headers: [{ name: 'Message-ID', value: '<n1@desk.example>' }] };

  test('is read as a bounce', () => {
    const bounce = {
      bouncedRecipients: [
        { emailAddress: 'Gone@acme.example', action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
      ],
    };
    const raw = json({ notificationType: 'Bounce', bounce, mail });
    expect(facts(raw)).toEqual([['gone@acme.example', '5.1.1', '550', 'userunknown', true]]);
    expect(readBounce(raw).originalMessageId).toBe('<n1@desk.example>');
  });

  test('is read as a delivery', () => {
    const raw = json({
      notificationType: 'Delivery',
      delivery: { recipients: ['a@acme.example'], smtpResponse: '250 2.6.0 Message received' },
      mail,
    });
    expect(facts(raw)).toEqual([['a@acme.example', '2.6.0', '250', 'delivered', false]]);
  });
});
