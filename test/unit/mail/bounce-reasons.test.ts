import { describe, expect, test } from '@jest/globals';
import { bouncePhrases } from '../../../mail/parse/bounce/bounce-phrases.rules.ts';
import { phraseReason, reasonOf } from '../../../mail/parse/bounce/bounce-reason.rules.ts';
import { repliesIn, smtpStep, statusesIn } from '../../../mail/parse/bounce/smtp-codes.rules.ts';

test('no phrase is hidden by one above it, and none stands there twice', () => {
  const all = bouncePhrases.flatMap(([reason, phrases]) =>
    phrases.flatMap((list) => list.split('|')).map((phrase) => ({ reason, phrase })),
  );
  const hidden = all.filter(({ reason, phrase }) => phraseReason(`it said ${phrase.replaceAll('*', ' any ')} .`) !== reason);
  expect(hidden).toEqual([]);
  expect(new Set(all.map(({ phrase }) => phrase)).size).toBe(all.length);
});

describe('what servers say is understood by its meaning', () => {
  test.each([
    ['550 5.7.1 Service unavailable; client blocked using zen.spamhaus.example', 'blocked'],
    ['550-5.7.26 This mail is unauthenticated, DMARC policy', 'authfailure'],
    ['450 4.7.25 Client host rejected: cannot find your hostname', 'requireptr'],
    ['552 5.3.4 Message too big for system', 'mesgtoobig'],
    ['554 5.7.1 This message contains a virus (Eicar)', 'virusdetected'],
    ['421 4.7.0 Too many connections from your host', 'toomanyconn'],
    ['550 Sender verify failed', 'rejected'],
    ['550 5.7.1 relaying denied', 'norelaying'],
    ['Postfach ist voll', 'mailboxfull'],
    ['Casella di posta piena', 'mailboxfull'],
    ['Skrzynka odbiorcy jest pełna', 'mailboxfull'],
    ['L’utilisateur est inconnu: destinataire inconnu', 'userunknown'],
    ['Konto wurde gesperrt', 'suspend'],
    ['Name service error: Host not found, try again', 'networkerror'],
    ['mail for acme.example loops back to myself', 'networkerror'],
  ])('%s', (said, reason) => {
    expect(phraseReason(said)).toBe(reason);
  });

  test.each(['no-spam@acme.example', 'https://acme.example/spam/virus?over=quota', 'virus-team@quota.example and hello'])(
    'a name is no statement: %s',
    (said) => {
      expect(phraseReason(said)).toBeNull();
    },
  );
});

describe('a code decides', () => {
  const facts = { reply: '', diagnostic: '', remarks: '', step: null } as const;

  test.each([
    ['before any wording when its meaning is plain', { status: '5.2.2', diagnostic: 'unknown user' }, 'mailboxfull'],
    ['when the wording says nothing', { status: '5.1.2', diagnostic: 'sorry' }, 'hostunknown'],
    ['before the notice’s own words, unless it is vague', { status: '5.6.1', remarks: 'user unknown' }, 'contenterror'],
    ['not when it is vague', { status: '5.0.0', remarks: 'user unknown' }, 'userunknown'],
    ['by its reply alone at last', { status: '', reply: '552', diagnostic: '552 no' }, 'mailboxfull'],
  ])('%s', (_name, given, reason) => {
    expect(reasonOf({ ...facts, ...given })).toBe(reason);
  });

  test('Exchange’s 5.1.10 is an unknown recipient, the register’s a domain without mail', () => {
    expect(reasonOf({ ...facts, status: '5.1.10', diagnostic: '550 5.1.10 RESOLVER.ADR.RecipientNotFound' })).toBe('userunknown');
    expect(reasonOf({ ...facts, status: '5.1.10', diagnostic: '' })).toBe('notaccept');
  });

  test('a refusal at the greeting is a block, a silence is nothing at all', () => {
    expect(reasonOf({ ...facts, status: '', reply: '554', diagnostic: '554 go away', step: 'connect' })).toBe('blocked');
    expect(reasonOf({ ...facts, status: '' })).toBe('undefined');
    expect(reasonOf({ ...facts, status: '', remarks: 'zzz' })).toBe('onhold');
  });
});

describe('codes in a text', () => {
  test('are found where servers write them', () => {
    expect(statusesIn('550-5.7.1 a\n550 5.2.2 b (#4.4.1) [5.1.1]')).toEqual(['5.7.1', '5.2.2', '4.4.1', '5.1.1']);
    expect(repliesIn('host said: 550 no\n<<< 452 later\nERROR_CODE :554, (450)')).toEqual(['550', '452', '554', '450']);
  });

  test('are not found in addresses, years, amounts and sizes', () => {
    expect(statusesIn('192.5.1.1 5.1.1.2 v5.1.1 2.5.2024 1.5.1.1')).toEqual([]);
    expect(repliesIn('room 550 at 10.0.0.5:587 in 2024, 450 euros, 550.5 MB')).toEqual([]);
  });
});

test.each([
  ['(in reply to RCPT TO\n    command)', 'rcpt'],
  ['(in reply to end of DATA command)', 'data'],
  ['SMTP error from remote mail server after MAIL FROM:<a@b.example>:', 'mail'],
  ['SMTP error from remote mail server after initial connection:', 'connect'],
  ['mx [192.0.2.1] did not like our final DATA:', 'data'],
  ['>>> MAIL From:<a@b.example>\n<<< 550 no\n>>> QUIT\n<<< 221 bye', 'mail'],
  ['<<< 554 go away', 'connect'],
  ['something else', null],
])('the step of the talk is read from “%s”', (text, step) => {
  expect(smtpStep(text)).toBe(step);
});
