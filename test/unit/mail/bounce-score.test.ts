import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bounceScorer } from '../../../mail/score/bounce-scorer.ts';
import { forwardScorer } from '../../../mail/score/forward-scorer.ts';
import { mailScorers } from '../../../mail/score/mail-scorers.ts';

let folder = '';
const bounce = 'From: MAILER-DAEMON@mx.example\nSubject: failure\n\n<gone@acme.example>:\nRemote host said: 550 5.1.1 user unknown\n';
const away = 'From: ann@acme.example\nSubject: Away until Monday\nAuto-Submitted: auto-replied\n\nI am away.\n';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'score-'));
  await writeFile(join(folder, 'bounce.eml'), bounce);
  await writeFile(join(folder, 'away.eml'), away);
});
afterAll(() => rm(folder, { recursive: true }));

describe('bounces are measured by kind, class, reason and codes', () => {
  const wanted = { status: '5.1.1', reply: '550', reason: 'userunknown', hard: true };
  const figures = async (file: string, expected: Partial<typeof wanted>): Promise<Record<string, number>> =>
    (await bounceScorer.score([{ file, expected: [{ ...wanted, ...expected }] }], folder))[0]?.figures ?? {};

  test('all is right', async () => {
    const right = { kind: 1, class: 1, reason: 1, hard: 1, status: 1, statusCarried: 1, reply: 1 };
    expect(await figures('bounce.eml', {})).toMatchObject(right);
    expect(await figures('away.eml', { status: '', reply: '', reason: 'vacation', hard: false })).toMatchObject({
      ...right,
      status: 0,
      statusCarried: 0,
    });
  });

  test.each<[string, Partial<typeof wanted>, Record<string, number>]>([
    ['another reason of the same group', { reason: 'hasmoved' }, { class: 1, reason: 0 }],
    ['a reason of another group', { reason: 'spamdetected' }, { class: 0, reason: 0 }],
    ['soft instead of hard', { hard: false }, { class: 0, reason: 0, hard: 0 }],
    ['another status', { status: '5.2.1' }, { status: 0, statusCarried: 1 }],
    ['a status that is the corpus’s own number', { status: '5.0.911' }, { status: 0, statusCarried: 0 }],
    ['another reply', { reply: '551' }, { reply: 0 }],
    ['a complaint instead of a bounce', { reason: 'feedback' }, { kind: 0 }],
  ])('%s is seen', async (_name, expected, seen) => {
    expect(await figures('bounce.eml', expected)).toMatchObject(seen);
  });
});

describe('forwards are measured by every field a case names', () => {
  const body =
    '---------- Forwarded message ---------\nFrom: Ann <ann@acme.example>\nSubject: Printer\nTo: bob@desk.example\n\nIt  smokes.';
  const expected = {
    ...{ '.forwarded': true, '.email.subject': 'Printer', '.email.body': 'It smokes.', '.message': null, '.email.cc.length': 0 },
    ...{
      '.email.from.address': 'ann@acme.example',
      '.email.from.name': 'Ann',
      '.email.to.0.address': 'bob@desk.example',
      '.email.to.0.name': null,
    },
  };
  const score = async (changed: Record<string, unknown>) =>
    (await forwardScorer.score([{ id: 'x', body, subject: null, expected: { ...expected, ...changed } }], '.'))[0];

  test('all is right', async () => {
    expect(await score({})).toMatchObject({ figures: { exact: 1, decided: 1, lost: 0, left: 0 }, missed: [] });
  });

  test.each([
    ['.forwarded', false],
    ['.email.subject', 'Other'],
    ['.email.body', 'It smokes. Come and see what happens here.'],
    ['.message', 'See below'],
    ['.email.from.name', 'Bob'],
    ['.email.to.0.address', 'x@desk.example'],
    ['.email.to.1.address', 'x@desk.example'],
    ['.email.cc.length', 1],
    ['.email.unheard', 'of'],
  ])('%s is compared', async (path, value) => {
    expect(await score({ [path]: value })).toMatchObject({ figures: { exact: 0 }, missed: [`x ${path}`] });
  });
});

test('every kind of case finds its own scorer', () => {
  const bounceCase = { file: 'a.eml', expected: [] };
  const forwardCase = { id: 'x', body: 'x', subject: null, expected: { '.forwarded': true } };
  expect(mailScorers.find((scorer) => scorer.fits(bounceCase))).toBe(bounceScorer);
  expect(mailScorers.find((scorer) => scorer.fits(forwardCase))).toBe(forwardScorer);
});
