import { decodeText } from '../charset/decode-text.rules.ts';
import { codePageName } from './code-page.rules.ts';
import { decompressRtf } from './decompress-rtf.rules.ts';
import { embeddedMail } from './embedded-mail.rules.ts';
import { type MapiProps, type MapiValue, readMapiProps } from './mapi-props.rules.ts';
import { readRtf } from './read-rtf.rules.ts';
import type { TnefContent, TnefFile } from './tnef.types.ts';

const signature = 0x223e9f78;
const mostFiles = 200;
const mostAttributes = 20_000;
const deepest = 4;

/** Attribute ids of [MS-OXTNEF] 2.1.3.2. */
const attribute = {
  subject: 0x00018004,
  body: 0x0002800c,
  msgProps: 0x00069003,
  codePage: 0x00069007,
  newFile: 0x00069002,
  fileTitle: 0x00018010,
  fileData: 0x0006800f,
  transportName: 0x00069001,
  fileProps: 0x00069005,
};

/** Property ids of [MS-OXPROPS], without their types. */
const property = {
  subject: 0x0037,
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  displayName: 0x3001,
  data: 0x3701,
  shortName: 0x3704,
  longName: 0x3707,
  mimeType: 0x370e,
  contentId: 0x3712,
  hidden: 0x7ffe,
  htmlCodePage: 0x3fde,
};

type RawFile = { title: Buffer | null; transportName: Buffer | null; data: Buffer | null; props: MapiProps };
type RawMessage = {
  codePage: string | null;
  subject: Buffer | null;
  body: Buffer | null;
  props: MapiProps;
  files: RawFile[];
  isDamaged: boolean;
};

/**
 * Reads a winmail.dat ([MS-OXTNEF]): its files under their long names, its text as plain text or HTML, also out of compressed RTF, and messages inside it
 * as mails. A damaged one gives what stood before the damage; null when it is none. Bounded in attributes, files, depth and bytes.
 */
export function readTnef(data: Buffer, depth = 0): TnefContent | null {
  if (data.length < 6 || data.readUInt32LE(0) !== signature) return null;
  const message = readAttributes(data);
  const { codePage, props } = message;
  const text = (key: number): string => textOf(props.get(key), codePage);
  const htmlPage = codePageName(numberOf(props.get(property.htmlCodePage)));
  const html = textOf(props.get(property.html), htmlPage ?? codePage);
  const plain = text(property.body) || stringOf(message.body, codePage);
  const packed = props.get(property.rtf)?.bytes;
  const rtf = packed === undefined || html !== '' ? null : decompressRtf(packed);
  const rich = rtf === null ? { text: '', html: '' } : readRtf(rtf);
  return {
    subject: text(property.subject) || stringOf(message.subject, codePage),
    text: plain || rich.text,
    html: html || rich.html,
    files: message.files.slice(0, mostFiles).flatMap((file) => fileOf(file, codePage, depth)),
    isDamaged: message.isDamaged,
  };
}

function readAttributes(data: Buffer): RawMessage {
  const message: RawMessage = { codePage: null, subject: null, body: null, props: new Map(), files: [], isDamaged: false };
  let at = 6;
  for (let count = 0; count < mostAttributes && at + 9 <= data.length; count += 1) {
    const level = data[at];
    // Some programs add bytes behind the last attribute.
    if (level !== 1 && level !== 2) return message;
    const id = data.readUInt32LE(at + 1);
    const length = data.readUInt32LE(at + 5);
    const content = data.subarray(at + 9, at + 9 + length);
    if (content.length < length) message.isDamaged = true;
    if (level === 1) takeMessageAttribute(message, id, content);
    else takeFileAttribute(message, id, content);
    at += 9 + length + 2;
  }
  return message;
}

function takeMessageAttribute(message: RawMessage, id: number, content: Buffer): void {
  if (id === attribute.codePage && content.length >= 4) message.codePage = codePageName(content.readUInt32LE(0));
  else if (id === attribute.subject) message.subject = content;
  else if (id === attribute.body) message.body = content;
  else if (id === attribute.msgProps) message.props = readMapiProps(content);
}

function takeFileAttribute(message: RawMessage, id: number, content: Buffer): void {
  let file = message.files.at(-1);
  if (id === attribute.newFile || file === undefined) {
    file = { title: null, transportName: null, data: null, props: new Map() };
    message.files.push(file);
  }
  if (id === attribute.fileTitle) file.title = content;
  else if (id === attribute.transportName) file.transportName = content;
  else if (id === attribute.fileData) file.data = content;
  else if (id === attribute.fileProps) file.props = readMapiProps(content);
}

function fileOf(file: RawFile, codePage: string | null, depth: number): TnefFile[] {
  const { props } = file;
  const text = (key: number): string => textOf(props.get(key), codePage);
  const name =
    text(property.longName) ||
    shownName(stringOf(file.title, codePage), text(property.displayName)) ||
    text(property.shortName) ||
    stringOf(file.transportName, codePage);
  const contentId = text(property.contentId).replace(/^<|>$/g, '') || null;
  const object = objectOf(props.get(property.data));
  const inner = object === null || depth >= deepest ? null : readTnef(object, depth + 1);
  if (inner !== null) {
    const title = (inner.subject || name).replace(/[\\/]/g, '_');
    return [
      { name: `${title || 'message'}.eml`, contentType: 'message/rfc822', bytes: embeddedMail(inner), contentId: null, isInline: false },
    ];
  }
  const bytes = file.data !== null && file.data.length > 0 ? file.data : (object ?? props.get(property.data)?.bytes ?? file.data);
  if (bytes === null || bytes === undefined) return [];
  const mimeType = text(property.mimeType).toLowerCase();
  const contentType = /^[\w.+-]{1,60}\/[\w.+-]{1,66}$/.test(mimeType) ? mimeType : 'application/octet-stream';
  const isHidden = (props.get(property.hidden)?.bytes[0] ?? 0) !== 0;
  return [{ name, contentType, bytes, contentId, isInline: contentId !== null && isHidden }];
}

/** The title is the name, unless it was cut to eight letters and three; what the program shows may be the whole name then. */
function shownName(title: string, displayName: string): string {
  const isCut = title === '' || /~\d/.test(title);
  return isCut && (title === '' || /\.[a-z0-9]{1,5}$/i.test(displayName)) ? displayName || title : title;
}

function numberOf(value: MapiValue | undefined): number {
  return value === undefined || value.bytes.length < 4 ? 0 : value.bytes.readUInt32LE(0);
}

/** The content of an object property behind its interface id. */
function objectOf(value: MapiValue | undefined): Buffer | null {
  return value?.type === 13 && value.bytes.length > 16 ? value.bytes.subarray(16) : null;
}

function textOf(value: MapiValue | undefined, codePage: string | null): string {
  if (value === undefined) return '';
  if (value.type === 0x1f)
    return value.bytes
      .subarray(0, value.bytes.length & ~1)
      .toString('utf16le')
      .replace(/\0+$/, '')
      .toWellFormed();
  return value.type === 0x1e || value.type === 0x102 ? stringOf(value.bytes, codePage) : '';
}

function stringOf(bytes: Buffer | null, codePage: string | null): string {
  return bytes === null ? '' : decodeText(bytes, codePage).text.replace(/\0+$/, '').toWellFormed();
}
