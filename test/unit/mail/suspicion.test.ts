import { describe, expect, it } from '@jest/globals';
import { hashAttachment } from '../../../mail/parse/hash-attachment.ts';
import { parseMail } from '../../../mail/parse/parse-mail.ts';
import { readSuspicion } from '../../../mail/parse/suspicion/read-suspicion.rules.ts';

const spamOf = (line: string) => {
  const at = line.indexOf(':');
  const headers = new Map([[line.slice(0, at).toLowerCase(), [line.slice(at + 1).trim()]]]);
  return readSuspicion({ headers, subject: 'Printer', from: 'ann@acme.example' });
};
const signInOf = (from: string, subject: string) => readSuspicion({ headers: new Map(), subject, from });

describe('a filter that calls a mail spam', () => {
  it.each([
    ['X-Spam-Flag: YES'],
    ['X-Spam: Yes'],
    ['X-Spam-Status: Yes, score=9.1 required=5.0 tests=BAYES_99'],
    ['X-Spam-Level: ********'],
    ['X-Rspamd-Action: add header'],
    ['X-Spamd-Result: default: True [16.20 / 15.00]; FORGED_SENDER(0.30)'],
    ['X-Spamd-Bar: ++++++++++'],
    ['X-Rspamd-Bar: ++++++++++'],
    ['X-Barracuda-Spam-Flag: YES'],
    ['X-MS-Exchange-Organization-SCL: 6'],
    ['X-Forefront-Antispam-Report: CIP:203.0.113.9;CTRY:US;LANG:en;SCL:5;SRV:;IPV:NLI;SFV:SPM;H:mail.example;CAT:SPM;SFS:(1)'],
    ['X-SES-Spam-Verdict: FAIL'],
    ['X-Mailgun-SFlag: Yes'],
    ['X-Proofpoint-Spam-Details: rule=inbound_spam policy=inbound score=100'],
    ['X-Bogosity: Spam, tests=bogofilter, spamicity=0.999'],
    ['X-DSPAM-Result: Spam'],
  ])('is heard: %s', (line) => {
    expect(spamOf(line)?.kind).toBe('spam');
  });

  it.each([
    ['X-SES-Virus-Verdict: FAIL'],
    ['X-Virus-Status: Infected (Eicar-Signature)'],
    ['X-Forefront-Antispam-Report: CIP:203.0.113.9;SCL:9;SFV:SPM;CAT:MALW'],
    ['X-Amavis-Alert: INFECTED, message contains virus: Eicar'],
  ])('is heard as a virus: %s', (line) => {
    expect(spamOf(line)?.kind).toBe('virus');
  });

  it.each([
    ['X-Spam-Flag: NO'],
    ['X-Spam-Status: No, score=-2.6 required=5.0 tests=BAYES_00,SPAM_WORDS'],
    ['X-Spam-Level: **'],
    ['X-Spam-Score: 9.9'],
    ['X-Rspamd-Action: no action'],
    ['X-Rspamd-Action: greylist'],
    ['X-Spamd-Result: default: False [1.20 / 15.00]; SPAM_WORDS(0.30)'],
    ['X-Barracuda-Spam-Flag: NO'],
    ['X-MS-Exchange-Organization-SCL: 1'],
    ['X-MS-Exchange-Organization-SCL: -1'],
    ['X-Forefront-Antispam-Report: CIP:203.0.113.9;CTRY:;LANG:en;SCL:1;SRV:;IPV:NLI;SFV:NSPM;CAT:NONE'],
    ['X-SES-Spam-Verdict: PASS'],
    ['X-SES-Virus-Verdict: PASS'],
    ['X-SES-Spam-Verdict: GRAY'],
    ['X-Mailgun-SFlag: No'],
    ['X-Proofpoint-Spam-Details: rule=outbound_notspam policy=outbound score=0'],
    ['X-Virus-Status: Clean'],
    ['X-Bogosity: Ham, tests=bogofilter'],
    ['Subject: X-Spam-Flag: YES'],
  ])('calls nothing spam by %s', (line) => {
    expect(spamOf(line)).toBeNull();
  });

  it('is not outvoted by another line or header that calls the mail clean', () => {
    const headers = new Map([
      ['x-spam-flag', ['NO', 'YES']],
      ['x-spam-status', ['No, score=-50']],
    ]);
    expect(readSuspicion({ headers, subject: '', from: null })).toEqual({ kind: 'spam', by: 'x-spam-flag', why: 'YES' });
  });
});

describe('a sign-in mail of a service', () => {
  it.each([
    ['no-reply@slack.com', 'Slack confirmation code: ABC-123'],
    ['feedback@slack.com', 'Max has invited you to join a Slack workspace'],
    ['no-reply@accounts.google.com', 'Security alert'],
    ['account-security-noreply@accountprotection.microsoft.com', 'Microsoft account security code'],
    ['noreply@github.com', '[GitHub] Please verify your device'],
    ['no-reply@zoom.us', 'Code for signing in to Zoom: your code'],
    ['noreply@id.apple.com', 'Verify your Apple ID email address'],
    ['noreply@discord.com', 'Bestätige deine E-Mail-Adresse für Discord'],
    ['no-reply@slack.com', 'Votre code de confirmation Slack'],
    ['no-reply@slack.com', 'Tu código de confirmación de Slack'],
    ['no-reply@slack.com', 'Slack の確認コード'],
    ['noreply@notion.so', '您的 Notion 验证码'],
    ['noreply@trello.com', 'Подтвердите ваш адрес электронной почты'],
    ['verify@unknown-shop.example', '482913 is your verification code'],
    ['noreply@kleine-firma.example', 'Ihr Bestätigungscode lautet 4711'],
  ])('is held back: %s, “%s”', (from, subject) => {
    expect(signInOf(from, subject)?.kind).toBe('sign_in');
  });

  it.each([
    ['jane.doe@github.com', 'Please verify your device driver'],
    ['ann@acme.example', 'I get no verification code 482913'],
    ['ann@acme.example', 'Password reset does not work'],
    ['noreply@github.com', '[acme/printer] Build 48291 failed'],
    ['no-reply@acme.example', 'Order 48291 has shipped'],
    ['noreply@notslack.com', 'Your invitation to the summer party'],
    ['support@acme.zendesk.com', 'Re: reset your password'],
    ['service.mueller@outlook.com', 'Passwort zurücksetzen'],
  ])('is not every mail about one: %s, “%s”', (from, subject) => {
    expect(signInOf(from, subject)).toBeNull();
  });
});

describe('a parsed mail', () => {
  it('carries the suspicion and where servers say it was for, and a report carries none', async () => {
    const lines = [
      'From: ann@acme.example',
      'To: list@acme.example',
      'Delivered-To: support+bxy@one.example',
      'X-Spam-Flag: YES',
      'Subject: Offer',
      '',
      'Buy',
    ];
    const mail = await parseMail(Buffer.from(lines.join('\r\n')), hashAttachment);
    expect(mail.suspicion).toEqual({ kind: 'spam', by: 'x-spam-flag', why: 'YES' });
    expect(mail.deliveredTo).toEqual(['support+bxy@one.example']);
    const report = [
      'From: mailer-daemon@relay.example',
      'X-Spam-Flag: YES',
      'Subject: Undelivered Mail Returned to Sender',
      '',
      'user unknown',
    ];
    expect((await parseMail(Buffer.from(report.join('\r\n')), hashAttachment)).suspicion).toBeNull();
  });
});
