import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, utimes } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseEnv } from '../../../config/env.ts';
import { newId, type TenantId } from '../../../domain/ids.types.ts';
import { changeBrand } from '../../../domain/tenants/change-brand.ts';
import { addMessage } from '../../../domain/tickets/add-message.ts';
import { openTicket } from '../../../domain/tickets/open-ticket.ts';
import type { BlobStore } from '../../../storage/blob-store.ts';
import { openBlobStore } from '../../../storage/open-blob-store.ts';
import { sweepTenant } from '../../../workflows/activities/sweep.activities.ts';
import { openTestDesk, system, type TestDesk } from '../../support/desk.ts';
import { plainTicket } from '../../support/plain-ticket.ts';

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'deskhand-blobs-'));
const keysOf = async (blobs: BlobStore, tenant: TenantId): Promise<string[]> => {
  const keys: string[] = [];
  for await (const { blobKey } of blobs.list(tenant)) keys.push(blobKey);
  return keys;
};

describe.each(['files', 's3'] as const)('the blob store on %s', (driver) => {
  const objects = new Map<string, Buffer>();
  let s3: Server;
  let blobs: BlobStore;
  const tenant = newId<TenantId>();

  beforeAll(async () => {
    s3 = bucketServer(objects);
    await new Promise<void>((resolve) => s3.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(s3.address() as AddressInfo).port}`;
    const bucket = {
      STORAGE_S3_BUCKET: 'desk',
      STORAGE_S3_ENDPOINT: endpoint,
      STORAGE_S3_ACCESS_KEY_ID: 'id',
      STORAGE_S3_SECRET_ACCESS_KEY: 'key',
    };
    blobs = await openBlobStore(parseEnv({ DESKHAND_DATA: await newFolder(), STORAGE_DRIVER: driver, ...bucket }));
  });
  afterAll(() => new Promise<void>((resolve) => s3.close(() => resolve())));

  it('keeps a content once per tenant under its SHA-256, from memory or from a stream', async () => {
    const content = randomBytes(300_000);
    const fromMemory = await blobs.put(tenant, content);
    const fromStream = await blobs.put(tenant, Readable.from([content.subarray(0, 1_000), content.subarray(1_000)]));
    expect(fromStream).toEqual(fromMemory);
    expect(fromMemory).toMatchObject({ size: 300_000, sha256: createHash('sha256').update(content).digest('hex') });
    expect(await keysOf(blobs, tenant)).toEqual([fromMemory.blobKey]);
    expect(await blobs.read(fromMemory.blobKey)).toEqual(content);
    expect(await buffer(await blobs.open(fromMemory.blobKey))).toEqual(content);
    expect(await keysOf(blobs, newId<TenantId>())).toEqual([]);
  });

  it('removes, and fails to open what is gone', async () => {
    const { blobKey } = await blobs.put(tenant, Buffer.from('to go'));
    await blobs.remove(blobKey);
    await expect(blobs.read(blobKey)).rejects.toThrow();
  });
});

describe('the sweep of orphans', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await openTestDesk();
  }, 120_000);
  afterAll(() => desk.close());

  it('removes what no row points to and is older than a day, and nothing else', async () => {
    const folder = await newFolder();
    const blobs = await openBlobStore(parseEnv({ DESKHAND_DATA: folder }));
    const [used, orphan] = [await blobs.put(desk.one.id, Buffer.from('used')), await blobs.put(desk.one.id, Buffer.from('orphan'))];
    const logo = await blobs.put(desk.one.id, Buffer.from('logo'));
    await desk.withTenant(desk.one.id, system, async (uow) => {
      await changeBrand(uow, { logo: { id: newId<string>(), contentType: 'image/png', width: 9, height: 9, blobKey: logo.blobKey } });
      await changeBrand(uow, { logo: null });
      const ticket = await openTicket(uow, plainTicket('s'));
      const file = { filename: 'a.txt', contentType: 'text/plain', inline: false, contentId: null, ...used };
      await addMessage(uow, { ticketId: ticket.id, kind: 'note', isPublic: false, author: system, text: '', attachments: [file] });
    });
    const deps = { blobs, withTenant: desk.withTenant };
    expect(await sweepTenant(deps, desk.one.id)).toBe(0);
    const old = new Date(Date.now() - 25 * 3_600_000);
    for (const { blobKey } of [used, orphan, logo]) await utimes(join(folder, 'blobs', blobKey), old, old);
    expect(await sweepTenant(deps, desk.one.id)).toBe(1);
    // The logo is no longer in use, but mails that wait still carry it.
    expect((await keysOf(blobs, desk.one.id)).toSorted()).toEqual([used.blobKey, logo.blobKey].toSorted());
    expect(await readdir(join(folder, 'spool')).catch(() => [])).toEqual([]);
  });
});

/** As much of S3's REST interface as the store uses, path style; refuses what is not signed. */
function bucketServer(objects: Map<string, Buffer>): Server {
  return createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://bucket');
    const key = decodeURIComponent(url.pathname).replace(/^\/desk\/?/, '');
    if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 Credential=id/')) return void response.writeHead(403).end();
    if (request.method === 'PUT') {
      const body = await buffer(request);
      objects.set(key, request.headers['content-encoding']?.includes('aws-chunked') ? unchunk(body) : body);
      return void response.writeHead(200, { etag: '"1"' }).end();
    }
    if (request.method === 'DELETE') return void response.writeHead(objects.delete(key) ? 204 : 204).end();
    if (url.searchParams.get('list-type') === '2') return void response.end(listing(objects, url.searchParams.get('prefix') ?? ''));
    const object = objects.get(key);
    if (object === undefined) return void response.writeHead(404).end();
    response.writeHead(200, {
      'content-length': object.length,
      'last-modified': new Date().toUTCString(),
      etag: '"1"',
      'content-type': 'application/octet-stream',
    });
    response.end(request.method === 'HEAD' ? undefined : object);
  });
}

function listing(objects: Map<string, Buffer>, prefix: string): string {
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix));
  const contents = keys.map(
    (key) => `<Contents><Key>${key}</Key><Size>1</Size><LastModified>2026-11-21T00:00:00Z</LastModified></Contents>`,
  );
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`;
}

/** Undoes the chunked signing form of a streamed upload. */
function unchunk(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.toString('latin1', at, end), 16);
    if (!(size > 0)) return Buffer.concat(parts);
    parts.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}
