import { describe, expect, test } from '@jest/globals';
import { splitTextReply } from '../../../mail/parse/reply/split-text-reply.rules.ts';
import { renderAcknowledgement } from '../../../mail/templates/acknowledgement.ts';
import { renderMailboxNotice } from '../../../mail/templates/mailbox-notice.ts';
import { markerLines } from '../../../mail/templates/marker.rules.ts';

const languages = Object.keys(markerLines);
const facts = { number: 'TKT-202411-00001', subject: 'Printer offline', language: 'en', tenantLanguage: 'en', companyName: 'One Networks' };
const acknowledge = (over: Partial<typeof facts> & { language?: string | null } = {}) =>
  renderAcknowledgement({ ...facts, ...over } as typeof facts);

describe('the acknowledgement', () => {
  test.each(languages)('in %s names the ticket in subject and text, and the company', (language) => {
    const { subject, text } = acknowledge({ language });
    expect(subject).toBe('Re: Printer offline [TKT-202411-00001]');
    expect(text).toContain('TKT-202411-00001');
    expect(text.trimEnd().endsWith('One Networks')).toBe(true);
    expect(splitTextReply(text, { subject, senderName: '' }).quoted).toBe('');
  });

  test('has a text of its own in every language', () => {
    expect(new Set(languages.map((language) => acknowledge({ language }).text)).size).toBe(languages.length);
  });

  test.each([
    [null, 'de', 'Guten Tag,'],
    ['fi', 'de', 'Guten Tag,'],
    ['fr', 'de', 'Bonjour,'],
  ])('for a mail in %s of a tenant in %s begins with “%s”', (language, tenantLanguage, greeting) => {
    expect(acknowledge({ language: language as string, tenantLanguage }).text.startsWith(greeting)).toBe(true);
  });

  test('repeats nothing of the mail but a cleaned and shortened subject without links', () => {
    const { subject, text } = acknowledge({ subject: `Visit https://evil.example\r\nBcc: x\u202e\u0000 ${'y'.repeat(500)}` });
    expect(text).not.toMatch(/evil|Bcc|yyy/);
    expect(subject).not.toContain('evil');
    expect(subject).toMatch(/^[^\p{Cc}\p{Cf}]{1,160}$/u);
    expect(subject.endsWith(' [TKT-202411-00001]')).toBe(true);
  });
});

describe('the notice about a mailbox', () => {
  const notice = {
    address: 'support@one.example',
    companyName: 'One Networks',
    failingSince: new Date('2024-11-05T09:00:00Z'),
    timeZone: 'Europe/Berlin',
    minutes: 12,
    reason: 'The server refused the password.',
  };
  const render = (kind: 'down' | 'back', language: string) =>
    renderMailboxNotice({ ...notice, kind, language } as Parameters<typeof renderMailboxNotice>[0]);

  test.each(languages)('in %s names the mailbox, and when down since when in the zone of the company and why', (language) => {
    const [down, back] = [render('down', language), render('back', language)];
    expect([down.subject, down.text, back.subject, back.text].filter((words) => !words.includes('support@one.example'))).toEqual([]);
    expect(down.text).toContain('10:00');
    expect(down.text).toContain('The server refused the password.');
    expect(back.text).toContain('12');
    expect(down.subject).not.toBe(back.subject);
  });
});
