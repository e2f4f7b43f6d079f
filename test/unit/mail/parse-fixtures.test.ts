import { expect, test } from '@jest/globals';
import type { ParsedMail } from '../../../domain/mailboxes/parsed-mail.types.ts';
import { hashAttachment } from '../../../mail/parse/hash-attachment.ts';
import { parseMail } from '../../../mail/parse/parse-mail.ts';
import { fixtureMail, fixtureNames } from './mail-fixtures.ts';

const named = (...names: string[]): unknown => names.map((filename) => expect.objectContaining({ filename }));

/** What each recorded mail must give; what is not named here must be as in `ordinary`. */
const ordinary: Partial<ParsedMail> = {
  from: { name: 'Ann Archer', address: 'ann@acme.example' },
  fromCount: 1,
  to: [{ name: 'Support', address: 'support@deskhand.example' }],
  subject: 'Printer offline',
  date: new Date('2024-11-05T09:00:00Z'),
  messageId: '<m1@acme.example>',
  attachments: [],
  kind: 'message',
  noAutoAnswerReason: null,
  important: false,
  warnings: [],
};
const noFrom: Partial<ParsedMail> = { from: null, fromCount: 0, noAutoAnswerReason: 'no readable sender' };
const nothing: Partial<ParsedMail> = { ...noFrom, to: [], subject: '', date: null, messageId: null };
const noFromWarning = 'the mail has no readable From';

