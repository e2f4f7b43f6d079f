import { expect, it } from '@jest/globals';
import type { BodyField } from '../../../mail/inbound/http/body-field.ts';
import { formFields } from '../../../mail/inbound/http/read-form.ts';
import { readJsonMembers } from '../../../mail/inbound/http/read-json-members.ts';
import { isSnsSigned, snsMessage } from '../../../mail/inbound/http/sns-message.rules.ts';
import { FakeSns } from '../../support/mail-hooks/fake-ses.ts';
import { multipart, urlEncoded } from '../../support/mail-hooks/form.ts';

async function* cut(body: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < body.length; at += size) yield body.subarray(at, at + size);
}

async function valuesOf(fields: AsyncIterable<BodyField>): Promise<[string, string][]> {
  const values: [string, string][] = [];
  for await (const { name, content } of fields) {
    const pieces: Buffer[] = [];
    for await (const piece of content) pieces.push(piece);
    values.push([name, Buffer.concat(pieces).toString('latin1')]);
  }
  return values;
}

const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
const fields: [string, Buffer][] = [
  ['plain', Buffer.from('a=b&c')],
  ['bytes', everyByte],
  ['near the mark', Buffer.from('\r\n--xYzZ\r\n--\r\n')],
  ['empty', Buffer.alloc(0)],
  ['last', Buffer.from('%41+%')],
];
const wanted = fields.map(([name, value]): [string, string] => [name, value.toString('latin1')]);

it.each([1, 2, 3, 7, 64, 100_000])('reads forms byte for byte however the pieces are cut (%d bytes)', async (size) => {
  for (const posted of [multipart(fields), urlEncoded(fields)])
    expect(await valuesOf(formFields(posted.headers['Content-Type'], cut(posted.body, size)))).toEqual(wanted);
});

it.each([1, 2, 5, 11, 100_000])('reads the texts of a JSON object however the pieces are cut (%d bytes)', async (size) => {
  const value = {
    a: 'é "quoted" \\ / \b\f\n\r\t 😀 \u0001',
    n: [1, { RawEmail: 'no' }, '}]"'],
    b: -1.5e3,
    t: true,
    z: null,
    e: '',
    '\u00fc': 'last',
  };
  const texts = [
    ['a', value.a],
    ['e', ''],
    ['ü', 'last'],
  ].map(([name, text]) => [name, Buffer.from(text ?? '').toString('latin1')]);
  const escaped = JSON.stringify(value).replaceAll(/[^ -~]/gu, (sign) =>
    [...Array(sign.length).keys()].map((at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
  for (const text of [JSON.stringify(value), JSON.stringify(value, null, 2), escaped])
    expect(await valuesOf(readJsonMembers(cut(Buffer.from(text), size)))).toEqual(texts);
});

it.each(['', '[1]', '"a"', '{"a" 1}', '{"a":"b', '{"a":"\\x"}', '{"a":[1', '{"a":"\\u12'])(
  'refuses %s, which is no whole object',
  async (text) => {
    await expect(valuesOf(readJsonMembers(cut(Buffer.from(text), 3)))).rejects.toMatchObject({ name: 'HookRefused', status: 400 });
  },
);

it('refuses a form that was cut off, has no boundary, or is none', async () => {
  const { body, headers } = multipart(fields);
  await expect(valuesOf(formFields(headers['Content-Type'], cut(body.subarray(0, body.length - 9), 50)))).rejects.toMatchObject({
    status: 400,
  });
  for (const type of [undefined, 'multipart/form-data', 'text/plain'])
    expect(() => formFields(type, cut(body, 50))).toThrow(expect.objectContaining({ status: 400 }));
});

it('believes a certificate of Amazon only while it is valid', () => {
  const sns = new FakeSns();
  const posted = sns.post({ Type: 'Notification', Message: 'hello' });
  const message = snsMessage.parse(JSON.parse(posted.body.toString()));
  const now = new Date();
  expect(isSnsSigned(message, sns.certificate, now)).toBe(true);
  expect(isSnsSigned(message, sns.certificate, new Date(now.getTime() + 2 * 86_400_000))).toBe(false);
  expect(isSnsSigned(message, sns.certificate, new Date(now.getTime() - 3 * 86_400_000))).toBe(false);
  expect(isSnsSigned(message, 'not a certificate', now)).toBe(false);
});
