import type { ClaimedDelivery } from '../../domain/deliveries/claim-delivery.ts';
import type { DkimSigner } from '../../domain/deliveries/dkim.types.ts';
import { dkimSecretContext } from '../../domain/deliveries/dkim-secret.rules.ts';
import type { OutboundMail } from '../../domain/deliveries/outbound-mail.types.ts';
import type { Brand } from '../../domain/tenancy/brand.types.ts';
import { unsubscribeHeaders } from '../../mail/outbound/unsubscribe-headers.rules.ts';
import { logoContentId } from '../../mail/templates/mail-frame.rules.ts';
import { mailHtml } from '../../mail/templates/mail-html.rules.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { KeyRing } from '../../storage/key-ring.ts';

type Dressed = Pick<OutboundMail, 'html' | 'date' | 'onlyTo' | 'attachments' | 'headers' | 'dkim'>;

/**
 * What a delivery gets besides its text: HTML in the look of the day it was queued, its files and the logo, its date, and its signature. All of it follows from the stored
 * row, so that every attempt has the same bytes.
 */
export function dressMail(delivery: ClaimedDelivery, { blobs, keyRing }: { blobs: BlobStore; keyRing: Pick<KeyRing, 'unseal'> }): Dressed {
  const { mail, brand, firstQueuedAt, onlyTo } = delivery;
  const look = brand ?? { company: mail.from.name, language: mail.look?.language ?? 'en' };
  return {
    html: mailHtml(mail, look),
    date: firstQueuedAt,
    onlyTo,
    headers: unsubscribeHeaders(mail.unsubscribe ?? null),
    attachments: [
      ...logoOf(look, blobs),
      ...delivery.attachments.map((file) => ({ ...named(file), open: () => blobs.open(file.blobKey) })),
    ],
    dkim: signerOf(delivery, keyRing),
  };
}

function named({ filename, contentType }: { filename: string; contentType: string }): { filename: string; contentType: string } {
  return { filename, contentType };
}

function logoOf({ logo }: Brand, blobs: BlobStore): OutboundMail['attachments'] {
  if (logo === undefined) return [];
  const { contentType, blobKey } = logo;
  const filename = contentType === 'image/png' ? 'logo.png' : 'logo.jpg';
  return [{ filename, contentType, contentId: logoContentId, open: () => blobs.open(blobKey) }];
}

function signerOf({ dkim, firstQueuedAt }: ClaimedDelivery, keyRing: Pick<KeyRing, 'unseal'>): DkimSigner | null {
  if (dkim === null) return null;
  const { id, domain, selector, algorithm, secret } = dkim;
  return { domain, selector, algorithm, privateKey: keyRing.unseal(secret, dkimSecretContext(id)), at: firstQueuedAt };
}
