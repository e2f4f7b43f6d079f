import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openKeyRing, rotateKeyFile } from '../../../storage/key-ring.ts';

const newFile = async (): Promise<string> => join(await mkdtemp(join(tmpdir(), 'deskhand-keys-')), 'keys.json');

describe('the key ring', () => {
  it('makes a key file only its owner can read, once, also when several processes start at the same time', async () => {
    const file = await newFile();
    const rings = await Promise.all(Array.from({ length: 8 }, () => openKeyRing(file)));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const sealed = rings[0]?.seal('pass', 'row') ?? '';
    for (const ring of rings) expect(ring.unseal(sealed, 'row')).toBe('pass');
  });

  it('opens what it sealed and nothing that was changed or moved to another row', async () => {
    const ring = await openKeyRing(await newFile());
    const sealed = ring.seal('pässword', 'mailbox:1:imap');
    expect(sealed).not.toContain('pässword');
    expect(ring.seal('pässword', 'mailbox:1:imap')).not.toBe(sealed);
    expect(ring.unseal(sealed, 'mailbox:1:imap')).toBe('pässword');
    const last = sealed.at(-1) === 'A' ? 'B' : 'A';
    for (const [text, context] of [
      [sealed, 'mailbox:2:imap'],
      [`${sealed.slice(0, -3)}${last}${sealed.slice(-2)}`, 'mailbox:1:imap'],
      ['k1.', 'mailbox:1:imap'],
      ['', ''],
    ] as const) {
      expect(() => ring.unseal(text, context)).toThrow(expect.objectContaining({ code: 'key_missing' }));
    }
  });

  it('reads old secrets after a rotation, seals new ones with the new key, and says which are stale', async () => {
    const file = await newFile();
    const old = await openKeyRing(file);
    const sealed = old.seal('pass', 'row');
    const ring = await rotateKeyFile(file);
    expect([ring.currentKeyId, ring.unseal(sealed, 'row'), ring.isStale(sealed), ring.isStale(ring.seal('x', 'row'))]).toEqual([
      'k2',
      'pass',
      true,
      false,
    ]);
    expect(() => old.unseal(ring.seal('x', 'row'), 'row')).toThrow(expect.objectContaining({ code: 'key_missing' }));
  });

  it('names a damaged key file and shows nothing of it', async () => {
    const file = await newFile();
    await openKeyRing(file);
    const secret = /"secret": "(.+)"/.exec(await readFile(file, 'utf8'))?.[1] ?? '';
    await writeFile(file, `{"damaged": "${secret}"`);
    const error = await openKeyRing(file).catch((caught: Error) => caught);
    expect(String((error as Error).message)).toContain(file);
    expect(JSON.stringify(error) + String(error)).not.toContain(secret);
  });
});
