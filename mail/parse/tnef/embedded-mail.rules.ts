import type { TnefContent } from './tnef.types.ts';

const lineLength = 76;

/** A message out of a winmail.dat as a mail of its own, with its text and its files, so that any mail program can open it (RFC 5322, RFC 2045). */
export function embeddedMail({ subject, text, html, files }: TnefContent): Buffer {
  const boundary = 'embedded-message-part';
  const body =
    html === '' ? part('text/plain; charset=utf-8', [], Buffer.from(text)) : part('text/html; charset=utf-8', [], Buffer.from(html));
  const attached = files.map(({ name, contentType, bytes, contentId }) =>
    part(
      contentType === 'message/rfc822' ? 'application/octet-stream' : contentType,
      [
        `Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name)}`,
        ...(contentId === null ? [] : [`Content-ID: <${contentId.replace(/[^\x21-\x7e]/g, '')}>`]),
      ],
      bytes,
    ),
  );
  return Buffer.concat([
    Buffer.from(
      `Subject: ${encodedSubject(subject)}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n`,
    ),
    ...[body, ...attached].flatMap((piece) => [Buffer.from(`--${boundary}\r\n`), piece]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
}

function part(contentType: string, headers: readonly string[], content: Buffer): Buffer {
  const coded =
    content
      .toString('base64')
      .match(new RegExp(`.{1,${lineLength}}`, 'g'))
      ?.join('\r\n') ?? '';
  return Buffer.from([`Content-Type: ${contentType}`, ...headers, 'Content-Transfer-Encoding: base64', '', coded, ''].join('\r\n'));
}

/** Encoded words of at most 45 bytes each, none cut inside a character. */
function encodedSubject(subject: string): string {
  const words: string[] = [];
  let word = '';
  for (const letter of subject.slice(0, 500)) {
    if (Buffer.byteLength(word + letter) > 45) {
      words.push(word);
      word = '';
    }
    word += letter;
  }
  return [...words, word].map((piece) => `=?utf-8?B?${Buffer.from(piece).toString('base64')}?=`).join('\r\n ');
}
