import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { ParsedMail } from '../../../domain/mailboxes/parsed-mail.types.ts';
import { hashAttachment } from '../../../mail/parse/hash-attachment.ts';
import { parseMail } from '../../../mail/parse/parse-mail.ts';
import { decompressRtf } from '../../../mail/parse/tnef/decompress-rtf.rules.ts';
import { readRtf } from '../../../mail/parse/tnef/read-rtf.rules.ts';
import { readTnef } from '../../../mail/parse/tnef/read-tnef.rules.ts';
import { plainRtf, tnefStream } from '../../support/tnef-writer.ts';

const sha = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
const longName = 0x3707001f;
const messageInterface = Buffer.from('0703020000000000c000000000000046', 'hex');

const mailOf = (tnef: Buffer, text = 'See the files.', type = 'application/ms-tnef'): Promise<ParsedMail> =>
  parseMail(
    Buffer.from(
      `From: a@b.example\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\nContent-Type: text/plain\r\n\r\n${text}\r\n--q\r\nContent-Type: ${type}; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n${tnef.toString('base64')}\r\n--q--\r\n`,
    ),
    hashAttachment,
  );

describe('a winmail.dat gives way to the files in it', () => {
  test('under their long names, with their types and bytes', async () => {
    const tnef = tnefStream({
      files: [
        {
          title: 'JAHRES~1.PDF',
          data: Buffer.from('%PDF-1'),
          props: [
            [longName, 'Jahresabschluß 2024.pdf'],
            [0x370e001f, 'application/pdf'],
          ],
        },
        { title: 'short.txt', data: Buffer.from('text') },
        { title: 'CUT~1.DOC', data: Buffer.from('doc'), props: [[0x3001001f, 'whole name.docx']] },
        { data: Buffer.from('nameless'), props: [[0x370e001e, 'image/png']] },
      ],
    });
    const mail = await mailOf(tnef);
    expect(mail.attachments.map(({ filename, contentType, sha256 }) => [filename, contentType, sha256])).toEqual([
      ['Jahresabschluß 2024.pdf', 'application/pdf', sha('%PDF-1')],
      ['short.txt', 'application/octet-stream', sha('text')],
      ['whole name.docx', 'application/octet-stream', sha('doc')],
      ['attachment-4.png', 'image/png', sha('nameless')],
    ]);
    expect(mail.text).toBe('See the files.');
  });

  test('whatever type the part has, and with names in the code page of the message', async () => {
    const title = Buffer.from([0xcf, 0xeb, 0xe0, 0xed]).toString('latin1');
    const tnef = tnefStream({ codePage: 1251, files: [{ title: `${title}.txt`, data: Buffer.from('x') }] });
    expect((await mailOf(tnef, 'x', 'application/octet-stream')).attachments.map(({ filename }) => filename)).toEqual(['План.txt']);
  });

  test('with named and repeated properties passed over', () => {
    const guid = Buffer.alloc(16, 7);
    const u32 = (value: number): Buffer => Buffer.from([value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24]);
    const list = Buffer.concat([
      u32(3),
      Buffer.from([0x1f, 0x00, 0x01, 0x80]),
      guid,
      u32(1),
      u32(6),
      Buffer.from('abc\0', 'utf16le').subarray(0, 6),
      Buffer.alloc(2),
      u32(1),
      u32(2),
      Buffer.from('x\0\0\0'),
      Buffer.from([0x1f, 0x10, 0x55, 0x30]),
      u32(2),
      u32(2),
      Buffer.from('a\0\0\0'),
      u32(2),
      Buffer.from('b\0\0\0'),
      Buffer.from([0x1f, 0x00, 0x07, 0x37]),
      u32(1),
      u32(10),
      Buffer.from('a.txt', 'utf16le'),
      Buffer.alloc(2),
    ]);
    const whole = tnefStream({ files: [{ data: Buffer.from('x') }] });
    const attribute = Buffer.concat([Buffer.from([2]), u32(0x00069005), u32(list.length), list, Buffer.alloc(2)]);
    expect(readTnef(Buffer.concat([whole, attribute]))?.files.map(({ name }) => name)).toEqual(['a.txt']);
  });

  test('a message in it becomes a mail with its own text and files', async () => {
    const inner = tnefStream({
      props: [
        [0x0037001f, 'Größe'],
        [0x1000001f, 'Inner text'],
      ],
      files: [{ title: 'in.txt', data: Buffer.from('deep') }],
    });
    const tnef = tnefStream({ files: [{ props: [[0x3701000d, Buffer.concat([messageInterface, inner])]] }] });
    const [file] = readTnef(tnef)?.files ?? [];
    expect(file).toMatchObject({ name: 'Größe.eml', contentType: 'message/rfc822' });
    const mail = await parseMail(file?.bytes ?? Buffer.alloc(0), hashAttachment);
    expect(mail).toMatchObject({ subject: 'Größe', text: 'Inner text', attachments: [{ filename: 'in.txt', sha256: sha('deep') }] });
  });

  test('and its text is the mail’s when the mail has none', async () => {
    expect((await mailOf(tnefStream({ props: [[0x1000001f, 'Grüße aus Köln']] }), '')).text).toBe('Grüße aus Köln');
    expect((await mailOf(tnefStream({ body: 'Old body' }), '')).text).toBe('Old body');
    expect((await mailOf(tnefStream({ props: [[0x10130102, Buffer.from('<p>Rich <b>body</b></p>')]] }), '')).text).toBe('Rich body');
    expect((await mailOf(tnefStream({ props: [[0x10090102, plainRtf('{\\rtf1\\ansi Rich\\par text}')]] }), '')).text).toBe('Rich\ntext');
    expect((await mailOf(tnefStream({ body: 'Old body' }))).text).toBe('See the files.');
  });
});

