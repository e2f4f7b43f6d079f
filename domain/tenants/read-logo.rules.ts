import { AppError } from '../errors.ts';

/** Largest logo, in bytes: it goes along with every mail. */
export const mostLogoBytes = 65_536;
const mostPixels = 2_000;

/** What a logo is, by its own bytes. */
export type LogoFacts = { contentType: 'image/png' | 'image/jpeg'; width: number; height: number };

/**
 * Reads kind and size of a logo from its bytes (PNG: W3C PNG 11.2.1 IHDR; JPEG: ITU-T T.81 B.2.2 frame header). Throws `invalid_input` saying what to change for any
 * other kind, one that is too large, or one whose size cannot be read.
 */
export function readLogo(content: Buffer): LogoFacts {
  if (content.length > mostLogoBytes)
    throw refused(`The logo has ${Math.ceil(content.length / 1024)} KB. Save it smaller: at most ${mostLogoBytes / 1024} KB.`);
  const facts = pngFacts(content) ?? jpegFacts(content);
  if (facts === null) throw refused('The logo is neither a PNG nor a JPEG file. Save it as one of both.');
  const { width, height } = facts;
  if (width < 1 || height < 1 || width > mostPixels || height > mostPixels)
    throw refused(`The logo is ${width} × ${height} pixels. Save it with at most ${mostPixels} on each side.`);
  return facts;
}

function pngFacts(content: Buffer): LogoFacts | null {
  const isPng = content.length >= 24 && content.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n';
  if (!isPng || content.subarray(12, 16).toString('latin1') !== 'IHDR') return null;
  return { contentType: 'image/png', width: content.readUInt32BE(16), height: content.readUInt32BE(20) };
}

/** Walks over the segments up to the frame header; each begins with FF and its kind, then its length. */
function jpegFacts(content: Buffer): LogoFacts | null {
  if (content.length < 4 || content.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < content.length; ) {
    if (content[at] !== 0xff) return null;
    const kind = content[at + 1] ?? 0;
    if (kind === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = kind >= 0xc0 && kind <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(kind);
    if (isFrame) return { contentType: 'image/jpeg', height: content.readUInt16BE(at + 5), width: content.readUInt16BE(at + 7) };
    at += 2 + content.readUInt16BE(at + 2);
  }
  return null;
}

function refused(userMessage: string): AppError {
  return new AppError('invalid_input', { message: 'logo refused', userMessage });
}
