/** One value of DER or BER (X.690 8.1): its tag, and where its content stands; `end` is behind it, the marker of an open length included. */
type Value = { tag: number; from: number; to: number; end: number };

const signedData = '2a864886f70d010702';
const deepest = 20;
const mostValues = 100_000;

/**
 * The content that an opaque S/MIME signature (RFC 5652 5.1, RFC 8551 3.5.2) is wrapped around: a part of a mail with headers of its own. Nothing is
 * verified. null when there is none. Bounded in depth and in values.
 */
export function signedContent(message: Buffer): Buffer | null {
  const budget = { values: mostValues };
  const outer = readValue(message, 0, message.length, 0, budget);
  if (outer === null || outer.tag !== 0x30) return null;
  const [type, wrapped] = childrenOf(message, outer, 2, budget);
  if (type?.tag !== 0x06 || message.toString('hex', type.from, type.to) !== signedData || wrapped === undefined) return null;
  const [body] = childrenOf(message, wrapped, 1, budget);
  const [, , content] = body === undefined ? [] : childrenOf(message, body, 3, budget);
  const [, explicit] = content === undefined ? [] : childrenOf(message, content, 2, budget);
  const [octets] = explicit === undefined ? [] : childrenOf(message, explicit, 1, budget);
  return octets === undefined ? null : octetsOf(message, octets, 0, budget);
}

function childrenOf(bytes: Buffer, parent: Value, most: number, budget: { values: number }): Value[] {
  const children: Value[] = [];
  for (let at = parent.from; at < parent.to && children.length < most; ) {
    const child = readValue(bytes, at, parent.to, 0, budget);
    if (child === null) return children;
    children.push(child);
    at = child.end;
  }
  return children;
}

function readValue(bytes: Buffer, at: number, limit: number, depth: number, budget: { values: number }): Value | null {
  budget.values -= 1;
  if (depth > deepest || budget.values < 0 || at + 2 > limit) return null;
  const tag = bytes[at] ?? 0;
  const first = bytes[at + 1] ?? 0;
  if (first < 0x80) return bounded(tag, at + 2, first, limit);
  const size = first & 0x7f;
  if (size > 4 || at + 2 + size > limit) return null;
  if (size > 0) return bounded(tag, at + 2 + size, bytes.readUIntBE(at + 2, size), limit);
  // An open length: values follow until two zeros.
  let end = at + 2;
  while (end + 2 <= limit && !(bytes[end] === 0 && bytes[end + 1] === 0)) {
    const child = readValue(bytes, end, limit, depth + 1, budget);
    if (child === null) return null;
    end = child.end;
  }
  return { tag, from: at + 2, to: end, end: Math.min(end + 2, limit) };
}

function bounded(tag: number, from: number, length: number, limit: number): Value {
  const to = Math.min(from + length, limit);
  return { tag, from, to, end: to };
}

/** An octet string, whole or in pieces (X.690 8.7). */
function octetsOf(bytes: Buffer, value: Value, depth: number, budget: { values: number }): Buffer | null {
  if (value.tag === 0x04) return bytes.subarray(value.from, value.to);
  if (value.tag !== 0x24 || depth > deepest) return null;
  const pieces = childrenOf(bytes, value, mostValues, budget).map((piece) => octetsOf(bytes, piece, depth + 1, budget));
  return pieces.every((piece) => piece !== null) ? Buffer.concat(pieces) : null;
}
