import { Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { limitConcurrency } from '../../../mail/inbound/limit-concurrency.ts';
import { contentKey } from '../../../mail/inbound/natural-key.rules.ts';
import { recipientsIn } from '../../../mail/inbound/read-recipients.ts';
import { MailTooBig, readUpTo } from '../../../mail/inbound/read-up-to.ts';

async function collect(source: AsyncIterable<Buffer>): Promise<{ text: string; error: unknown }> {
  let text = '';
  try {
    for await (const piece of source) text += piece.toString();
    return { text, error: null };
  } catch (error) {
    return { text, error };
  }
}

test('a mail of exactly the limit passes, one byte more is refused only behind its end', async () => {
  const of = (text: string): Readable => Readable.from([Buffer.from(text.slice(0, 3)), Buffer.from(text.slice(3))]);
  expect(await collect(readUpTo(of('12345'), 5))).toEqual({ text: '12345', error: null });
  const long = of('123456');
  const result = await collect(readUpTo(long, 5));
  expect(result).toEqual({ text: '123', error: expect.any(MailTooBig) });
  expect(long.readableEnded).toBe(true);
});

test('a reader that gives up lets the rest of the mail run out', async () => {
  const source = Readable.from(Array.from({ length: 100 }, () => Buffer.from('x')));
  for await (const piece of readUpTo(source, 1_000)) if (piece.length > 0) break;
  await new Promise((resolve) => source.on('end', resolve));
  expect(source.readableEnded).toBe(true);
});

test('at most so many works run at a time, in the order asked, and a failure frees its place', async () => {
  const limit = limitConcurrency(2);
  const began: number[] = [];
  const finish: (() => void)[] = [];
  const works = [0, 1, 2, 3].map((n) =>
    limit(async () => {
      began.push(n);
      await new Promise<void>((resolve) => finish.push(resolve));
      if (n === 0) throw new Error('failed');
    }),
  );
  const settled = Promise.allSettled(works);
  await Promise.resolve();
  expect(began).toEqual([0, 1]);
  finish[0]?.();
  await works[0]?.catch(() => undefined);
  expect(began).toEqual([0, 1, 2]);
  finish[1]?.();
  finish[2]?.();
  await Promise.all(works.slice(1, 3));
  finish[3]?.();
  expect((await settled).map((one) => one.status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
});

test('the key of a mail changes with content, sender and recipient, not with the letter case of the recipient', () => {
  const base = contentKey('smtp', 'aa', 'jane@acme.example', 'support@one.example');
  expect(contentKey('smtp', 'aa', 'jane@acme.example', 'Support@One.example')).toBe(base);
  const others = [
    contentKey('smtp', 'ab', 'jane@acme.example', 'support@one.example'),
    contentKey('smtp', 'aa', '', 'support@one.example'),
    contentKey('smtp', 'aa', null, 'support@one.example'),
    contentKey('smtp', 'aa', 'jane@acme.example', null),
    contentKey('file', 'aa', 'jane@acme.example', 'support@one.example'),
    contentKey('smtp', 'aa', 'jane@acme.example","support@one.example', ''),
  ];
  expect(new Set([base, ...others]).size).toBe(7);
  expect(base).toMatch(/^smtp:[0-9a-f]{64}$/);
});

test('recipients are read from folded and repeated headers, the server’s word first', () => {
  const head = 'To: A <a@x.example>,\r\n b@x.example\r\nCc: c@x.example\r\nDelivered-To: d@x.example\r\n\r\nTo: e@x.example\r\n';
  expect(recipientsIn(Buffer.from(head))).toEqual(['d@x.example', 'a@x.example', 'b@x.example', 'c@x.example']);
  expect(recipientsIn(Buffer.from('no header at all'))).toEqual([]);
});