describe('what cannot be unpacked stays', () => {
  test('a file that is no TNEF', async () => {
    const mail = await mailOf(Buffer.from('not tnef'));
    expect(mail.attachments).toEqual([expect.objectContaining({ filename: 'winmail.dat', sha256: sha('not tnef') })]);
    expect(mail.warnings).toContain('a winmail.dat could not be unpacked: it is kept as it is');
  });

  test('a damaged one gives what stood before the damage', async () => {
    const tnef = tnefStream({
      files: [
        { title: 'a.txt', data: Buffer.from('whole') },
        { title: 'b.txt', data: Buffer.alloc(500, 'b') },
      ],
    });
    const mail = await mailOf(tnef.subarray(0, tnef.length - 300));
    expect(mail.attachments[0]).toMatchObject({ filename: 'a.txt', sha256: sha('whole') });
    expect(mail.warnings).toContain('a winmail.dat is damaged: what could be read of it is shown');
  });

  test('bytes behind the last attribute are passed over', () => {
    const tnef = tnefStream({ files: [{ title: 'a.txt', data: Buffer.from('whole') }] });
    expect(readTnef(Buffer.concat([tnef, Buffer.from('garbage at the end, long enough')]))?.files).toHaveLength(1);
  });

  test('messages in messages end', () => {
    let tnef = tnefStream({ files: [{ title: 'a.txt', data: Buffer.from('x') }] });
    for (let depth = 0; depth < 30; depth += 1)
      tnef = tnefStream({ files: [{ props: [[0x3701000d, Buffer.concat([messageInterface, tnef])]] }] });
    expect(readTnef(tnef)?.files).toHaveLength(1);
  });
});

describe('rich text', () => {
  test('is unpacked as the specification’s own example says', () => {
    // [MS-OXRTFCP] 4.1.1
    const packed = Buffer.from('2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0', 'hex');
    expect(decompressRtf(packed)?.toString()).toBe('{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n');
  });

  test.each([
    ["{\\rtf1\\ansi\\ansicpg1252 Gr\\'fc\\'dfe\\par \\u8364? 5\\tab x}", 'Grüße\n€ 5\tx'],
    ["{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial;}}\\f1 \\'cf\\'eb\\'e0\\'ed \\f0 \\'e9}", 'План é'],
    ['{\\rtf1\\ansi{\\*\\generator Msftedit;}{\\stylesheet hidden}{\\pict 0102}seen \\{ok\\}}', 'seen {ok}'],
    ['{\\rtf1\\ansi\\uc2\\u20320ab\\u22909ab}', '你好'],
    ['{\\rtf1 unclosed {{{', 'unclosed'],
  ])('%s', (rtf, text) => {
    expect(readRtf(Buffer.from(rtf, 'latin1')).text).toBe(text);
  });

  test('gives back the HTML that was wrapped in it', () => {
    const rtf =
      "{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 {\\*\\htmltag64 <p>}\\htmlrtf \\par \\htmlrtf0 Gr\\'fc\\'dfe{\\*\\htmltag148 <br>}\\htmlrtf \\line\\htmlrtf0{\\*\\mhtmltag1 hidden} there{\\*\\htmltag72 </p>}}";
    expect(readRtf(Buffer.from(rtf, 'latin1'))).toEqual({ text: '', html: '<p>Grüße<br> there</p>' });
  });
});
