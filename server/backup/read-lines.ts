import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/**
 * The lines of a gzipped text, split at line feeds only: `node:readline` also splits at U+2028 and U+2029, which stand in people's mails and which
 * JSON leaves as they are.
 */
export async function* readLines(file: string): AsyncGenerator<string> {
  const gunzip = createGunzip();
  const fed = pipeline(createReadStream(file), gunzip);
  // The error reaches the loop below as well; here it only must not go unheard.
  fed.catch(() => undefined);
  gunzip.setEncoding('utf8');
  let rest = '';
  for await (const chunk of gunzip as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  await fed;
  if (rest !== '') yield rest;
}
