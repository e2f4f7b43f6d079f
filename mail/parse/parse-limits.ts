import { PassThrough } from 'node:stream';
import { AppError } from '../../domain/errors.ts';

/** Bounds of one mail. Over the first three a mail is refused, over the others it is shortened with a warning. */
export type ParseLimits = {
  maxBytes: number;
  maxParts: number;
  /** of one part's header block */
  maxHeaderBytes: number;
  maxTextChars: number;
  maxHtmlChars: number;
  maxHtmlTags: number;
  maxHtmlDepth: number;
};

/** Room for what people really send: `mail.md` 1.4 and 4.1 give the shapes these stop. */
export const defaultParseLimits: ParseLimits = {
  maxBytes: 64 * 1024 * 1024,
  maxParts: 500,
  maxHeaderBytes: 256 * 1024,
  maxTextChars: 1_000_000,
  maxHtmlChars: 2 * 1024 * 1024,
  maxHtmlTags: 20_000,
  maxHtmlDepth: 500,
};

/** Passes bytes on until there are too many: then the stream fails with `mail_refused`. `see` is shown every chunk. */
export function countBytes(most: number, see?: (chunk: Buffer) => void): PassThrough {
  let bytes = 0;
  return new PassThrough({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > most) done(refused(`mail is larger than ${most} bytes`, 'bytes', most));
      else {
        see?.(chunk);
        done(null, chunk);
      }
    },
  });
}

/** The refusal behind an error of mailparser's, or null when it was something else. */
export function refusal(cause: unknown, limits: ParseLimits): AppError | null {
  if (cause instanceof AppError || !(cause instanceof Error)) return null;
  if ((cause as { code?: string }).code !== 'EMAXLEN') return null;
  return cause.message.includes('header')
    ? refused(`a header block is larger than ${limits.maxHeaderBytes} bytes`, 'header bytes', limits.maxHeaderBytes, cause)
    : refused(`mail has more than ${limits.maxParts} parts`, 'parts', limits.maxParts, cause);
}

function refused(message: string, limit: string, most: number, cause?: unknown): AppError {
  const userMessage = `This mail was not read: it exceeds the limit of ${most} ${limit}. The raw mail is kept.`;
  return new AppError('mail_refused', { message, userMessage, details: { limit, most }, cause });
}
