import type { Readable } from 'node:stream';
import { createAccept } from '../../mail/inbound/accept.ts';
import { createMailHookDoor } from '../../mail/inbound/http/mail-hook-door.ts';
import type { SesOutside } from '../../mail/inbound/http/take-ses.ts';
import { createRateLimit } from '../http/rate-limit.rules.ts';
import type { WebDeps } from '../http/web.types.ts';
import type { Core } from '../wire.ts';

/** Requests of one door a minute; the provider sends what is above it later. */
const perMinute = 1_200;
const fetchMs = 10_000;
const answerBytes = 65_536;

/** The doors for mail over HTTP, as the web role serves them. */
export function mailHooksOf({ env, log, withTenant, across, blobs, keyRing }: Core): NonNullable<WebDeps['mailHooks']> {
  const rate = createRateLimit(perMinute);
  return createMailHookDoor({
    withTenant,
    across,
    accept: createAccept({ withTenant, blobs }),
    blobs,
    unseal: (sealed, context) => keyRing.unseal(sealed, context),
    outside: { fetchText, openObject: objectReader(env) },
    log,
    maxBytes: env.HTTP_DOOR_MAX_BYTES,
    allows: (hookId, now) => rate.allows(hookId, now.getTime()),
  });
}

async function fetchText(url: URL): Promise<string> {
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(fetchMs) });
  if (!answer.ok) throw new Error(`Amazon SNS answered ${answer.status}`);
  const text = await answer.text();
  if (text.length > answerBytes) throw new Error('Amazon SNS answered more than a certificate');
  return text;
}

/** Reads other buckets than our own: who may name an object in ours could name another company's file. */
function objectReader(env: Core['env']): SesOutside['openObject'] {
  const { STORAGE_S3_ACCESS_KEY_ID: accessKeyId, STORAGE_S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (accessKeyId === undefined || secretAccessKey === undefined) return null;
  return async (bucket, key) => {
    if (bucket === env.STORAGE_S3_BUCKET) throw new Error('the bucket of the files is no bucket of mails');
    const { GetObjectCommand, S3Client } = await import('@aws-sdk/client-s3');
    const endpoint = env.STORAGE_S3_ENDPOINT === undefined ? {} : { endpoint: env.STORAGE_S3_ENDPOINT, forcePathStyle: true };
    const client = new S3Client({ region: env.STORAGE_S3_REGION, credentials: { accessKeyId, secretAccessKey }, ...endpoint });
    const found = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return found.Body as Readable;
  };
}
