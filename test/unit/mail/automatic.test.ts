import { describe, expect, test } from '@jest/globals';
import { classifyMail } from '../../../mail/parse/automatic.rules.ts';
import type { AutomaticFacts } from '../../../mail/parse/automatic.types.ts';
import { readHeaders } from '../../../mail/parse/header-lines.rules.ts';

function verdict(headers: string[], facts: Partial<AutomaticFacts> = {}) {
  const lines = headers.map((line) => ({ key: (line.split(':')[0] ?? '').toLowerCase(), line }));
  const ordinary = { subject: 'Printer offline', from: 'ann@acme.example', envelopeFrom: null, partTypes: [], ownAddresses: [] };
  return classifyMail({ headers: readHeaders(lines).headers, ...ordinary, ...facts });
}

describe('these headers forbid an automatic answer', () => {
  test.each([
    ['Auto-Submitted: auto-replied', 'auto-reply'],
    ['Auto-Submitted: AUTO-GENERATED (by a robot)', 'message'],
    ['Auto-Submitted: auto-notified; owner-email="a@b"', 'message'],
    ['Auto-Submitted: auto-replied (vacation)', 'vacation'],
    ['Precedence: bulk', 'message'],
    ['Precedence: junk', 'message'],
    ['Precedence: list', 'message'],
    ['Precedence: auto_reply', 'message'],
    ['List-Id: <news.acme.example>', 'list'],
    ['List-Unsubscribe: <mailto:x@y>', 'list'],
    ['X-Mailing-List: a@b', 'list'],
    ['X-Auto-Response-Suppress: All', 'message'],
    ['X-Auto-Response-Suppress: DR, OOF, AutoReply', 'message'],
    ['X-Autoreply: yes', 'auto-reply'],
    ['X-Autorespond: 1', 'auto-reply'],
    ['X-Loop: other@helpdesk', 'message'],
    ['X-Deskhand-Loop: anything', 'message'],
    ['Return-Path: <>', 'message'],
    ['X-Failed-Recipients: gone@acme.example', 'bounce'],
    ['Content-Type: multipart/report; report-type=delivery-status; boundary=x', 'bounce'],
    ['Content-Type: multipart/report; boundary=x; report-type="feedback-report"', 'complaint'],
    ['Content-Type: multipart/report; report-type=disposition-notification', 'auto-reply'],
  ])('%s (%s)', (header, kind) => {
    const { noAutoAnswerReason, ...rest } = verdict([header]);
    expect(noAutoAnswerReason).not.toBeNull();
    expect(rest).toEqual({ kind });
  });
});

test.each([
  ['Auto-Submitted: no'],
  ['Auto-Submitted: no (a person)'],
  ['Precedence: first-class'],
  ['X-Auto-Response-Suppress: RN, NRN'],
  ['Return-Path: <ann@acme.example>'],
  ['Content-Type: multipart/mixed; boundary=report-type=delivery-status'],
  ['X-Autoreply: no'],
])('%s allows one', (header) => {
  expect(verdict([header])).toEqual({ kind: 'message', noAutoAnswerReason: null });
});

describe('a vacation notice is known by its subject in many languages', () => {
  test.each([
    ['Automatic reply: Printer offline'],
    ['Out of Office'],
    ['Out of the office: Re: Printer'],
    ['[Out of office] until Monday'],
    ['I am out of office until 12 November'],
    ['Abwesenheitsnotiz: Drucker'],
    ['Automatische Antwort: Störung'],
    ['Réponse automatique : imprimante'],
    ['Respuesta automática: impresora'],
    ['Risposta automatica: stampante'],
    ['Automatisch antwoord: printer'],
    ['Odpowiedź automatyczna: drukarka'],
    ['Autosvar: skrivare'],
    ['Автоматический ответ: принтер'],
    ['自動返信: プリンター'],
  ])('%s', (subject) => {
    const { kind, noAutoAnswerReason } = verdict([], { subject });
    expect({ kind, forbidden: noAutoAnswerReason !== null }).toEqual({ kind: 'vacation', forbidden: true });
  });

  test.each([
    ['Re: Automatic reply: Printer offline'],
    ['Out of office replies do not work in Outlook'],
    ['Problem: out of office message'],
    ['How do I set an automatic reply?'],
    ['Urlaubsplanung 2025'],
    ['Office out of paper'],
  ])('a person’s “%s” is none', (subject) => {
    expect(verdict([], { subject })).toEqual({ kind: 'message', noAutoAnswerReason: null });
  });
});

describe('a bounce needs more than a word in the subject', () => {
  test.each([
    ['a delivery-status part', { partTypes: ['text/plain', 'message/delivery-status'] }],
    ['a mailer daemon as sender', { from: 'mailer-daemon@mx.example', subject: 'Hello' }],
    ['a postmaster with a failure subject', { from: 'postmaster@mx.example', subject: 'Undeliverable: Printer' }],
    ['the null sender with a failure subject', { envelopeFrom: '', subject: 'Unzustellbar: Drucker' }],
  ])('%s is one', (_name, facts) => {
    expect(verdict([], facts)).toEqual({ kind: 'bounce', noAutoAnswerReason: 'a bounce report' });
  });

  test.each([
    ['a person with a failure subject', { subject: 'Undelivered parcel' }],
    ['a small company’s postmaster who writes', { from: 'postmaster@acme.example', subject: 'Our switch is broken' }],
    ['the null sender with an ordinary subject', { envelopeFrom: '' }],
  ])('%s is none', (_name, facts) => {
    expect(verdict([], facts).kind).toBe('message');
  });
});

test('the envelope is believed before Return-Path, and the reason says why', () => {
  expect(verdict(['Return-Path: <>'], { envelopeFrom: 'ann@acme.example' }).noAutoAnswerReason).toBeNull();
  expect(verdict(['Return-Path: <ann@acme.example>'], { envelopeFrom: '' }).noAutoAnswerReason).toBe('null sender (RFC 5321 4.5.5)');
  expect(verdict([], { ownAddresses: ['ann@acme.example'] }).noAutoAnswerReason).toBe('sent from one of our own addresses');
  expect(verdict([], { from: null }).noAutoAnswerReason).toBe('no readable sender');
  expect(verdict([], { from: 'no-reply@shop.example' }).noAutoAnswerReason).toBe('the sender reads no answers');
});
