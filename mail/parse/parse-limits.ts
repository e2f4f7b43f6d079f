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

/** The refusal of a mail over one of its limits: `mail_refused`, with the limit's name and size. */
export function mailRefused(limit: 'bytes' | 'parts' | 'header bytes', most: number): AppError {
  const message = {
    bytes: `mail is larger than ${most} bytes`,
    parts: `mail has more than ${most} parts`,
    'header bytes': `a header block is larger than ${most} bytes`,
  }[limit];
  const userMessage = `This mail was not read: it exceeds the limit of ${most} ${limit}. The raw mail is kept.`;
  return new AppError('mail_refused', { message, userMessage, details: { limit, most } });
}
