import { Readable } from 'node:stream';
import type { LearnedTriage } from '../../ai/keyless/learned/learned-triage.ts';
import { triage } from '../../ai/keyless/triage.rules.ts';
import { AppError } from '../../domain/errors.ts';
import type { TenantId } from '../../domain/ids.types.ts';
import type { LoadedMail } from '../../domain/mailboxes/load-new-mails.ts';
import type { ParsedAttachment } from '../../domain/mailboxes/parsed-mail.types.ts';
import type { ReadMail } from '../../domain/tickets/file-mail.types.ts';
import type { HtmlReader } from '../../mail/parse/html/html-job.types.ts';
import { parseMail } from '../../mail/parse/parse-mail.ts';
import type { VerifyMail } from '../../mail/trust/verify-mail.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { MailReader } from '../../workflows/activities/ports.ts';

export type MailReaderOptions = {
  verify: VerifyMail;
  learned?: LearnedTriage;
  /** Reads HTML away from this thread. */
  htmlReader?: HtmlReader;
};

/** Parses stored mails, finds out whether their senders' domains stand behind them, and suggests a triage by rules and, where the company has one, by its learned classifier. What cannot be read becomes an unreadable mail with its raw file, never an error. */
export function createMailReader(blobs: BlobStore, { verify, learned, htmlReader }: MailReaderOptions): MailReader {
  return {
    read: async (tenantId, { raw, ...stored }, ownAddresses): Promise<ReadMail> => {
      const content = raw ?? (await blobs.open(rawKeyOf(stored)));
      try {
        const parsed = await parseMail(content, (attachment) => blobs.put(tenantId, attachment), {
          envelopeFrom: stored.envelopeFrom,
          ownAddresses,
          withHtml: true,
          ...(htmlReader === undefined ? {} : { htmlReader }),
        });
        const { subject, replyText: text, important, language } = parsed;
        const byRules = triage({ subject, text, important, language });
        const trust = await verify(raw ?? (await blobs.open(rawKeyOf(stored))), parsed, stored);
        return { stored, parsed, trust, triage: learned === undefined ? byRules : await learned(tenantId, { subject, text }, byRules) };
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
