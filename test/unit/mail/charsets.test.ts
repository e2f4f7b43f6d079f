import { describe, expect, test } from '@jest/globals';
import { charsetOf } from '../../../mail/parse/charset/charset-name.rules.ts';
import { decodeText } from '../../../mail/parse/charset/decode-text.rules.ts';
import { decodeUtf7 } from '../../../mail/parse/charset/utf7.rules.ts';
import { hashAttachment } from '../../../mail/parse/hash-attachment.ts';
import { parseMail } from '../../../mail/parse/parse-mail.ts';
import { encodeText } from '../../support/encode-text.ts';

const bytes = (...pieces: (string | Buffer)[]): Buffer =>
  Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)));
const textMail = (contentType: string, body: Buffer, headers: (string | Buffer)[] = []): Buffer =>
  bytes('From: a@b.example\r\n', ...headers, `Content-Type: ${contentType}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`, body);

describe('names of charsets are known in every spelling', () => {
  test.each([
    ['UTF8', 'utf-8'],
    ['utf8mb4', 'utf-8'],
    ['"utf-8"', 'utf-8'],
    ['charset=utf-8', 'utf-8'],
    ['utf-8 ; format', 'utf-8'],
    ['cp-850', 'cp850'],
    ['IBM437', 'cp437'],
    ['win1251', 'windows-1251'],
    ['x-cp1252', 'windows-1252'],
    ['ISO_8859-2', 'iso-8859-2'],
    ['iso8859-15', 'iso-8859-15'],
    ['iso-8859-8-i', 'iso-8859-8'],
    ['latin1', 'windows-1252'],
    ['ks_c_5601-1987', 'euc-kr'],
    ['x-sjis', 'shift_jis'],
    ['MS932', 'shift_jis'],
    ['gb2312', 'gb18030'],
    ['x-gbk', 'gb18030'],
    ['iso-2022-jp-2', 'iso-2022-jp'],
    ['hz-gb-2312', 'hz'],
    ['unicode-1-1-utf-7', 'utf-7'],
  ])('%s', (written, label) => {
    expect(charsetOf(written).label).toBe(label);
  });

  test.each(['', 'us-ascii', 'x-unknown', 'UNKNOWN-8BIT', 'ansi_x3.110-1983', '8bit', 'default', null])('%s says nothing', (written) => {
    expect(charsetOf(written).kind).toBe('none');
  });

  test('and one nobody knows is said to be unknown', () => {
    expect(charsetOf('klingon-7').kind).toBe('unknown');
  });
});

describe('undeclared letters are known by what they say', () => {
  test.each([
    ['windows-1252', 'Störung im Büro, größer als gestern'],
    ['windows-1252', 'Ça va très bien “ici” – merci…'],
    ['windows-1252', 'José Muñoz'],
    ['gb18030', '打印机坏了'],
    ['gb18030', '王小明'],
    ['big5', '印表機壞了'],
    ['big5', '陳小華'],
    ['shift_jis', 'プリンターの故障'],
    ['shift_jis', '鈴木'],
    ['euc-jp', 'お世話になっております'],
    ['euc-jp', '山田太郎'],
    ['euc-kr', '프린터 고장'],
    ['euc-kr', '김철수'],
    ['windows-1251', 'Принтер не работает'],
    ['koi8-r', 'Принтер не работает'],
    ['koi8-r', 'Иван Петров'],
    ['windows-1250', 'Tiskárna nefunguje, prosím o pomoc příště'],
    ['windows-1250', 'Łukasz Śliwiński'],
    ['iso-8859-2', 'Zażółć gęślą jaźń'],
    ['windows-1253', 'Ο εκτυπωτής δεν λειτουργεί'],
    ['windows-1254', 'Şükrü Ağaoğlu'],
    ['windows-1255', 'המדפסת לא עובדת'],
    ['windows-1256', 'الطابعة لا تعمل'],
    ['windows-874', 'เครื่องพิมพ์ไม่ทำงาน'],
    ['ibm866', 'Принтер не работает'],
  ])('%s: %s', (label, text) => {
    const decoded = decodeText(encodeText(text, label), null);
    expect(decoded).toMatchObject({ text, trust: 'undeclared' });
  });
});

describe('a declaration that is wrong is not followed', () => {
  test.each([
    ['us-ascii', Buffer.from('Grüße aus Köln'), 'Grüße aus Köln'],
    ['iso-8859-1', Buffer.from('Grüße aus Köln'), 'Grüße aus Köln'],
    ['gb2312', Buffer.from('您好，打印机坏了'), '您好，打印机坏了'],
    ['utf-8', encodeText('Die Störung besteht', 'windows-1252'), 'Die Störung besteht'],
    ['utf-8', encodeText('Принтер не работает', 'windows-1251'), 'Принтер не работает'],
    ['iso-8859-1', encodeText('Принтер не работает, помогите', 'koi8-r'), 'Принтер не работает, помогите'],
    ['iso-8859-1', encodeText('打印机坏了，请问什么时候发货', 'gb18030'), '打印机坏了，请问什么时候发货'],
    ['utf-8', bytes('Grüße, ', encodeText('Bär', 'windows-1252'), ' und ölig'), 'Grüße, Bär und ölig'],
  ])('%s', (declared, raw, text) => {
    const decoded = decodeText(raw, declared);
    expect(decoded.text).toBe(text);
    expect(decoded.trust).not.toBe('declared');
  });

  test('while right ones are, also where another reading is possible', () => {
    expect(decodeText(encodeText('Störung', 'windows-1252'), 'iso-8859-1')).toMatchObject({ text: 'Störung', trust: 'declared' });
    expect(decodeText(encodeText('联通', 'gb18030'), 'gbk')).toMatchObject({ text: '联通', trust: 'declared' });
    expect(decodeText(Buffer.from([0x47, 0x72, 0x94, 0xe1, 0x65]), 'cp-850')).toMatchObject({ text: 'Größe', trust: 'declared' });
    expect(decodeText(Buffer.from('Grüße €'), 'utf8mb4')).toMatchObject({ text: 'Grüße €', trust: 'declared' });
  });

  test('and the mail says so', async () => {
    const mail = await parseMail(textMail('text/plain; charset=us-ascii', Buffer.from('Grüße')), hashAttachment);
    expect(mail.text).toBe('Grüße');
    expect(mail.warnings).toContain('the text is not in its declared charset (us-ascii): it was read as utf-8');
    const right = await parseMail(textMail('text/plain; charset=utf-8', Buffer.from('Grüße')), hashAttachment);
    expect(right.warnings.filter((warning) => warning.includes('charset'))).toEqual([]);
  });
});

