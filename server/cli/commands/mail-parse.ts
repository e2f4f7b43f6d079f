import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { parseMail } from '../../../mail/parse/parse-mail.ts';
import { parsedMailJson } from '../../../mail/parse/parsed-mail-json.ts';
import { defineCommand, expectWords } from '../cli.types.ts';

/** Prints how Deskhand reads a mail, as JSON. Nothing is stored; needs no database. */
export const mailParse = defineCommand({
  options: {},
  run: async ({ terminal }, _values, words) => {
    const [file = ''] = expectWords(words, 'FILE');
    const raw = file === '-' ? terminal.input : createReadStream(file);
    terminal.out(JSON.stringify(parsedMailJson(await parseMail(raw, measure)), null, 2));
  },
});

async function measure(content: Readable): Promise<{ blobKey: string; sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of content) {
    hash.update(chunk as Buffer);
    size += (chunk as Buffer).length;
  }
  return { blobKey: '', sha256: hash.digest('hex'), size };
}
