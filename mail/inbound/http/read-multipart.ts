import { type BodyField, collectText } from './body-field.ts';
import { ByteWindow } from './byte-window.ts';
import { HookRefused } from './hook-refused.rules.ts';

const lineEnd = Buffer.from('\r\n');
const headEnd = Buffer.from('\r\n\r\n');
const headBytes = 16_384;
const mostParts = 1_000;

/** The fields of a `multipart/form-data` body (RFC 7578), one after the other and none held in memory. Throws `HookRefused` when it is none. */
export async function* readMultipart(body: AsyncIterable<Buffer>, boundary: string): AsyncGenerator<BodyField> {
  // The first mark may stand at the very beginning; all others follow a line end (RFC 2046 5.1.1).
  const input = new ByteWindow(body, lineEnd);
  const mark = Buffer.from(`\r\n--${boundary}`);
  await drain(input.until(mark));
  for (let parts = 0; (await input.peek(2)).toString('latin1') !== '--'; parts += 1) {
    if (parts === mostParts) throw new HookRefused(413, 'The request has too many fields.');
    await collectText(input.until(lineEnd), 256);
    const name = nameOf(await collectText(input.until(headEnd), headBytes));
    const content = input.until(mark);
    yield { name, content };
    await drain(content);
  }
  await input.drain();
}

async function drain(content: AsyncIterable<Buffer>): Promise<void> {
  for await (const _piece of content);
}

function nameOf(head: string): string {
  const line = /^content-disposition:[ \t]*form-data([^\r\n]*(?:\r\n[ \t][^\r\n]*)*)/im.exec(head)?.[1] ?? '';
  const found = /;\s*name=(?:"((?:[^"\\]|\\.)*)"|([^\s;]+))/i.exec(line);
  return (found?.[1] ?? found?.[2] ?? '').replaceAll(/\\(.)/g, '$1');
}
