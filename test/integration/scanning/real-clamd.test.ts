import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createClamd } from '../../../storage/clamd.ts';
import { startClamd, type TestClamd } from '../../support/clamd/start-clamd.ts';

let clamd: TestClamd;
beforeAll(async () => {
  clamd = await startClamd('Test.Sample', 'poisoned words');
}, 180_000);
afterAll(() => clamd.stop());

const scan = (...pieces: Buffer[]) => createClamd({ host: '127.0.0.1', port: clamd.port }).scan(Readable.from(pieces));

it('hears from a real clamd what is clean and what is not, also across the border of two pieces', async () => {
  expect(await scan(Buffer.from('all is well'))).toEqual({ kind: 'clean' });
  expect(await scan(Buffer.from('some poisoned wo'), Buffer.from('rds here'))).toEqual({
    kind: 'infected',
    virus: 'Test.Sample.UNOFFICIAL',
  });
  expect(await scan()).toEqual({ kind: 'clean' });
});

it('takes a long file over in pieces, and is told when it is longer than clamd takes', async () => {
  const piece = Buffer.alloc(65_536, 'q');
  expect(await scan(...Array.from({ length: 100 }, () => piece), Buffer.from('poisoned words'))).toMatchObject({ kind: 'infected' });
  const most = 100 * 1_048_576;
  await expect(scan(...Array.from({ length: most / piece.length + 100 }, () => piece))).rejects.toMatchObject({ name: 'ScanRefused' });
});