describe('charsets that switch or have no bytes of their own', () => {
  test.each([
    ['utf-7', 'Gr+APwA3w-e +AOQ- 1+-1', 'Grüße ä 1+1'],
    ['iso-2022-jp', '\x1b$B%W%j%s%?!<\x1b(B OK', 'プリンター OK'],
    [null, '\x1b$B%W%j%s%?!<\x1b(B', 'プリンター'],
    ['iso-2022-jp', '\x1b$B-!\x1b(B', '①'],
    ['iso-2022-kr', '\x1b$)C\x0eGA\x0f', '프'],
    ['hz-gb-2312', '~{<:Ky2;~} ~~', '己所不 ~'],
  ])('%s: %s', (declared, written, text) => {
    const raw = Buffer.from(written.replace('+APwA3w-', '+APwA3w-'), 'latin1');
    expect(decodeText(raw, declared).text).toBe(text);
  });

  test('modified UTF-7 names a folder', () => {
    expect(decodeUtf7('Entw&APw-rfe &- Reste', '&')).toBe('Entwürfe & Reste');
  });

  test('UTF-16 with and without its mark, and UTF-8 with one', () => {
    const wide = Buffer.from('Grüße', 'utf16le');
    expect(decodeText(bytes(Buffer.from([0xff, 0xfe]), wide), 'us-ascii').text).toBe('Grüße');
    expect(decodeText(wide, 'utf-16').text).toBe('Grüße');
    expect(decodeText(Buffer.from(wide).swap16(), 'utf-16').text).toBe('Grüße');
    expect(decodeText(bytes(Buffer.from([0xef, 0xbb, 0xbf]), 'Grüße'), 'iso-8859-1').text).toBe('Grüße');
  });

  test('HTML names its charset itself', async () => {
    const html = encodeText('<meta charset="windows-1251"><p>Принтер</p>', 'windows-1251');
    expect((await parseMail(textMail('text/html', html), hashAttachment)).text).toBe('Принтер');
  });
});

describe('raw letters in headers', () => {
  test.each([
    ['gb18030', '王小明', '关于订单', 'text/plain'],
    ['big5', '陳小華', '關於訂單的詢價', 'text/plain'],
    ['shift_jis', '山田太郎', '見積書の件', 'text/plain'],
    ['koi8-r', 'Иван Петров', 'Принтер не работает', 'text/plain'],
    ['windows-1251', 'Иван', 'Заказ', 'text/plain; charset=windows-1251'],
    ['iso-8859-2', 'Łukasz', 'Faktura żółta', 'text/plain; charset=iso-8859-2'],
  ])('%s: %s', async (label, name, subject, type) => {
    const headers = [
      bytes('Reply-To: ', encodeText(name, label), ' <r@b.example>\r\n'),
      bytes('Subject: ', encodeText(subject, label), '\r\n'),
    ];
    const mail = await parseMail(textMail(type, encodeText(subject, label), headers), hashAttachment);
    expect(mail).toMatchObject({ subject, text: subject, replyTo: [{ name, address: 'r@b.example' }] });
  });
});

describe('encoded words', () => {
  const subjectOf = async (written: string): Promise<string> =>
    (await parseMail(textMail('text/plain', Buffer.from('x'), [`Subject: ${written}\r\n`]), hashAttachment)).subject;

  test.each([
    ['split inside a character', '=?utf-8?B?R3LD?=\r\n =?utf-8?B?vMOfZQ==?=', 'Grüße'],
    ['with blanks inside', '=?utf-8?Q?Gr=C3=BC=C3=9Fe aus K=C3=B6ln?=', 'Grüße aus Köln'],
    ['of two charsets', '=?utf-8?Q?Gr=C3=BC?= =?iso-8859-1?Q?=DFe?=', 'Grüße'],
    ['in another charset than they say', '=?utf-8?Q?Gr=FC=DFe?=', 'Grüße'],
    ['of an unknown charset', '=?x-unknown?Q?Gr=C3=BC=C3=9Fe?=', 'Grüße'],
    ['with a language', '=?utf-8*de?Q?Gr=C3=BC=C3=9Fe?=', 'Grüße'],
    ['glued to other words', 'Re:=?utf-8?Q?Gr=C3=BC=C3=9Fe?=!', 'Re:Grüße!'],
    ['in lower case', '=?UTF-8?b?R3LDvMOfZQ==?=', 'Grüße'],
    ['without their end', '=?utf-8?Q?Gr=C3=BC=C3=9Fe', 'Grüße'],
    ['of ISO-2022-JP', '=?ISO-2022-JP?B?GyRCJVclaiVzJT8hPBsoQg==?=', 'プリンター'],
    ['that are none', '=?what is this?=', '=?what is this?='],
  ])('%s', async (_name, written, subject) => {
    expect(await subjectOf(written)).toBe(subject);
  });
});
