import type { RawMail } from '../../../domain/mailboxes/accept-mail.ts';
import { type BodyField, collectText } from './body-field.ts';
import { HookRefused } from './hook-refused.rules.ts';
import type { HookRequest } from './hook-request.types.ts';
import { readMultipart } from './read-multipart.ts';
import { readUrlEncoded } from './read-url-encoded.ts';

const valueBytes = 65_536;

/** The mail, which went to where mails are kept while it was read, and the wanted short values; '' for those that did not come. */
export type ReadForm = { mail: RawMail | null; value(name: string): string };

/** Reads the fields to their end: the mail is kept, the wanted ones are returned, all others dropped. Throws `HookRefused`. */
export async function readForm(
  fields: AsyncIterable<BodyField>,
  mailField: string,
  wanted: string[],
  keep: HookRequest['keep'],
): Promise<ReadForm> {
  const values = new Map<string, string>();
  let mail: RawMail | null = null;
  for await (const { name, content } of fields) {
    if (name === mailField) mail = await keep(content);
    else if (wanted.includes(name)) values.set(name, await collectText(content, valueBytes));
  }
  return { mail, value: (name) => values.get(name) ?? '' };
}

/** The fields of a form in the encoding that its content type names. Throws `HookRefused` for any other. */
export function formFields(contentType: string | undefined, body: AsyncIterable<Buffer>): AsyncIterable<BodyField> {
  const boundary = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType ?? '');
  const named = boundary?.[1] ?? boundary?.[2];
  if (named !== undefined) return readMultipart(body, named);
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType ?? '')) return readUrlEncoded(body);
  throw new HookRefused(400, 'The request is not a form.');
}