const expectations: Record<string, Record<string, unknown>> = {
  'alert-auto-generated': {
    from: { name: 'Monitor', address: 'alerts@acme.example' },
    subject: 'CRITICAL: switch-3 unreachable',
    noAutoAnswerReason: 'Auto-Submitted: auto-generated (RFC 3834)',
  },
  'attachments-without-names': {
    attachments: named('attachment-1.pdf', 'attachment-2.jpg', 'passwd'),
    warnings: ['an attachment has no file name (application/pdf)', 'an attachment has no file name (image/jpeg)'],
  },
  'auto-reply-other-helpdesk': {
    from: { name: 'Help', address: 'help@other.example' },
    subject: '[#4711] We have received your request',
    kind: 'auto-reply',
    noAutoAnswerReason: 'Auto-Submitted: auto-replied (RFC 3834)',
  },
  'bad-base64': { text: 'The text is readable.', attachments: named('data.bin') },
  'bad-date': { date: null, warnings: ['the Date header cannot be read'] },
  'bare-line-feeds': { text: 'one\ntwo' },
  'bounce-without-report': {
    from: { name: '', address: 'mailer-daemon@mx.example' },
    subject: 'failure notice',
    kind: 'bounce',
    noAutoAnswerReason: 'a bounce report',
  },
  'broken-from': { ...noFrom, warnings: ['the from header has an address that cannot be read', noFromWarning] },
  calendar: {
    subject: 'Invitation: site visit',
    text: 'Site visit on Friday at ten.',
    attachments: named('attachment-1.ics'),
    warnings: ['an attachment has no file name (text/calendar)'],
  },
  'complaint-arf': {
    from: { name: '', address: 'feedback@isp.example' },
    subject: 'Abuse report',
    kind: 'complaint',
    noAutoAnswerReason: 'a complaint report',
    attachments: named('attachment-1.txt', 'Our mail.eml'),
  },
  dsn: {
    from: { name: 'Mail Delivery Subsystem', address: 'mailer-daemon@mx.example' },
    subject: 'Undelivered Mail Returned to Sender',
    text: 'I could not deliver your mail.',
    kind: 'bounce',
    noAutoAnswerReason: 'a bounce report',
    attachments: named('attachment-1.txt', 'attachment-2.eml'),
  },
  'eight-bit-headers-latin1': {
    from: { name: 'Jürgen Müller', address: 'juergen@acme.example' },
    subject: 'Störung im Büro',
    text: 'Die Anlage ist gestört.',
    language: 'de',
    warnings: ['the from header has undeclared 8-bit bytes', 'the subject header has undeclared 8-bit bytes'],
  },
  'eight-bit-headers-shift-jis': {
    from: { name: '山田太郎', address: 'yamada@acme.example' },
    subject: 'プリンターの故障',
    text: '二階のプリンターが動きません。',
    language: 'ja',
    warnings: ['the from header has undeclared 8-bit bytes', 'the subject header has undeclared 8-bit bytes'],
  },
  'eight-bit-headers-utf8': { from: { name: 'Jürgen Müller', address: 'juergen@acme.example' }, subject: 'Störung im Büro' },
  emoji: { subject: '🔥 Server room 🔥', text: 'It is hot in here 🥵, please come quickly.' },
  'empty-body': { text: '', replyText: '', language: null },
  'empty-file': { ...nothing, text: '', warnings: ['the mail has no headers', noFromWarning, 'the mail has no Date'] },
  'empty-plain-part': { text: 'Only the HTML part says something.' },
  forward: { subject: 'FW: Broken door', replyText: expect.stringContaining('The door reader is broken.') },
  'html-nested-too-deep': { text: 'The switch is down.', warnings: ['HTML nested deeper than 500 levels was only stripped of its tags'] },
  'html-only': { text: 'The router is down.\n\nSee the page [https://status.example/].' },
  'html-with-list-footer': { text: 'The access point blinks red.\n\nScanned by Example Antivirus' },
  'huge-header': { references: expect.arrayContaining(['<r0@acme.example>', '<r999@acme.example>']) },
  'list-mail': {
    from: { name: 'Dora', address: 'dora@lists.example' },
    subject: '[cabling] New standard',
    kind: 'list',
    noAutoAnswerReason: 'Precedence: list',
  },
  'message-rfc822': { subject: 'Fwd: Old mail', text: 'See the attached mail.', attachments: named('Old mail.eml') },
  'message-rfc822-inline': { subject: 'Fwd: Old mail', text: 'See the mail below.', attachments: named('Old mail.eml') },
  'missing-charset': {
    text: 'Die Störung besteht noch.',
    language: 'de',
    warnings: ['the charset of the text is undeclared and was guessed'],
  },
  'missing-charset-html': { text: 'Größe: 5 €', warnings: ['the charset of the text is undeclared and was guessed'] },
  'wrong-charset': {
    text: 'Die Störung besteht noch.',
    warnings: ['the text is not in its declared charset (utf-8): it was read as windows-1252'],
  },
  'nested-multipart': {
    text: 'Please see the picture.',
    attachments: [
      expect.objectContaining({ filename: 'wiring.png', contentId: 'pic1@acme', inline: true, size: 67 }),
      expect.objectContaining({ filename: 'Räumeplan.pdf', contentId: null, inline: false, size: 9 }),
    ],
  },
  'no-from': { ...noFrom, warnings: [noFromWarning] },
  'no-headers': {
    ...nothing,
    text: 'just some text without any header\nsecond line',
    warnings: ['the mail has no headers', noFromWarning, 'the mail has no Date'],
  },
  'no-reply-sender': {
    from: { name: 'Shop', address: 'no-reply@shop.example' },
    subject: 'Your order',
    noAutoAnswerReason: 'the sender reads no answers',
  },
  'nul-and-controls': { subject: 'Bell and tab', text: 'beforeafter' },
  'null-sender': { noAutoAnswerReason: 'null sender (RFC 5321 4.5.5)' },
  'only-a-quote': { subject: 'Re: Printer', replyText: '> Is it online now?\n> Please tell us.' },
  'own-loop-header': { noAutoAnswerReason: 'a mail of our own came back (X-Deskhand header)' },
  plain: {
    important: true,
    language: 'en',
    replyText: 'Hello,\n\nthe printer on the second floor is offline since this morning.',
    hidden: { quoted: '', signature: 'Thanks\nAnn\n-- \nAnn Archer\nAcme Ltd' },
  },
  'plus-and-upper-case-addresses': {
    from: { name: 'Ann', address: 'ann.archer+work@acme.example' },
    replyTo: [{ name: 'Desk', address: 'desk+42@acme.example' }],
    cc: [
      { name: '', address: 'bob@acme.example' },
      { name: 'not an address, carl@evil.example', address: 'carl@acme.example' },
    ],
  },
  'references-without-blanks': {
    subject: 'Re: Printer offline',
    inReplyTo: '<a1@deskhand.example>',
    references: ['<a0@deskhand.example>', '<a1@deskhand.example>'],
  },
  'reply-apple': { subject: 'Re: Printer offline', replyText: 'Yes, it prints.' },
  'reply-bottom': { subject: 'Re: Question', replyText: 'The second, room 12.' },
  'reply-french': { subject: 'Re: Imprimante', replyText: "L'imprimante ne marche toujours pas.", language: 'fr' },
  'reply-german': { subject: 'AW: Drucker', replyText: 'Der Drucker geht wieder, danke.', language: 'de' },
  'reply-german-outlook': { subject: 'AW: Drucker', replyText: 'Der Drucker geht immer noch nicht.' },
  'reply-gmail': { subject: 'Re: [TKT-202411-00001] Printer offline', replyText: 'It works again, thank you!' },
  'reply-html-outlook': { subject: 'RE: Printer', replyText: 'Still offline.' },
  'reply-inline': {
    subject: 'Re: Two questions',
    replyText: expect.stringMatching(/Which floor\?\n\nThe second\.\n\n> Since when\?\n\nSince eight\.$/),
  },
  'reply-outlook': {
    subject: 'RE: Printer offline',
    replyText: 'Still offline.',
    hidden: expect.objectContaining({ signature: 'Regards\nAnn' }),
  },
  'right-to-left': { subject: 'המדפסת לא עובדת', language: 'he', attachments: named('invoicefdp.exe') },
  'two-addresses-in-from': { from: { name: '', address: 'ann@acme.example' }, fromCount: 2 },
  'two-froms': { fromCount: 2, warnings: ['the mail has more than one From header'] },
  'unicode-addresses': {
    from: { name: 'Müller, Jürgen', address: 'jürgen+büro@xn--bckerei-5wa.example' },
    to: [
      { name: '', address: 'support@deskhand.example' },
      { name: '', address: 'б@xn--e1afmkfd.example' },
    ],
  },
  'unterminated-boundary': { text: 'The line broke while sending.', attachments: named('plan.pdf') },
  'vacation-de': {
    from: { name: 'Carl Cramer', address: 'carl@acme.example' },
    subject: 'Automatische Antwort: Störung',
    kind: 'vacation',
    noAutoAnswerReason: 'a vacation notice by its subject',
  },
  'vacation-rfc3834': {
    from: { name: 'Carl Cramer', address: 'carl@acme.example' },
    subject: 'Away until Monday',
    kind: 'vacation',
    noAutoAnswerReason: 'Auto-Submitted: auto-replied (RFC 3834)',
  },
  'very-long-line': { text: `start ${'0123456789'.repeat(30_000)} end` },
};

test('every recorded mail has its expectation, and no expectation is without its mail', () => {
  expect(Object.keys(expectations).sort()).toEqual(fixtureNames());
});

test.each(fixtureNames())('reads the recorded mail %s as it should', async (name) => {
  const mail = await parseMail(fixtureMail(name), hashAttachment);
  expect(mail).toMatchObject({ ...ordinary, ...expectations[name] });
});
