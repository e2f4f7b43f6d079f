import { type TransferCoding, transferDecoder } from './transfer-coding.rules.ts';

const sampleChars = 4000;

/** The content of a text part, decoded; also where its declared coding is not the one it is in, which gateways make that add or lose a header. */
export function decodeTextContent(raw: Buffer, coding: TransferCoding): Buffer {
  const real = coding === 'base64' && isPlainText(raw) ? 'plain' : coding === 'plain' && isBareBase64(raw) ? 'base64' : coding;
  const decoder = transferDecoder(real);
  return Buffer.concat([decoder.push(raw), decoder.end()]);
}

/** Words with blanks and punctuation between them are no base64, whatever was declared. */
function isPlainText(raw: Buffer): boolean {
  const sample = raw.toString('latin1', 0, Math.min(raw.length, sampleChars)).trim();
  const foreign = sample.replace(/[A-Za-z0-9+/=\r\n]/g, '').length;
  return sample.length > 0 && foreign > 3 && foreign * 12 > sample.length;
}

/** Nothing but whole lines of base64 that hold readable text. */
function isBareBase64(raw: Buffer): boolean {
  if (raw.length < 80) return false;
  const sample = raw.toString('latin1', 0, Math.min(raw.length, sampleChars)).trim();
  const lines = sample.split(/\r?\n/);
  const isCoded = lines.every((line) => /^[A-Za-z0-9+/]{1,1000}={0,2}$/.test(line)) && (lines[0]?.length ?? 0) >= 60;
  if (!isCoded || !/[a-z]/.test(sample) || !/[A-Z]/.test(sample)) return false;
  const text = Buffer.from(lines.slice(0, -1).join(''), 'base64').toString();
  return text.includes(' ') && !/[\ufffd\p{Cc}]/u.test(text.slice(0, -4).replace(/[\r\n\t]/g, ''));
}
