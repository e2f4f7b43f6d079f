import { describe, expect, it } from '@jest/globals';
import type { NoticeLine, NoticeMail } from '../../../domain/notifications/notice-mail.types.ts';
import { notificationKinds } from '../../../domain/notifications/notifications.types.ts';
import { scores } from '../../../domain/satisfaction/satisfaction.types.ts';
import { ownLanguages } from '../../../domain/tenancy/tenant.types.ts';
import { renderNotice } from '../../../mail/templates/notice.ts';
import { noticeWords } from '../../../mail/templates/notice-words.rules.ts';
import { renderSatisfaction } from '../../../mail/templates/satisfaction.ts';

const line: NoticeLine = {
  kind: 'sla_warning',
  reason: 'assignee',
  number: 'TKT-202611-00001',
  subject: 'Printer offline',
  status: 'open',
  priority: 'high',
  customer: 'Acme',
  dueAt: new Date('2026-11-20T16:00:00Z'),
  at: new Date('2026-11-20T15:00:00Z'),
  facts: { percent: 80 },
};
const mail: NoticeMail = {
  language: 'en',
  timeZone: 'Europe/Berlin',
  companyName: 'One',
  readerName: 'Ann',
  isDigest: false,
  lines: [line],
};

describe('a notice', () => {
  it('says what happened, on which ticket of whom, when it is due in the reader’s zone and what to do next', () => {
    const { subject, text } = renderNotice(mail);
    expect(subject).toBe('[TKT-202611-00001] Deadline comes near (80 %): Printer offline');
    expect(text).toContain('Customer: Acme');
    expect(text).toContain('Due: Nov 20, 2026, 5:00 PM (Europe/Berlin)');
    expect(text).toContain('Next: Answer or resolve it before it is due.');
    expect(text).toContain('You get this because: you are the assignee.');
  });

  it.each(ownLanguages)('has its own words for every kind in %s', (language) => {
    for (const kind of notificationKinds) {
      const { subject, text } = renderNotice({ ...mail, language, lines: [{ ...line, kind }] });
      expect(subject).toMatch(/^\[TKT-202611-00001\] .+: Printer offline$/);
      expect(text).toContain(noticeWords[language].kinds[kind][1]);
      if (language !== 'en') expect(noticeWords[language].kinds[kind]).not.toEqual(noticeWords.en.kinds[kind]);
    }
  });

  it('puts a digest of several in one mail that says how many', () => {
    const second = { ...line, number: 'TKT-202611-00002', kind: 'customer_replied' as const, facts: { by: 'Jane', insteadOf: 'Bob' } };
    const { subject, text } = renderNotice({ ...mail, isDigest: true, lines: [line, second] });
    expect(subject).toBe('Deskhand: 2 notices for you');
    expect(text).toContain('TKT-202611-00001');
    expect(text).toContain('TKT-202611-00002');
    expect(text).toContain('you stand in for Bob');
  });

  it('keeps what customers wrote on one line', () => {
    const hostile = { ...line, subject: `Hi\r\nBcc: x@evil.example\u202e${'y'.repeat(500)}`, customer: 'Ac\nme' };
    const { subject, text } = renderNotice({ ...mail, lines: [hostile] });
    expect(subject).toMatch(/^[^\p{Cc}\p{Cf}]{1,220}$/u);
    expect(text).toContain('Customer: Ac me');
  });
});

describe('the question after a ticket', () => {
  const links = scores.map((score) => ({ score, url: `https://desk.example/rate/t?score=${score}` }));
  it.each(ownLanguages)('in %s has five links, the best first, and the ticket’s number', (language) => {
    const { subject, text } = renderSatisfaction({ number: 'TKT-202611-00001', language, companyName: 'One', links });
    expect(subject).toContain('[TKT-202611-00001]');
    expect([...text.matchAll(/score=(\d)/g)].map((found) => found[1])).toEqual(['5', '4', '3', '2', '1']);
    expect(text.trimEnd().endsWith('One')).toBe(true);
  });
  it('has a text of its own in every language', () => {
    const all = ownLanguages.map((language) => renderSatisfaction({ number: 'T', language, companyName: 'One', links }).text);
    expect(new Set(all).size).toBe(ownLanguages.length);
  });
});
