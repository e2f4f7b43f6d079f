import { expect, test } from '@jest/globals';
import {
  afterFailure,
  type FoundMail,
  nextBatch,
  standInMail,
  streamAboveBytes,
  type Trouble,
} from '../../../mail/inbound/imap-batch.rules.ts';

const found = (...sizes: number[]): FoundMail[] => sizes.map((size, i) => ({ uid: i + 1, size, receivedAt: null }));
const sizesOf = (mails: FoundMail[]): number => nextBatch(mails).length;

test('a batch holds at most fifty mails, in order', () => {
  const batch = nextBatch(found(...Array(120).fill(10)));
  expect(batch.map((mail) => mail.uid)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
});

test('mails held in memory together stay below the byte budget; streamed ones do not count', () => {
  expect(sizesOf(found(...Array(20).fill(1_048_576)))).toBe(8);
  expect(sizesOf(found(...Array(20).fill(streamAboveBytes + 1)))).toBe(20);
});

test('one mail over the whole budget is still a batch, and nothing found is none', () => {
  expect(nextBatch(found(500, 600), { mails: 50, bytes: 100 })).toHaveLength(1);
  expect(nextBatch([])).toEqual([]);
});

test('a batch that failed is taken apart, and only a mail that fails alone is counted', () => {
  const batch = found(1, 1, 1);
  const apart = afterFailure(null, batch);
  expect(apart).toEqual({ uid: 1, failures: 0, untilUid: 3 });
  const second = found(1, 1).slice(1);
  let trouble: Trouble = afterFailure(apart, second);
  expect(trouble).toEqual({ uid: 2, failures: 1, untilUid: 3 });
  trouble = afterFailure(trouble, second);
  expect(trouble).toEqual({ uid: 2, failures: 2, untilUid: 3 });
  expect(afterFailure(trouble, [{ uid: 3, size: 1, receivedAt: null }])).toEqual({ uid: 3, failures: 1, untilUid: 3 });
});

test('a stand-in says which mail is missing and where it is, and names no sender who could be answered', () => {
  const mail = { uid: 42, size: 1_234, receivedAt: new Date('2026-11-19T08:00:00Z') };
  const text = standInMail('support@one.example', mail, new Date('2026-11-20T09:30:00Z')).toString();
  expect(text).toContain('Date: Fri, 20 Nov 2026 09:30:00 +0000\r\n');
  expect(text).toContain('support@one.example');
  expect(text).toContain('UID 42, 1234 bytes, received 2026-11-19T08:00:00.000Z');
  expect(text).toContain('Auto-Submitted: auto-generated\r\n');
  expect(text).not.toMatch(/^From:/m);
});
