import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';

/** A file as the one part of a form, streamed: its length is known beforehand, its content is never held. */
export function multipart(
  content: Readable,
  file: { filename: string; contentType: string; size: number },
): { body: Readable; headers: Record<string, string> } {
  const boundary = `deskhand-${randomUUID()}`;
  const name = file.filename.replace(/[\r\n"\\]/g, '_');
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(file.contentType) ? file.contentType : 'application/octet-stream';
  const head = Buffer.from(
    `--${boundary}\r\ncontent-disposition: form-data; name="body"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`,
    'utf8',
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`, 'utf8');
  const pieces = async function* (): AsyncGenerator<Buffer> {
    yield head;
    for await (const chunk of content) yield chunk as Buffer;
    yield tail;
  };
  return {
    body: Readable.from(pieces(), { objectMode: false }),
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(head.length + file.size + tail.length),
    },
  };
}
