import type { DownloadLink } from '../../bots/commands/person.types.ts';
import { AppError } from '../../domain/errors.ts';
import type { KeyRing } from '../../storage/key-ring.ts';
import { type DownloadClaim, downloadSeconds, isOpen, openDownload, signDownload } from './download-token.rules.ts';
import { notHere } from './not-here.ts';

const purpose = 'downloads';

/** Where mails are shown as they were sent: a path of their own. */
export const asSentPath = '/as-sent';

/** Makes links to files: each works for ten minutes, for one file, as one person, who is authorised again when it is used. */
export function createDownloadLinks(keyRing: KeyRing, webUrl: string, clock: () => Date = () => new Date()): DownloadLink {
  return (person, file) => {
    const expiresAt = Math.floor(clock().getTime() / 1000) + downloadSeconds;
    const claim = { kind: file.kind, tenantId: person.tenantId, userId: person.userId, id: file.id, expiresAt };
    const token = signDownload(claim, keyRing.currentKeyId, keyRing.derive(purpose));
    return new URL(`${file.kind === 'as_sent' ? asSentPath : '/files'}/${token}`, webUrl).href;
  };
}

/** What a link's token claims. Throws `not_found` for one that we did not sign and `expired` for one that is too old. */
export function readDownloadToken(keyRing: KeyRing, token: string, now: Date): DownloadClaim {
  const keyOf = (id: string): Buffer | null => (keyRing.keyIds.includes(id) ? keyRing.derive(purpose, id) : null);
  const claim = openDownload(token, keyOf);
  if (claim === null) throw notHere('file');
  if (isOpen(claim, now)) return claim;
  throw new AppError('expired', {
    message: 'a download link was used after its end',
    userMessage: `This link to a file is older than ${downloadSeconds / 60} minutes. Open the ticket again for a new one.`,
  });
}
