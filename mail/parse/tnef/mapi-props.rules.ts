/** Values of MAPI properties by property id; `type` is the property type of [MS-OXCDATA] 2.11.1, without its flag for several values. */
export type MapiValue = { type: number; bytes: Buffer };
export type MapiProps = ReadonlyMap<number, MapiValue>;

const mostProps = 5000;
const mostValues = 10_000;
const several = 0x1000;
const fixedSizes: Readonly<Record<number, number>> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
};

/**
 * Reads an encapsulated property list ([MS-OXTNEF] 2.1.3.4): of properties with several values the first. A list that ends early, or holds a type nobody
 * knows, gives what stood before. Linear.
 */
export function readMapiProps(data: Buffer): MapiProps {
  const props = new Map<number, MapiValue>();
  if (data.length < 4) return props;
  const count = Math.min(data.readUInt32LE(0), mostProps);
  let at = 4;
  for (let index = 0; index < count && at + 4 <= data.length; index += 1) {
    const type = data.readUInt16LE(at);
    const id = data.readUInt16LE(at + 2);
    at += 4;
    if (id >= 0x8000) at = afterName(data, at);
    const read = at < 0 ? null : readValues(data, at, type);
    if (read === null) return props;
    if (read.value !== null && id < 0x8000 && !props.has(id)) props.set(id, { type: type & ~several, bytes: read.value });
    at = read.end;
  }
  return props;
}

/** The place behind a property's name: a namespace, and a number or a padded string; -1 when the list ends in it. */
function afterName(data: Buffer, at: number): number {
  if (at + 24 > data.length) return -1;
  if (data.readUInt32LE(at + 16) === 0) return at + 24;
  return at + 24 + padded(data.readUInt32LE(at + 20));
}

function readValues(data: Buffer, start: number, written: number): { value: Buffer | null; end: number } | null {
  const type = written & ~several;
  const fixed = fixedSizes[type];
  const isVariable = type === 13 || type === 0x1e || type === 0x1f || type === 0x102;
  if (fixed === undefined && !isVariable) return null;
  const isCounted = isVariable || (written & several) !== 0;
  if (isCounted && start + 4 > data.length) return null;
  const count = isCounted ? data.readUInt32LE(start) : 1;
  let at = isCounted ? start + 4 : start;
  let value: Buffer | null = null;
  for (let index = 0; index < Math.min(count, mostValues); index += 1) {
    if (isVariable && at + 4 > data.length) return null;
    const length = isVariable ? data.readUInt32LE(at) : (fixed ?? 0);
    const from = isVariable ? at + 4 : at;
    if (from > data.length) return null;
    value ??= data.subarray(from, from + length);
    at = from + padded(length);
  }
  return { value, end: at };
}

const padded = (length: number): number => Math.ceil(length / 4) * 4;
