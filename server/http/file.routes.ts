import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AttachmentId, InboundMailId, StaffUserId, TenantId } from '../../domain/ids.types.ts';
import { findRawMail } from '../../domain/mailboxes/find-raw-mail.ts';
import type { Permission } from '../../domain/people/permissions.rules.ts';
import { requireMember } from '../../domain/people/require-member.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import { assertReleased } from '../../domain/tickets/file-scan.rules.ts';
import { findAttachment } from '../../domain/tickets/find-attachment.ts';
import { heldFilesOfMail } from '../../domain/tickets/held-files-of-mail.ts';
import { downloadHeaders, downloadName, downloadType, pictureHeaders } from './download-headers.rules.ts';
import { readDownloadToken } from './download-link.ts';
import type { DownloadClaim, DownloadKind } from './download-token.rules.ts';
import { notHere } from './not-here.ts';
import type { Call, WebDeps } from './web.types.ts';

type Found = { name: string; type: string; size: number } & ({ bytes: Buffer } | { blobKey: string });

const neededPermission = { attachment: 'ticket:view', picture: 'ticket:view', raw_mail: 'mail:moderate' } as const satisfies Record<
  Exclude<DownloadKind, 'as_sent'>,
  Permission
>;

/** Streams the file a signed link names, always as a download. The row is read under its tenant, the person's rights are read again. */
export function sendFile(deps: Pick<WebDeps, 'keyRing' | 'withTenant' | 'blobs'>) {
  return async ({ request, response }: Call): Promise<void> => {
    const claim = readDownloadToken(deps.keyRing, String(request.params.token), new Date());
    const tenantId = claim.tenantId as TenantId;
    const found = await deps.withTenant(tenantId, { kind: 'system', name: 'download' }, (uow) => findFile(uow, claim));
    const content = await openContent(deps, tenantId, found);
    // `attachment` writes the RFC 6266 header and a type from the name's ending, which the next line takes back.
    response.attachment(found.name);
    const headers = claim.kind === 'picture' ? pictureHeaders : downloadHeaders;
    response.setHeaders(new Map(Object.entries({ ...headers, 'Content-Type': found.type, 'Content-Length': String(found.size) })));
    await pipeline(content, response);
  };
}

async function findFile(uow: TenantUnitOfWork, claim: DownloadClaim): Promise<Found> {
  if (claim.kind === 'as_sent') throw notHere('file');
  await requireMember(uow, claim.userId as StaffUserId, neededPermission[claim.kind]);
  if (claim.kind !== 'raw_mail') {
    const { filename, contentType, size, blobKey } = await findAttachment(uow, claim.id as AttachmentId);
    return { name: downloadName(filename), type: downloadType(contentType), size, blobKey };
  }
  for (const { state, virus } of await heldFilesOfMail(uow, claim.id as InboundMailId)) assertReleased(state, virus);
  const { raw, rawBlobKey, size } = await findRawMail(uow, claim.id as InboundMailId);
  const base = { name: `mail-${claim.id}.eml`, type: 'application/octet-stream', size };
  return raw === null ? { ...base, blobKey: rawBlobKey ?? '' } : { ...base, bytes: raw };
}

async function openContent(deps: Pick<WebDeps, 'blobs'>, tenantId: TenantId, found: Found): Promise<Readable> {
  if ('bytes' in found) return Readable.from([found.bytes]);
  // A row can only name blobs of its own tenant; if one ever did not, this is where it ends.
  if (!found.blobKey.startsWith(`${tenantId}/`)) throw notHere('file');
  const content = await deps.blobs.open(found.blobKey);
  // A blob that is gone must fail before the status is out.
  await once(content, 'readable');
  return content;
}
