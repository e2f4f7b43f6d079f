import { join } from 'node:path';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import type { Env } from '../config/env.ts';
import { type BlobStore, createBlobStore, syncLocalFile } from './blob-store.ts';

/** The store the settings ask for: files under the data folder, or a bucket. The S3 client is loaded only when wanted (22 MB). */
export async function openBlobStore(env: Env): Promise<BlobStore> {
  const spoolFolder = join(env.DESKHAND_DATA, 'spool');
  if (env.STORAGE_DRIVER === 's3') return createBlobStore({ disk: await s3Disk(env), spoolFolder });
  const folder = join(env.DESKHAND_DATA, 'blobs');
  const disk = new Disk(new FSDriver({ location: folder, visibility: 'private' }));
  return createBlobStore({ disk, spoolFolder, sync: syncLocalFile(folder) });
}

async function s3Disk(env: Env): Promise<Disk> {
  const { S3Driver } = await import('flydrive/drivers/s3');
  return new Disk(
    new S3Driver({
      credentials: { accessKeyId: env.STORAGE_S3_ACCESS_KEY_ID ?? '', secretAccessKey: env.STORAGE_S3_SECRET_ACCESS_KEY ?? '' },
      region: env.STORAGE_S3_REGION,
      bucket: env.STORAGE_S3_BUCKET ?? '',
      visibility: 'private',
      supportsACL: false,
      ...(env.STORAGE_S3_ENDPOINT === undefined ? {} : { endpoint: env.STORAGE_S3_ENDPOINT, forcePathStyle: true }),
    }),
  );
}
