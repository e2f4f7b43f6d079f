const dictionaryText =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';
const dictionarySize = 4096;
const mostBytes = 8 * 1024 * 1024;
const compressed = 0x75465a4c;
const plain = 0x414c454d;

/** Unpacks the RTF of a message ([MS-OXRTFCP] 3.1.4); of damaged data what could be read, null when it is none. At most 8 MB. */
export function decompressRtf(data: Buffer): Buffer | null {
  if (data.length < 16) return null;
  const magic = data.readUInt32LE(8);
  if (magic === plain) return data.subarray(16, 16 + Math.min(data.readUInt32LE(4), mostBytes));
  return magic === compressed ? unpack(data, Math.min(data.readUInt32LE(4), mostBytes)) : null;
}

function unpack(data: Buffer, rawSize: number): Buffer {
  const dictionary = Buffer.alloc(dictionarySize, ' ');
  let place = dictionary.write(dictionaryText, 'latin1');
  const out = Buffer.alloc(rawSize);
  let size = 0;
  const put = (byte: number): void => {
    if (size < rawSize) out[size] = byte;
    size += 1;
    dictionary[place] = byte;
    place = (place + 1) % dictionarySize;
  };
  for (let at = 16; at < data.length && size < rawSize; ) {
    const control = data[at] ?? 0;
    at += 1;
    for (let bit = 0; bit < 8 && at < data.length && size < rawSize; bit += 1) {
      if ((control & (1 << bit)) === 0) {
        put(data[at] ?? 0);
        at += 1;
        continue;
      }
      if (at + 1 >= data.length) return out.subarray(0, Math.min(size, rawSize));
      const reference = data.readUInt16BE(at);
      at += 2;
      const offset = reference >> 4;
      if (offset === place) return out.subarray(0, Math.min(size, rawSize));
      for (let step = 0; step < (reference & 15) + 2; step += 1) put(dictionary[(offset + step) % dictionarySize] ?? 0);
    }
  }
  return out.subarray(0, Math.min(size, rawSize));
}
