import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { AppError } from '../domain/errors.ts';

const fileSchema = z.strictObject({
  current: z.string(),
  keys: z.record(z.string(), z.strictObject({ createdAt: z.string(), secret: z.string().regex(/^[A-Za-z0-9+/]{43}=$/) })),
});
type KeyFile = z.infer<typeof fileSchema>;

/**
 * Encrypts secrets kept in rows (AES-256-GCM, NIST SP 800-38D) and derives keys for signatures (HKDF, RFC 5869).
 * A sealed text reads `<key id>.<base64url of nonce, tag and ciphertext>`; `context` binds it to its row, so a copy into another row does not open.
 */
export type KeyRing = {
  readonly currentKeyId: string;
  readonly keyIds: string[];
  seal(plain: string, context: string): string;
  /** Throws `key_missing` when the key is not in the file, or the text was changed or belongs elsewhere. */
  unseal(sealed: string, context: string): string;
  /** True when the text was sealed under an older key and should be sealed again. */
  isStale(sealed: string): boolean;
  /** A 32-byte key for one purpose under the named (or current) key. Throws `key_missing`. */
  derive(purpose: string, keyId?: string): Buffer;
};

/** Opens the key file, or makes it at the first start (mode 0600, synced). Throws `key_missing` naming the file when it is unreadable. */
export async function openKeyRing(file: string): Promise<KeyRing> {
  if (!existsSync(file)) await writeKeyFile(file, withNewKey({ current: '', keys: {} }), 'keep');
  return keyRingOf(await readKeyFile(file));
}

/** Adds a key and makes it the current one; older keys stay for reading until every row is sealed again. */
export async function rotateKeyFile(file: string): Promise<KeyRing> {
  const next = withNewKey(await readKeyFile(file));
  await writeKeyFile(file, next, 'replace');
  return keyRingOf(next);
}

function keyRingOf(data: KeyFile): KeyRing {
  const secret = (id: string): Buffer => {
    const key = data.keys[id];
    if (key === undefined) throw missing(`key ${id} is not in the key file`);
    return Buffer.from(key.secret, 'base64');
  };
  const derive = (purpose: string, id = data.current): Buffer => Buffer.from(hkdfSync('sha256', secret(id), '', `deskhand:${purpose}`, 32));
  return {
    currentKeyId: data.current,
    keyIds: Object.keys(data.keys),
    derive,
    isStale: (sealed) => sealed.split('.')[0] !== data.current,
    seal: (plain, context) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', derive('rows'), nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `${data.current}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    unseal: (sealed, context) => {
      const [id = '', packed = ''] = sealed.split('.');
      const bytes = Buffer.from(packed, 'base64url');
      const key = derive('rows', id);
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(context));
        decipher.setAuthTag(bytes.subarray(12, 28));
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw missing('a stored secret does not open with its key', cause);
      }
    },
  };
}

function withNewKey(data: KeyFile): KeyFile {
  const id = `k${Object.keys(data.keys).length + 1}`;
  const key = { createdAt: new Date().toISOString(), secret: randomBytes(32).toString('base64') };
  return { current: id, keys: { ...data.keys, [id]: key } };
}

async function readKeyFile(file: string): Promise<KeyFile> {
  try {
    return fileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    throw missing(`the key file ${file} cannot be read or is damaged`);
  }
}

/** `keep`: of several processes that make the first file at once, the first wins and all read its file. */
async function writeKeyFile(file: string, data: KeyFile, existing: 'keep' | 'replace'): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}.new`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(data, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (existing === 'replace') return rename(draft, file);
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

function missing(message: string, cause?: unknown): AppError {
  return new AppError('key_missing', {
    message,
    userMessage:
      'A stored secret cannot be opened with the keys at hand. Restore the key file from your backup, or enter the secret again.',
    cause,
  });
}
