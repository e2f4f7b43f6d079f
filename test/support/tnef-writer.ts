/** A property of a list: its tag (id and type, [MS-OXPROPS]) and its value. */
export type TestProp = readonly [tag: number, value: string | number | Buffer];
export type TestTnefFile = { title?: string; data?: Buffer; props?: readonly TestProp[] };

const u16 = (value: number): Buffer => Buffer.from([value & 255, value >> 8]);
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};
const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

/** One attribute of a stream ([MS-OXTNEF] 2.1.3.1): level 1 is the message, 2 a file. */
export function tnefAttribute(level: number, id: number, data: Buffer): Buffer {
  const sum = data.reduce((total, byte) => (total + byte) & 0xffff, 0);
  return Buffer.concat([Buffer.from([level]), u32(id), u32(data.length), data, u16(sum)]);
}

/** A property list ([MS-OXTNEF] 2.1.3.4). */
export function tnefProps(props: readonly TestProp[]): Buffer {
  return Buffer.concat([
    u32(props.length),
    ...props.flatMap(([tag, value]) => [u16(tag & 0xffff), u16(tag >>> 16), propValue(tag & 0xffff, value)]),
  ]);
}

function propValue(type: number, value: string | number | Buffer): Buffer {
  if (typeof value === 'number') return u32(value);
  const bytes = Buffer.isBuffer(value) ? value : type === 0x1f ? Buffer.from(`${value}\0`, 'utf16le') : Buffer.from(`${value}\0`, 'latin1');
  return Buffer.concat([u32(1), u32(bytes.length), padded(bytes)]);
}

/** A winmail.dat of a message's properties and files. */
export function tnefStream(message: {
  codePage?: number;
  props?: readonly TestProp[];
  body?: string;
  files?: readonly TestTnefFile[];
}): Buffer {
  const { codePage, props, body, files = [] } = message;
  return Buffer.concat([
    u32(0x223e9f78),
    u16(1),
    ...(codePage === undefined ? [] : [tnefAttribute(1, 0x00069007, Buffer.concat([u32(codePage), u32(0)]))]),
    ...(body === undefined ? [] : [tnefAttribute(1, 0x0002800c, Buffer.from(`${body}\0`, 'latin1'))]),
    ...(props === undefined ? [] : [tnefAttribute(1, 0x00069003, tnefProps(props))]),
    ...files.flatMap(({ title, data, props: own }) => [
      tnefAttribute(2, 0x00069002, Buffer.alloc(14)),
      ...(data === undefined ? [] : [tnefAttribute(2, 0x0006800f, data)]),
      ...(title === undefined ? [] : [tnefAttribute(2, 0x00018010, Buffer.from(`${title}\0`, 'latin1'))]),
      ...(own === undefined ? [] : [tnefAttribute(2, 0x00069005, tnefProps(own))]),
    ]),
  ]);
}

/** RTF in the uncompressed form of [MS-OXRTFCP]. */
export function plainRtf(rtf: string): Buffer {
  return Buffer.concat([u32(rtf.length + 12), u32(rtf.length), Buffer.from('MELA'), u32(0), Buffer.from(rtf, 'latin1')]);
}
