import { createReadStream } from 'node:fs';
import { hashAttachment } from '../../../mail/parse/hash-attachment.ts';
import { parseMail } from '../../../mail/parse/parse-mail.ts';
import { parsedMailJson } from '../../../mail/parse/parsed-mail-json.ts';
import { defineCommand, expectWords } from '../cli.types.ts';

/** Prints how Deskhand reads a mail, as JSON. Nothing is stored; needs no database. */
export const mailParse = defineCommand({
  options: {},
  run: async ({ terminal }, _values, words) => {
    const [file = ''] = expectWords(words, 'FILE');
    const raw = file === '-' ? terminal.input : createReadStream(file);
    terminal.out(JSON.stringify(parsedMailJson(await parseMail(raw, hashAttachment, { withHtml: true })), null, 2));
  },
});
