import { Readable } from 'node:stream';
import { triage } from '../../ai/keyless/triage.rules.ts';
import { AppError } from '../../domain/errors.ts';
import type { TenantId } from '../../domain/ids.types.ts';
import type { LoadedMail } from '../../domain/mailboxes/load-new-mails.ts';
import type { ParsedAttachment } from '../../domain/mailboxes/parsed-mail.types.ts';
import type { ReadMail } from '../../domain/tickets/file-mail.types.ts';
import { parseMail } from '../../mail/parse/parse-mail.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { MailReader } from '../../workflows/activities/ports.ts';

/** Parses stored mails and suggests a triage by rules. What cannot be read becomes an unreadable mail with its raw file, never an error. */
export function createMailReader(blobs: BlobStore): MailReader {
  return {
    read: async (tenantId, { raw, ...stored }, ownAddresses): Promise<ReadMail> => {
      const content = raw ?? (await blobs.open(rawKeyOf(stored)));
      try {
        const parsed = await parseMail(content, (attachment) => blobs.put(tenantId, attachment), {
          envelopeFrom: stored.envelopeFrom,
          ownAddresses,
        });
        return {
          stored,
          parsed,
          triage: triage({ subject: parsed.subject, text: parsed.replyText, important: parsed.important, language: parsed.language }),
        };
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'mail_refused')) throw error;
        return { stored, parsed: null, unreadable: error.userMessage, rawFile: await rawFile(blobs, tenantId, stored, raw) };
      }
    },
  };
}

async function rawFile(
  blobs: BlobStore,
  tenantId: TenantId,
  stored: Omit<LoadedMail, 'raw'>,
  raw: Buffer | null,
): Promise<ParsedAttachment> {
  const blob =
    raw === null
      ? { blobKey: rawKeyOf(stored), sha256: stored.sha256, size: stored.size }
      : await blobs.put(tenantId, Readable.from([raw]));
  return { filename: 'mail.eml', contentType: 'message/rfc822', contentId: null, inline: false, ...blob };
}

function rawKeyOf(stored: Omit<LoadedMail, 'raw'>): string {
  if (stored.rawBlobKey === null) throw new Error(`mail ${stored.id} has neither a row nor a blob`);
  return stored.rawBlobKey;
}
