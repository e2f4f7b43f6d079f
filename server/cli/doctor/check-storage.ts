import { randomBytes } from 'node:crypto';
import type { Env } from '../../../config/env.ts';
import type { TenantId } from '../../../domain/ids.types.ts';
import type { BlobStore } from '../../../storage/blob-store.ts';
import { about, type Finding } from './finding.types.ts';

// Belongs to no tenant, so nothing of theirs is touched.
const nobody = '00000000-0000-0000-0000-000000000000' as TenantId;

/** Writes, reads and deletes a small blob. */
export async function checkStorage(env: Env, blobs: BlobStore): Promise<Finding> {
  const storage = about('storage');
  const where = env.STORAGE_DRIVER === 's3' ? `bucket ${env.STORAGE_S3_BUCKET}` : 'files in the data folder';
  const content = randomBytes(1024);
  try {
    const { blobKey } = await blobs.put(nobody, content);
    const same = content.equals(await blobs.read(blobKey));
    await blobs.remove(blobKey);
    return same
      ? storage.ok(`${where}: written, read and deleted`)
      : storage.fail(`${where}: what was read differs from what was written`, 'Check the disk or the bucket’s server.');
  } catch (error) {
    const todo =
      env.STORAGE_DRIVER === 's3'
        ? 'Check STORAGE_S3_BUCKET, its region, endpoint and access key, and that the key may put, get and delete.'
        : 'Check owner, mode and free room of the data folder.';
    return storage.fail(`${where}: ${(error as Error).name}`, todo);
  }
}
